import { binary, type Expression, name, number } from "../../language/expression.ts";
import { type EventRow, eventRows, setByEvents } from "./event-rows.ts";
import { amountRate } from "./reaction-rates.ts";
import type { XmlElement } from "./read-xml.ts";
import type { Refusals } from "./refusals.ts";
import type { Row, Rows } from "./rows.ts";
import type { SbmlModel, SbmlReaction, SbmlSpecies } from "./sbml-model.ts";
import { atStart } from "./start-values.ts";
import { type Symbols, symbolsIn } from "./symbols.ts";

/** The equations of an SBML model. */
export interface SbmlEquations {
	readonly rows: readonly Row[];
	readonly events: readonly EventRow[];
	/** The name of the flow that is the time in units of the file; null: nothing reads it. */
	readonly time: string | null;
	/** What each id of the file is called in the rows. */
	readonly names: ReadonlyMap<string, string>;
}

/** Something with a value: what it is at the start where nothing else says, and how reactions move it. */
interface Quantity {
	readonly id: string;
	readonly at: XmlElement;
	readonly initial: Expression | undefined;
	/** Undefined: it stays. */
	readonly rate?: Expression | undefined;
}

/** What the rows of a model are made with. */
interface Making {
	readonly model: SbmlModel;
	readonly symbols: Symbols;
	readonly rows: Rows;
	/** Ids that events set: without a rate they stay until then. */
	readonly set: ReadonlySet<string>;
	/** Species whose concentration follows from their amount. */
	readonly held: Map<string, { readonly amount: string; readonly compartment: string }>;
	readonly refuse: Refusals["refuse"];
}

const aboutOf = ({ attributes }: XmlElement) => attributes["name"] ?? "";
const times = (a: Expression, b: Expression) => binary("*", a, b);
const over = (a: Expression, b: Expression) => binary("/", a, b);
const numberOr = (value: number | undefined) => (value === undefined ? undefined : number(value));

/** Puts what has no rule into rows: it moves by a rate, or stays. */
function hold({ rows, set, refuse }: Making, own: string, { id, at, initial, rate: moved }: Quantity): void {
	const about = aboutOf(at);
	const rate = moved ?? (set.has(id) ? number(0) : undefined);
	if (initial === undefined) refuse(at, "it has no value at the start", "give it one, an initial assignment or a rule");
	else if (rate) rows.set(own, { kind: "state", name: own, about, start: initial, rate });
	else if (initial.kind === "number") rows.set(own, { kind: "parameter", name: own, about, value: initial.value });
	else rows.set(own, { kind: "fixed", name: own, about, start: initial });
}

/** Puts a quantity into rows, as its rule and its initial assignment say. */
function define(making: Making, { id, at, initial, rate }: Quantity): void {
	const { symbols, rows } = making;
	const own = symbols.names.get(id)!;
	const { rule, first } = { rule: symbols.ruleOf(id), first: symbols.assignmentOf(id) };
	if (rule?.kind === "assignment" && rule.math) rows.set(own, { kind: "flow", name: own, about: aboutOf(at), is: symbols.math(rule.math) });
	else hold(making, own, { id, at, initial: first ? symbols.math(first) : initial, rate: rule?.math ? symbols.math(rule.math) : rate });
}

/** The value of a species at the start as its name means it, where its own attributes say it. */
function ownStart({ at, amount, concentration, compartment }: SbmlSpecies, asAmount: boolean, { called }: Symbols): Expression | undefined {
	const [given, scaled] = asAmount ? [amount, concentration] : [concentration, amount];
	if (given !== undefined || scaled === undefined) return numberOr(given);
	return (asAmount ? times : over)(number(scaled), called(compartment, at));
}

/** How fast an amount moves whose concentration a rule moves: (c v)' = c' v + c v'. */
function rateByRule({ symbols }: Making, { id, at, compartment }: SbmlSpecies): Expression | undefined {
	const [rule, of] = [symbols.ruleOf(id), symbols.ruleOf(compartment)];
	if (!rule?.math) return undefined;
	const moved = times(symbols.math(rule.math), symbols.called(compartment, at));
	return of?.math ? binary("+", moved, times(symbols.called(id, at), symbols.math(of.math))) : moved;
}

/** In a compartment that keeps its size a species is what its name means; in one that varies its amount is kept, and its concentration follows. */
function defineSpecies(making: Making, species: SbmlSpecies): void {
	const { model, symbols, rows } = making;
	const { id, at, compartment, amount } = species;
	const size = () => symbols.called(compartment, at);
	const asAmount = symbols.isAmount(species);
	const rate = amountRate(model, species, symbols, making.refuse);
	const initial = ownStart(species, asAmount, symbols);
	const [rule, isSet] = [symbols.ruleOf(id), making.set.has(compartment)];
	const follows = rule ? rule.kind === "rate" && isSet : isSet || symbols.ruleOf(compartment) !== undefined;
	if (asAmount || !follows) {
		define(making, { id, at, initial, rate: rate && (asAmount ? rate : over(rate, size())) });
		return;
	}
	const first = symbols.assignmentOf(id);
	const concentration = first ? symbols.math(first) : initial;
	const own = symbols.names.get(id)!;
	const held = symbols.newName(`${own}_amount`);
	making.held.set(id, { amount: held, compartment });
	hold(making, held, {
		id,
		at,
		initial: !first && amount !== undefined ? number(amount) : concentration && times(concentration, size()),
		rate: rateByRule(making, species) ?? rate,
	});
	rows.set(own, { kind: "flow", name: own, about: aboutOf(at), is: over(name(held), size()) });
}

function defineReaction({ symbols, rows, refuse }: Making, { id, at, law, locals }: SbmlReaction): void {
	if (!law) return;
	const inside = new Map(locals.map((local) => [local.id, symbols.newName(`${id}_${local.id}`)]));
	for (const local of locals) {
		const own = inside.get(local.id)!;
		if (local.value === undefined) refuse(local.at, "it has no value");
		rows.set(own, { kind: "parameter", name: own, about: aboutOf(local.at), value: local.value ?? 0 });
	}
	const own = symbols.names.get(id)!;
	rows.set(own, { kind: "flow", name: own, about: aboutOf(at), is: symbols.math(law, inside) });
}

/** How fast what a row gives changes; undefined where that is not known. */
function rateOfRow(rows: Rows, of: string): Expression | undefined {
	const row = rows.get(of);
	if (row?.kind === "state") return row.rate;
	if (row?.kind === "parameter" || row?.kind === "fixed") return number(0);
	if (row?.kind !== "flow" || row.is.kind !== "binary" || row.is.operator !== "/") return undefined;
	// The concentration in a compartment that varies: (a/v)' = (a' - (a/v) v') / v.
	const { left, right } = row.is;
	if (left.kind !== "name" || right.kind !== "name" || !left.name.startsWith(`${of}_amount`)) return undefined;
	const [inside, outside] = [rateOfRow(rows, left.name), rateOfRow(rows, right.name)];
	return inside && outside && over(binary("-", inside, times(name(of), outside)), right);
}

/**
 * The equations of an SBML model as rows of a page. What cannot be said is refused.
 *
 *     equationsOf(readSbml(text, file), refusals(file)).rows
 */
export function equationsOf(model: SbmlModel, { refuse }: Refusals): SbmlEquations {
	const symbols = symbolsIn(model, refuse);
	const rows: Rows = new Map();
	const making: Making = { model, symbols, rows, set: setByEvents(model), held: new Map(), refuse };
	for (const { id, at, size, isPoint } of model.compartments)
		define(making, { id, at, initial: numberOr(size ?? (isPoint ? 1 : undefined)) });
	for (const { id, at, value } of model.parameters) define(making, { id, at, initial: numberOr(value) });
	for (const { references } of model.reactions)
		for (const { id, at, stoichiometry } of references) if (id !== undefined) define(making, { id, at, initial: numberOr(stoichiometry) });
	for (const species of model.species) defineSpecies(making, species);
	for (const reaction of model.reactions) defineReaction(making, reaction);
	const events = eventRows(model, symbols, making.held, refuse);
	for (const { of, is } of symbols.readRates()) {
		const rate = rateOfRow(rows, of);
		if (!rate) refuse(model.at, `how fast "${of}" changes is not known`, "rateOf reads what rates move");
		rows.set(is, { kind: "flow", name: is, about: "", is: rate ?? number(0) });
	}
	const time = symbols.time();
	const all = atStart(rows, time, (message) => refuse(model.at, message));
	return { rows: all, events, time, names: symbols.names };
}
