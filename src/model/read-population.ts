import type { Path } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import { checkedQuantity, type Meaning } from "../language/check-units.ts";
import { type Fault, problemOf } from "../language/fault.ts";
import { formatQuantity } from "../language/quantity.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import type { Unit } from "../language/units.ts";
import { normalQuantile } from "../random/normal.ts";
import type { Correlation, Covariate, Module, Origin, Parameter, SpreadOrigin, ValueSet, Variation } from "./model.ts";
import type { FollowingFact, Population, PopulationGroup, TableValues } from "./population.ts";
import { populationShape } from "./population-shape.ts";
import { fileOf, type ModelReading } from "./read-model.ts";
import { readSpreadOrigin, saidOfSpread } from "./read-module.ts";
import { cvBetween, wholeIn } from "./spread.ts";
import { valueSetHint } from "./value-set-hint.ts";

type Body = ShapeOf<typeof populationShape>;
type Row = NonNullable<Body["covariates"]>[string];

/** What a population may name. */
interface Names {
	readonly pages: readonly Module[];
	readonly diseases: ReadonlyMap<string, ValueSet>;
	readonly products: ReadonlyMap<string, ValueSet>;
}

/** How far shares that were rounded for print may be from 1 together. */
const rounding = 0.005;

/** A share as a number, or as a count: `81 of 111`. */
function readShare(read: PartReader, path: Path, written: string | number): number {
	const [, some, all] = /^\s*(\d+)\s+of\s+(\d+)\s*$/.exec(String(written)) ?? [];
	const share = some === undefined ? Number(written) : Number(some) / Number(all);
	if (share > 0 && share <= 1) return share;
	read.wrong(path, `expected a share of the patients above 0 and at most 1, found "${written}"`, 'for example 0.74 or "81 of 111"');
	return Number.NaN;
}

/** Standard deviations from the median to the ends of a sample of normal numbers (Blom 1958, "Statistical Estimates and Transformed Beta-Variables"). */
const reachOf = (patients: number) => normalQuantile((patients - 0.375) / (patients + 0.25));

/** Refuses a median that its distribution cannot have. */
function checkPossible(
	read: PartReader,
	path: Path,
	{ distribution, value, unit }: { distribution: string; value: number; unit: Unit },
): void {
	const whole = wholeIn(unit);
	if (Number.isNaN(value)) return;
	if (distribution === "lognormal" && !(value > 0))
		read.wrong([...path, "value"], `expected a value above zero for lognormal, found ${value}`, "distribution: normal");
	if (distribution === "logit-normal" && !(value > 0 && value < whole))
		read.wrong(
			[...path, "value"],
			`expected a value between 0 and ${formatQuantity({ value: whole, unit })} for logit-normal, found ${value}`,
		);
}

/** A number of the model as a population says it. */
interface Said extends Required<Variation> {
	readonly value: number;
}

/** One row of a section, where the model has what it names. */
interface Named<T> {
	readonly name: string;
	readonly row: Row;
	readonly usual: T;
	readonly path: Path;
}

const forms = ["cv", "quartiles", "extremes"] as const;

type NumberRow = Named<Parameter | Covariate>;

/** Two bounds of a row in the unit of the model. */
function readPair(read: PartReader, { path, usual }: NumberRow, key: "quartiles" | "extremes" | "range"): readonly [number, number] {
	const example = formatQuantity({ value: usual.value, unit: usual.unit });
	return [read.quantityIn([...path, key, 0], usual.unit, example), read.quantityIn([...path, key, 1], usual.unit, example)];
}

/** The spread that a row says, by whichever of its three forms. */
function readCv(read: PartReader, one: NumberRow, scale: Parameters<typeof cvBetween>[2], patients: number): number {
	const { path, row } = one;
	const said = forms.filter((key) => row[key] !== undefined);
	if (said.length > 1) read.wrong([...path, said[1]!], `the spread is said by ${said.join(" and by ")}`, "one of cv, quartiles, extremes");
	const [form = "cv"] = said;
	if (form === "cv") return row.cv ?? 0;
	if (row.value === undefined) read.wrong([...path, form], `${form} stand around a value`, "write the value too, or the spread as cv");
	const [low, high] = readPair(read, one, form);
	if (!(low < scale.value && scale.value < high)) {
		if (![low, high, scale.value].some(Number.isNaN))
			read.wrong(
				[...path, form],
				`the median ${scale.value} does not lie between ${low} and ${high}`,
				"[least, greatest] around the value",
			);
		return 0;
	}
	const cv = cvBetween([low, high], form === "quartiles" ? normalQuantile(0.75) : reachOf(patients), scale);
	if (!Number.isFinite(cv)) read.wrong([...path, form], `no ${scale.distribution} number reaches from ${low} to ${high}`);
	return cv;
}

/** One number as a population says it, in the unit of the model. */
function readSpread(read: PartReader, one: NumberRow, patients: number): Said {
	const { path, row, usual } = one;
	const { unit } = usual;
	const value =
		row.value === undefined ? usual.value : read.quantityIn([...path, "value"], unit, formatQuantity({ value: usual.value, unit }));
	const distribution = row.distribution ?? "lognormal";
	const range = row.range === undefined ? usual.range : readPair(read, one, "range");
	if (range && !(range[0] <= value && value <= range[1]) && !Number.isNaN(value))
		read.wrong([...path, row.range === undefined ? "value" : "range"], `the value ${value} is outside its range, ${range.join(" to ")}`);
	checkPossible(read, path, { distribution, value, unit });
	const whole = wholeIn(unit) === 1 ? {} : { whole: wholeIn(unit) };
	const cv = readCv(read, one, { value, distribution, range, holdsMedian: true, ...whole }, patients);
	return { value, cv, distribution, range, holdsMedian: true };
}

/** Why a spread is believed: quartiles and extremes stand in the table that gives the value; a cv does not, unless the row says more. */
function spreadOrigin(read: PartReader, { path, row }: Named<unknown>, ofValue: Origin): SpreadOrigin | null {
	const isPrinted = row.quartiles !== undefined || row.extremes !== undefined;
	return isPrinted ? (saidOfSpread(row.spread) ?? { ...ofValue, about: "" }) : readSpreadOrigin(read, path, row);
}

function namedRows<T extends Parameter | Covariate>(
	read: PartReader,
	at: Path,
	{ section, rows, known }: { section: "covariates" | "parameters"; rows: Body["covariates"]; known: readonly T[] },
): Named<T>[] {
	return Object.entries(rows ?? {}).flatMap(([name, row]) => {
		const usual = known.find((one) => one.name === name);
		const path = [...at, section, name];
		if (usual) return [{ name, row, usual, path }];
		const word = section === "covariates" ? "covariate" : "parameter";
		const all = known.map((one) => one.name);
		read.wrongKey(path, `unknown ${word} "${name}"`, `${allowedHint(name, all)} See: crsim list ${section}`);
		return [];
	});
}

/** The facts with `is`: each of facts that are drawn, since one that follows has no place in an order. */
function readFollowing(read: PartReader, rows: readonly Named<Covariate>[], known: readonly Covariate[]): FollowingFact[] {
	const following = rows.filter(({ row }) => row.is !== undefined);
	const names = new Map(known.map(({ name, unit }) => [name, unit]));
	for (const { name } of following) names.delete(name);
	return following.flatMap(({ name, row, usual, path }) => {
		const both = (["value", ...forms, "distribution", "range"] as const).find((key) => row[key] !== undefined);
		if (both !== undefined) read.wrong([...path, both], `"${name}" follows from others by is`, `leave out is, or ${both}`);
		const formula = read.formula([...path, "is"]);
		if (!formula) return [];
		const faults: Fault[] = [];
		const meaning = (word: string): Meaning => {
			const unit = names.get(word);
			return unit ? { kind: "quantity", unit } : { kind: "unknown name", allowed: names.keys() };
		};
		const expression = checkedQuantity(formula.expression, usual.unit, { text: formula.text, meaning }, faults);
		read.problems.push(...faults.map((fault) => problemOf(fault, formula)));
		return expression ? [{ name, expression }] : [];
	});
}

function readCorrelations(read: PartReader, at: Path, rows: Body["correlations"], names: ReadonlySet<string>): Correlation[] {
	return (rows ?? []).map(({ between, value }, i) => {
		const path = [...at, "correlations", i];
		for (const [at, name] of between.entries())
			if (!names.has(name)) read.wrong([...path, "between", at], `unknown covariate or parameter "${name}"`, allowedHint(name, names));
		if (between[0] === between[1]) read.wrong([...path, "between"], `"${between[0]}" is correlated with itself`);
		if (!(Math.abs(value) < 1)) read.wrong([...path, "value"], `expected a correlation between -1 and 1, found ${value}`);
		return { between, value };
	});
}

/** What is said of all patients, or of those of one group. */
type Sayings = Pick<Body, "covariates" | "parameters" | "correlations" | "patients" | "source" | "about">;

function readValues(read: PartReader, at: Path, said: Sayings, { pages }: Names): TableValues {
	const facts = pages.flatMap((page) => page.covariates);
	const numbers = pages.flatMap((page) => page.parameters);
	const allFacts = namedRows(read, at, { section: "covariates", rows: said.covariates, known: facts });
	const covariates = allFacts.filter(({ row }) => row.is === undefined);
	const parameters = namedRows(read, at, { section: "parameters", rows: said.parameters, known: numbers });
	for (const { path, row } of parameters)
		if (row.is !== undefined) read.wrong([...path, "is"], "a parameter follows from nothing here", "value and spread, or a fact");
	for (const { path, row } of covariates)
		if (row.value === undefined) read.wrong(path, 'the key "value" is missing', "a fact of the patient has a median");
	const origin = (one: Named<Parameter | Covariate>) => {
		const { source = said.source, evidence } = one.row;
		return { source, evidence, spread: spreadOrigin(read, one, { source, evidence }) };
	};
	const origins = new Map([...allFacts, ...parameters].map((one) => [one.name, origin(one)]));
	const placed = ({ path, row }: Named<unknown>) => ({ about: row.about ?? "", place: read.yaml.keyPlace(path) });
	return {
		values: {
			name: String(at[0] ?? ""),
			file: read.yaml.file,
			about: said.about,
			covariates: covariates.map((one) => ({ ...one.usual, ...readSpread(read, one, said.patients), ...placed(one) })),
			parameters: parameters.map((one) => ({
				...one.usual,
				...readSpread(read, one, said.patients),
				...placed(one),
				...origins.get(one.name)!,
				classes: [],
			})),
			correlations: readCorrelations(read, at, said.correlations, new Set([...facts, ...numbers].map(({ name }) => name))),
			standing: [],
			meantFor: [],
			names: [],
		},
		follows: readFollowing(read, allFacts, facts),
		keeps: new Set(parameters.filter(({ row }) => row.value === undefined).map(({ name }) => name)),
		origins,
	};
}

function readGroups(read: PartReader, { groups, ...all }: Body, names: Names): PopulationGroup[] {
	const known = (i: number, key: "disease" | "product", given: string | undefined) => {
		const files = names[`${key}s`];
		if (given !== undefined && !files.has(given))
			read.wrong(["groups", i, key], `unknown ${key} "${given}"`, valueSetHint(given, key, files));
		return given ?? null;
	};
	const shares = groups.map(({ share }, i) => readShare(read, ["groups", i, "share"], share));
	const sum = shares.reduce((total, share) => total + share, 0);
	if (Math.abs(sum - 1) > rounding)
		read.wrong(
			["groups"],
			`expected shares that add up to 1, found ${Number(sum.toPrecision(4))}`,
			"patients of whom nothing is said are a group too",
		);
	return groups.map(({ about = "", disease, product, without = [], patients = all.patients, ...said }, i) => ({
		share: shares[i]! / sum,
		about,
		disease: known(i, "disease", disease),
		product: known(i, "product", product),
		without: without.map((treatment, j) => ({ treatment, place: read.yaml.place(["groups", i, "without", j]) })),
		...readValues(read, ["groups", i], { ...said, about, patients, source: all.source }, names),
	}));
}

/**
 * Reads `populations/NAME.yaml` of a model; undefined, with problems at their places, when it cannot be read.
 *
 *     readPopulation(reading, "LBCL-third-line", { pages, diseases, products })?.groups[0]?.share
 */
export function readPopulation(reading: ModelReading, name: string, names: Names): Population | undefined {
	const yaml = fileOf(reading, `populations/${name}.yaml`);
	const body = yaml && checkShape(yaml, populationShape, reading.problems);
	if (!yaml || !body) return undefined;
	const read = partReader(yaml, reading.problems);
	const { about, line, setting, patients, source, beside = [] } = body;
	const groups = readGroups(read, body, names);
	return { name, file: yaml.file, about, line, setting, patients, source, groups, beside, ...readValues(read, [], body, names) };
}
