import type { Bind } from "../chart/signs.ts";
import { gradeNamesOf, lackingGrade, type Toxicities } from "../grading/toxicities.ts";
import type { Problem } from "../input/problem.ts";
import { attributed } from "../language/attributed-names.ts";
import { type Asking, checkRunFunction } from "../language/check-run-function.ts";
import { checkedAnyQuantity, checkedCondition, type Meaning, type SpecialResult, type UnitContext } from "../language/check-units.ts";
import { binary, children, type Expression, isComparison, mapChildren, namesIn, number } from "../language/expression.ts";
import { type Fault, problemOf } from "../language/fault.ts";
import type { Formula } from "../language/formula.ts";
import { inUnit } from "../language/quantity.ts";
import { functionsOf, runFunction, type Subject } from "../language/run-functions.ts";
import { dimensionless, formatUnit, sameDimension, type Unit, unitOf } from "../language/units.ts";
import type { Stay } from "../treatment/stay.ts";
import { outcomeFacts } from "./outcome-functions.ts";
import { rowFunctions } from "./row-columns.ts";

/** A place of care: conditions in pure numbers. */
interface StayRule {
	readonly begins: Expression;
	readonly ends: Expression;
}

/** Places of care by name, each checked when it is first asked for; undefined for one that is wrong. */
type Stays = ReadonlyMap<string, () => StayRule | undefined>;

/** What an outcome may name. */
export interface OutcomeNames {
	/** Number columns of the trajectory with their units. */
	readonly columns: ReadonlyMap<string, Unit>;
	/** The toxicities of the model: outcomes name their grades as conditions do, `crs`, `penn_crs`, … */
	readonly toxicities: Toxicities;
	/** The signs that the model has. */
	readonly bind: Bind;
	/** Treatments with the unit of their doses, and rules (null) by their names as one word. */
	readonly treatments: ReadonlyMap<string, Unit | null>;
	/** Facts that differ between the patients of a population, with their units. */
	readonly facts?: ReadonlyMap<string, Unit>;
	/** What can run: treatments and their devices. */
	readonly running: ReadonlySet<string>;
	/** What may strike by chance. */
	readonly hazards: ReadonlySet<string>;
	/** When a patient comes to a place of care and leaves it, by its name. */
	readonly stays: Stays;
}

/** One number of each patient, or something that each has or has not (1 or 0). In pure numbers. */
export interface Outcome {
	readonly name: string;
	/** As written. */
	readonly is: string;
	readonly kind: "probability" | "number";
	/** `1` for probabilities; times are in days. */
	readonly unit: string;
	/** The pure number of the expression that is 1 in the unit: 24 for an expression in hours and days. */
	readonly one: number;
	readonly expression: Expression;
	/** The patients that count, as written and as a condition; null: all. */
	readonly among: { readonly is: string; readonly expression: Expression } | null;
	/** The least that it can be, where that follows from what it asks: 0 for times and counts. */
	readonly least: 0 | null;
}

const isFact = (name: string) => Object.hasOwn(outcomeFacts, name);
const [hour, day] = [unitOf("h"), unitOf("day")];

/** What a condition inside an outcome may name and ask: what conditions of a care team do, as far as a run shows it afterwards. */
function innerContext(names: OutcomeNames, text: string): UnitContext {
	const { columns, toxicities } = names;
	const grades = gradeNamesOf(toxicities);
	const context: UnitContext = {
		text,
		specialNames: functionsOf("outcome").filter((name) => name === attributed || rowFunctions.includes(name)),
		meaning: (name) => {
			if (name === "t") return { kind: "quantity", unit: hour };
			const unit = grades.includes(name) ? dimensionless : columns.get(name);
			if (unit) return { kind: "quantity", unit };
			const lacking = lackingGrade(name, grades);
			return lacking ? { kind: "not here", ...lacking } : { kind: "unknown name", allowed: [...columns.keys(), ...grades, "t"] };
		},
		special: (call, faults) => withStay(checkRunFunction(call, asking, faults), names),
	};
	const asking: Asking = { ...askingOf(names), inner: context };
	return context;
}

/** What the functions of outcomes may ask for. */
function subjectsOf(
	{ columns, toxicities, treatments, running, hazards, stays }: OutcomeNames,
	of: Exclude<Subject, "condition">,
): ReadonlyMap<string, Unit | null> {
	const grades = new Map(gradeNamesOf(toxicities).map((grade) => [grade, dimensionless]));
	switch (of) {
		case "grade":
			return grades;
		case "sign or grade":
		case "column or grade":
			return new Map([...grades, ...columns]);
		case "treatment":
			return treatments;
		case "treatment or device":
			return new Map([...running].map((name) => [name, dimensionless]));
		case "sign":
		case "column":
			return columns;
		case "hazard":
			return new Map([...hazards].map((name) => [name, dimensionless]));
		case "stay":
			return new Map([...stays.keys()].map((name) => [name, dimensionless]));
		case "ladder":
			return new Map();
	}
}

/** `staying(icu)` with the conditions that it stands for in place of the name. */
function withStay(checked: SpecialResult | undefined, { stays }: OutcomeNames): SpecialResult | undefined {
	if (checked?.expression.kind !== "binary") return checked;
	const { left } = checked.expression;
	if (left.kind !== "call" || left.name !== "staying" || left.args[0]?.kind !== "name") return checked;
	const rule = stays.get(left.args[0].name)!();
	return rule && { ...checked, expression: { ...checked.expression, left: { ...left, args: [rule.begins, rule.ends] } } };
}

/** The places of care of a model. What is wrong in one that is asked for is told where its file says it. */
export function checkedStays(stays: ReadonlyMap<string, Stay>, names: Omit<OutcomeNames, "stays">, problems: Problem[]): Stays {
	const condition = (formula: Formula): Expression | undefined => {
		const faults: Fault[] = [];
		const checked = checkedCondition(formula.expression, innerContext({ ...names, stays: new Map() }, formula.text), faults);
		for (const fault of faults) problems.push(problemOf(fault, formula));
		return checked;
	};
	const checked = (stay: Stay): StayRule | undefined => {
		const [begins, ends] = [condition(stay.begins), condition(stay.ends)];
		return begins && ends && { begins, ends };
	};
	const known = new Map<string, StayRule | undefined>();
	const ruleOf = (stay: Stay) => {
		if (!known.has(stay.name)) known.set(stay.name, checked(stay));
		return known.get(stay.name);
	};
	return new Map([...stays].map(([name, stay]) => [name, () => ruleOf(stay)]));
}

const askingOf = (names: OutcomeNames): Omit<Asking, "inner"> => ({
	asker: "outcome",
	subjects: (of) => subjectsOf(names, of),
	lacking: (name, of) => (of.endsWith("grade") ? lackingGrade(name, gradeNamesOf(names.toxicities)) : undefined),
});

function outcomeContext(names: OutcomeNames, text: string): UnitContext {
	const functions = functionsOf("outcome");
	const context: UnitContext = {
		text,
		specialNames: functions,
		meaning: (name) => {
			if (isFact(name)) return factMeaning(name, names);
			const unit = names.facts?.get(name);
			if (unit) return { kind: "quantity", unit };
			if (gradeNamesOf(names.toxicities).includes(name)) return courseMeaning(name, [`worst(${name})`, `onset(${name})`]);
			if (names.columns.has(name)) return courseMeaning(name, [`peak(${name})`, `nadir(${name})`, `at(${name}, 5 day)`]);
			const allowed = [...Object.keys(outcomeFacts), ...(names.facts?.keys() ?? []), ...functions.map((one) => `${one}(…)`)];
			return { kind: "unknown name", allowed };
		},
		special: (call, faults) => {
			const checked = withStay(checkRunFunction(call, asking, faults), names);
			if (call.name !== attributed || checked?.expression.kind !== "name") return checked;
			const grade = checked.expression.name;
			faults.push({ ...valueAtEachTime(grade, [`worst(${grade})`, `onset(${grade})`]), span: call.span });
			return undefined;
		},
	};
	const asking: Asking = { ...askingOf(names), inner: innerContext(names, text), clock: context };
	return context;
}

/** What a name means that has a value at each time, where one for the whole run is asked for. */
const courseMeaning = (name: string, functions: readonly string[]): Meaning => ({ kind: "not here", ...valueAtEachTime(name, functions) });

const valueAtEachTime = (name: string, functions: readonly string[]) => ({
	message: `"${name}" has a value at each time; an outcome is one number of the whole run`,
	hint: `for example ${functions.join(" or ")}. See: crsim list outcomes`,
});

/** A fact is 1 or 0; one that is read from a sign which the model does not have would be unknown in everybody. */
function factMeaning(name: string, { bind }: OutcomeNames): Meaning {
	const { sign } = outcomeFacts[name]!;
	if (sign === undefined || bind[sign] !== undefined) return { kind: "quantity", unit: dimensionless };
	return { kind: "not here", message: `this model has no ${sign}, which "${name}" needs`, hint: `bind ${sign} in its model.yaml` };
}

const isLogic = (e: Expression) => e.kind === "not" || (e.kind === "binary" && (e.operator === "and" || e.operator === "or"));
const isTruth = (e: Expression) => e.kind === "call" && runFunction(e.name, "outcome")?.gives === "truth";
const isCondition = (e: Expression) => isTruth(e) || isLogic(e) || (e.kind === "binary" && isComparison(e.operator));

/** Facts that stand where a condition is needed, as comparisons: `died or responded`. */
function withFactsAsConditions(e: Expression): Expression {
	if (e.kind === "name" && isFact(e.name)) return binary(">", e, number(0, e.span), e.span);
	return isLogic(e) ? mapChildren(e, withFactsAsConditions) : e;
}

/**
 * Hours after infusion before which an outcome is unknown in everybody: that of the latest time or fact that it names.
 *
 *     knownFrom(responded)   // 672
 */
export const knownFrom = ({ expression, among }: Pick<Outcome, "expression" | "among">): number =>
	Math.max(latestNamed(expression), among === null ? 0 : latestNamed(among.expression));

function latestNamed(e: Expression): number {
	if (e.kind === "name") return outcomeFacts[e.name]?.knownFrom ?? 0;
	const row = e.kind === "call" ? runFunction(e.name, "outcome") : undefined;
	if (e.kind !== "call" || !row) return Math.max(0, ...children(e).map(latestNamed));
	const second = e.args[1];
	return row.second === "time" && second?.kind === "number" ? second.value : 0;
}

/** Hours since infusion, each once, at which outcomes ask for a value. */
export function timesAsked(outcomes: readonly Pick<Outcome, "expression" | "among">[]): readonly number[] {
	const times = new Set<number>();
	const find = (e: Expression): void => {
		const second = e.kind === "call" && runFunction(e.name, "outcome")?.second === "time" ? e.args[1] : undefined;
		if (second?.kind === "number") times.add(second.value);
		for (const part of children(e)) find(part);
	};
	for (const { expression, among } of outcomes) for (const e of [expression, among?.expression]) if (e) find(e);
	return [...times];
}

/** The columns of a run that an outcome may read; names of grades and treatments may stand among them. */
export const columnsRead = ({ expression, among }: Pick<Outcome, "expression" | "among">, bind: Bind): string[] =>
	[...namesIn(expression), ...(among === null ? [] : namesIn(among.expression))].map((name) => {
		const sign = isFact(name) ? outcomeFacts[name]!.sign : undefined;
		return (sign && bind[sign]?.column) ?? name;
	});

/** What an outcome is as written in a study: its expression, and whom it counts. */
export interface WrittenOutcome {
	readonly is: Formula;
	readonly among: Formula | null;
}

/** A condition that tells which patients count; facts may stand for conditions. */
function checkedAmong(formula: Formula, names: OutcomeNames, problems: Problem[]): Outcome["among"] | undefined {
	const faults: Fault[] = [];
	const expression = checkedCondition(withFactsAsConditions(formula.expression), outcomeContext(names, formula.text), faults);
	for (const fault of faults) problems.push(problemOf(fault, formula));
	return expression && { is: formula.text.trim(), expression };
}

const growing: readonly string[] = ["+", "*", "/", "^"];
const positive: readonly string[] = ["abs", "sqrt", "exp"];

/** Whether a number cannot be below zero, whoever the patient is: a time, a count or an amount, and what is made of such by adding and multiplying. */
function isNeverNegative(e: Expression): boolean {
	switch (e.kind) {
		case "number":
			return e.value >= 0;
		case "name":
			return isFact(e.name);
		case "binary":
			return growing.includes(e.operator) && isNeverNegative(e.left) && isNeverNegative(e.right);
		case "call": {
			const row = runFunction(e.name, "outcome");
			if (row) return row.gives === "hours" || row.gives === "number" || e.name === "amount";
			return positive.includes(e.name) || (["min", "max"].includes(e.name) && e.args.every(isNeverNegative));
		}
		default:
			return false;
	}
}

/** Checks an outcome as written in a study; undefined, with a problem, when it is wrong. */
export function checkOutcome(
	name: string,
	{ is: formula, among: whom }: WrittenOutcome,
	names: OutcomeNames,
	problems: Problem[],
): Outcome | undefined {
	const among = whom && checkedAmong(whom, names, problems);
	const faults: Fault[] = [];
	const context = outcomeContext(names, formula.text);
	const written = formula.expression;
	const said = isCondition(written) ? withFactsAsConditions(written) : written;
	const common = { name, is: formula.text.trim(), among: among ?? null };
	const outcome = (): Outcome | undefined => {
		if (isCondition(said)) {
			const expression = checkedCondition(said, context, faults);
			return expression && { ...common, kind: "probability", unit: "1", one: 1, expression, least: null };
		}
		const checked = checkedAnyQuantity(said, context, faults);
		if (!checked) return undefined;
		if (said.kind === "name" && isFact(said.name))
			return { ...common, kind: "probability", unit: "1", one: 1, expression: checked.expression, least: null };
		const inDays = sameDimension(checked.unit, hour);
		const shown = inDays ? day : checked.unit;
		return {
			...common,
			kind: "number",
			unit: formatUnit(shown),
			one: inUnit({ value: 1, unit: shown }, checked.unit),
			expression: checked.expression,
			least: isNeverNegative(checked.expression) ? 0 : null,
		};
	};
	const made = outcome();
	for (const fault of faults) problems.push(problemOf(fault, formula));
	return faults.length === 0 && among !== undefined ? made : undefined;
}
