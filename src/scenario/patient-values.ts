import type { Path } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import type { Problem } from "../input/problem.ts";
import { formatQuantity, inUnit, wrongDimension } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { formatUnit, sameDimension } from "../language/units.ts";
import { drawOf } from "../model/hazard-draw.ts";
import type { Covariate, Model, Module, Parameter, ValueSet } from "../model/model.ts";
import type { FollowingFact, TableValues } from "../model/population.ts";
import { valueSetHint } from "../model/value-set-hint.ts";
import type { StandingFor } from "../treatment/library.ts";
import { type Plausible, plausibleRange } from "../treatment/plausible-facts.ts";
import type { Treatment } from "../treatment/treatment.ts";
import { followingValues } from "./following.ts";
import type { Varying } from "./plan.ts";
import { varyingOf } from "./varying.ts";

/** What a scenario says of its patient, resolved. */
export interface PatientValues {
	readonly disease: string | null;
	readonly product: string | null;
	readonly covariates: Readonly<Record<string, number>>;
	/** Parameters and covariates in the units of the model's pages. */
	readonly values: ReadonlyMap<string, number>;
	/** Those of them that differ between virtual patients, and how. */
	readonly varying: readonly Varying[];
	/** Facts that follow from others. */
	readonly follows: readonly FollowingFact[];
	readonly warnings: readonly string[];
}

/** Values of a disease or product in the pages' units; an unknown name or a wrong unit is a problem of that file. */
export function valuesOfSet(set: ValueSet, parameters: ReadonlyMap<string, Parameter>, problems: Problem[]): Map<string, number> {
	const values = new Map<string, number>();
	for (const row of set.parameters) {
		const own = parameters.get(row.name);
		if (!own)
			problems.push({
				...row.place,
				key: `parameters.${row.name}`,
				message: `unknown parameter "${row.name}"`,
				hint: allowedHint(row.name, parameters.keys()),
			});
		else if (!sameDimension(row.unit, own.unit))
			problems.push({
				...row.place,
				key: `parameters.${row.name}`,
				message: wrongDimension(row.value, row.unit, own.unit, `1 ${formatUnit(own.unit)}`),
			});
		else values.set(row.name, inUnit({ value: row.value, unit: row.unit }, own.unit));
	}
	for (const { name, value } of set.covariates) values.set(name, value);
	return values;
}

function named(
	read: PartReader,
	key: "disease" | "product",
	given: unknown,
	known: ReadonlyMap<string, ValueSet>,
	byDefault: string | null,
): string | null {
	if (given === undefined) return byDefault;
	if (known.has(String(given))) return String(given);
	read.wrong(["patient", key], `unknown ${key} "${given}"`, valueSetHint(String(given), key, known));
	return byDefault;
}

function readCovariates(
	read: PartReader,
	patient: Readonly<Record<string, unknown>>,
	{ known, plausible }: { readonly known: readonly Covariate[]; readonly plausible: Plausible },
): Map<string, number> {
	const values = new Map<string, number>();
	const names = known.map((covariate) => covariate.name);
	for (const name of Object.keys(patient)) {
		if (name === "disease" || name === "product") continue;
		const covariate = known.find((one) => one.name === name);
		const path = ["patient", name];
		if (!covariate) {
			read.wrongKey(path, "unknown key", allowedHint(name, ["disease", "product", ...names]));
			continue;
		}
		const value = read.quantityIn(path, covariate.unit, asWritten(covariate));
		const range = plausibleRange(covariate, plausible);
		if (range && (value < range[0] || value > range[1])) {
			const most = formatQuantity({ value: range[1], unit: covariate.unit });
			read.wrong(path, `"${patient[name]}" is outside the plausible range`, `allowed: ${range[0]} to ${most}`);
		}
		// A value that cannot be read is told once; the default stands in, so that nothing else stumbles over it.
		values.set(name, Number.isNaN(value) ? covariate.value : value);
	}
	return values;
}

/** The example that a message gives of a parameter's value. */
const asWritten = ({ value, unit }: Parameter | Covariate) => formatQuantity({ value, unit });

/** One entry of `set`, in the parameter's unit: a value, or a multiple of `base`. NaN, and a problem, when it is neither. */
function readSet(
	read: PartReader,
	path: Path,
	written: unknown,
	{ parameter, base }: { parameter: Parameter; base: number },
): { value: number; multiple: number | null } {
	const multiple = /^\s*([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)\s*x\s*$/.exec(String(written))?.[1];
	const value =
		multiple === undefined ? read.quantityIn(path, parameter.unit, `${asWritten(parameter)}" or "1.5x`) : base * Number(multiple);
	if (multiple !== undefined && !Number.isFinite(Number(multiple)))
		read.wrong(path, `"${written}" is not a finite multiple`, 'for example "1.5x"');
	if (value < 0 && parameter.value > 0) read.wrong(path, `"${written}" is below zero`, `the model has ${asWritten(parameter)}`);
	return { value, multiple: multiple === undefined ? null : Number(multiple) };
}

/** `{ value: 1.2x, spread: 0.8x }` of a parameter. */
interface WrittenSpread {
	readonly value?: unknown;
	readonly spread: unknown;
}

const isSpread = (written: unknown): written is WrittenSpread => typeof written === "object" && written !== null && "spread" in written;

/** One parameter that `set` names. */
interface SetEntry {
	readonly path: Path;
	readonly name: string;
	readonly given: unknown;
	/** Whether it is of this patient: what stands under another disease or product is read, and not used. */
	readonly holds: boolean;
}

/** The entries of `set`: those of all patients, then those that stand under the name of a disease or product. */
function entriesOf(sets: Readonly<Record<string, unknown>>, model: Model, own: readonly (string | null)[]): readonly SetEntry[] {
	const isGroup = (name: string) => model.diseases.has(name) || model.products.has(name);
	const rows = Object.entries(sets);
	const ofAll = rows.filter(([name]) => !isGroup(name)).map(([name, given]) => ({ path: ["set", name], name, given, holds: true }));
	const ofSome = rows
		.filter(([group, given]) => isGroup(group) && typeof given === "object" && given !== null)
		.flatMap(([group, given]) =>
			Object.entries(given as object).map(([name, one]) => ({ path: ["set", group, name], name, given: one, holds: own.includes(group) })),
		);
	return [...ofAll, ...ofSome];
}

/** By how much the spread of a parameter is multiplied; 1, and a problem, when it cannot be. */
function readSpread(read: PartReader, path: Path, written: unknown): number {
	const factor = Number(/^\s*(\d*\.?\d+(?:[eE][+-]?\d+)?)\s*x\s*$/.exec(String(written))?.[1] ?? Number.NaN);
	if (Number.isFinite(factor)) return factor;
	read.wrong(
		[...path, "spread"],
		`"${String(written)}" is not a multiple of the spread`,
		'for example "0.8x"; "0x" makes all patients alike',
	);
	return 1;
}

/** What the entries of `set` say of parameters. */
interface Sets {
	readonly warnings: string[];
	readonly fixed: string[];
	readonly multiples: Map<string, number>;
	/** Multiples of spreads. */
	readonly spreads: Map<string, number>;
}

function readSets(
	read: PartReader,
	entries: readonly SetEntry[],
	{
		parameters,
		covariates,
		states,
		values,
	}: {
		parameters: ReadonlyMap<string, Parameter>;
		covariates: readonly Covariate[];
		states: ReadonlyMap<string, unknown>;
		values: Map<string, number>;
	},
): Sets {
	const warnings: string[] = [];
	const fixed: string[] = [];
	const multiples = new Map<string, number>();
	const spreads = new Map<string, number>();
	for (const { path, name, given, holds } of entries) {
		const parameter = parameters.get(name);
		// What a state is set to is read where the run's own states are known.
		if (states.has(name)) continue;
		if (!parameter) {
			const isFact = covariates.some((covariate) => covariate.name === name);
			const hint = isFact
				? `it is a fact of the patient: write it under "patient:"`
				: `${allowedHint(name, [...parameters.keys(), ...states.keys()])} See: crsim list parameters`;
			read.wrongKey(path, `unknown parameter "${name}"`, hint);
			continue;
		}
		const spread = isSpread(given) ? readSpread(read, path, given.spread) : 1;
		const written = isSpread(given) ? (given.value ?? "1x") : given;
		if (typeof written === "object") {
			read.wrong(path, `${name} is a parameter, which is the same for the whole run`, `write "${name}: ${asWritten(parameter)}"`);
			continue;
		}
		const base = values.get(name) ?? parameter.value;
		const { value, multiple } = readSet(read, isSpread(given) ? [...path, "value"] : path, written, {
			parameter,
			base,
		});
		if (!holds) continue;
		if (isSpread(given)) spreads.set(name, (spreads.get(name) ?? 1) * spread);
		if (multiple !== null || isSpread(given)) multiples.set(name, (multiples.get(name) ?? 1) * (multiple ?? value / base));
		else fixed.push(name);
		const { range } = parameter;
		if (range && (value < range[0] || value > range[1])) {
			const spelled = formatUnit(parameter.unit);
			warnings.push(`${name} is set to ${value} ${spelled}, outside its plausible range ${range[0]} to ${range[1]}`);
		}
		values.set(name, value);
	}
	return { warnings, fixed, multiples, spreads };
}

function idleSets(sets: Readonly<Record<string, unknown>>, idle: readonly Treatment[]): string[] {
	return idle.flatMap(({ name, equations }) => {
		const set = equations.parameters.filter((parameter) => Object.hasOwn(sets, parameter.name));
		return set.map((parameter) => `${parameter.name} is set, but ${name} is not given: it changes nothing`);
	});
}

/** Spreads that are multiplied and are none: patients are alike in these numbers. */
function idleSpreads(spreads: ReadonlyMap<string, number>, pages: readonly Module[], varying: readonly Varying[]): string[] {
	const varies = new Set(varying.map(({ name }) => name));
	const used = new Set(pages.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
	return [...spreads].flatMap(([name, factor]) =>
		factor === 0 || varies.has(name) || !used.has(name)
			? []
			: [`${name} is the same in all virtual patients: to multiply its spread changes nothing`],
	);
}

/** What a table says of values: where it says a spread alone, the value stays that of the disease. */
const saidBy = ({ values, keeps }: TableValues): ValueSet => ({
	...values,
	parameters: values.parameters.filter(({ name }) => !keeps.has(name)),
});

/** The facts that follow from others, after what the nearest table says of each. */
function followingIn(tables: readonly TableValues[]): readonly FollowingFact[] {
	const found = new Map<string, FollowingFact>();
	for (const { values, follows } of tables) {
		for (const { name } of values.covariates) found.delete(name);
		for (const one of follows) found.set(one.name, one);
	}
	return [...found.values()];
}

/** Resolves disease, product, population, covariates and `set` (in this order) to values; what is wrong goes to the reader's problems. */
export function patientValues(
	read: PartReader,
	patient: Readonly<Record<string, unknown>>,
	wanted: Readonly<Record<string, unknown>>,
	{
		model,
		states,
		equations,
		treatments,
		plausible,
		member,
	}: {
		model: Model;
		/** Those that may be set too. */
		states: ReadonlyMap<string, unknown>;
		equations: readonly Module[];
		treatments: readonly Treatment[];
		plausible: Plausible;
		member: StandingFor["member"];
	},
): PatientValues {
	const pages = [...model.modules, ...equations];
	// A hazard's draw may be set too: it is the luck of this patient.
	const parametersOf = (page: Module) =>
		[...page.parameters, ...page.hazards.map(drawOf)].map((parameter) => [parameter.name, parameter] as const);
	// Parameters of treatments that are not given may be set as well, so that one `set` serves every arm of a comparison.
	const parameters = new Map([...treatments.map((treatment) => treatment.equations), ...pages].flatMap(parametersOf));
	const idle = treatments.filter((treatment) => !equations.includes(treatment.equations));
	const covariates = pages.flatMap((page) => page.covariates);
	const group = member?.population.groups[member.group];
	const disease = named(read, "disease", patient["disease"], model.diseases, group?.disease ?? model.defaults.disease);
	const product = named(read, "product", patient["product"], model.products, group?.product ?? model.defaults.product);
	const values = new Map(covariates.map((covariate) => [covariate.name, covariate.value]));
	const usual = [model.diseases.get(disease ?? ""), model.products.get(product ?? "")].filter((set) => set !== undefined);
	const own = readCovariates(read, patient, { known: covariates, plausible });
	const tables: readonly TableValues[] = member && group ? [member.population, group] : [];
	const sets = [...usual, ...tables.map((table) => table.values)];
	const layers = [...[...usual, ...tables.map(saidBy)].map((set) => valuesOfSet(set, parameters, read.problems)), own];
	for (const layer of layers) for (const [name, value] of layer) values.set(name, value);
	const entries = entriesOf(wanted, model, [disease, product]);
	const { warnings, fixed, multiples, spreads } = readSets(read, entries, { parameters, covariates, states, values });
	// What the scenario says of a patient goes before what would follow.
	const follows = followingIn(tables).filter(({ name }) => !own.has(name));
	for (const [name, value] of followingValues(follows, (fact) => values.get(fact) ?? Number.NaN)) values.set(name, value);
	const isSaid = new Set([...fixed, ...own.keys(), ...follows.map(({ name }) => name)]);
	const varying = varyingOf(model, pages, sets, { values, fixed: isSaid, multiples, spreads });
	if (!varying) {
		const { file } = sets.findLast(({ correlations }) => correlations.length > 0) ?? model;
		read.problems.push({ file, line: 1, column: 1, key: "correlations", message: "these correlations contradict each other" });
	}
	return {
		disease,
		product,
		covariates: Object.fromEntries(covariates.map(({ name }) => [name, values.get(name)!])),
		values,
		varying: varying ?? [],
		follows,
		warnings: [...warnings, ...idleSets(wanted, idle), ...idleSpreads(spreads, pages, varying ?? [])],
	};
}
