import { either, isKnown, type Missing, missing, type Verdict } from "./verdict.ts";

/** One vasoactive infusion: `{drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 5}`. */
export interface Pressor {
	readonly drug: string;
	readonly rate?: number;
	/** `ug/min`, `ug/kg/min`; `U/min` for vasopressin. */
	readonly unit?: string;
	/** Hours at or above this rate. */
	readonly hours?: number;
}

/** Units in which doses of vasopressors are compared. */
export type RateUnit = "ug/min" | "ug/kg/min";

/** They help the heart, not the vessels: no scale here counts them as vasopressors (our reading). */
const inotropes: ReadonlySet<string> = new Set(["milrinone", "dobutamine", "levosimendan"]);

/** Names of the vasopressors that run, vasopressin left out, each once. */
export function countedPressors(pressors: readonly Pressor[]): readonly string[] {
	if (pressors.length === 0) return [];
	if (pressors.length === 1) return isCounted(pressors[0]!) ? [pressors[0]!.drug] : [];
	const names = running(pressors).map((p) => p.drug);
	return [...new Set(names)].filter((name) => name !== "vasopressin" && !inotropes.has(name));
}

function isCounted(pressor: Pressor): boolean {
	return isRunning(pressor) && pressor.drug !== "vasopressin" && !inotropes.has(pressor.drug);
}

/** Vasopressin runs. */
export function hasVasopressin(pressors: readonly Pressor[]): boolean {
	return pressors.some((p) => p.drug === "vasopressin" && isRunning(p));
}

/** How many vasopressors run, vasopressin included. */
export function allPressors(pressors: readonly Pressor[]): number {
	return countedPressors(pressors).length + (hasVasopressin(pressors) ? 1 : 0);
}

/** "one vasopressor (norepinephrine) and vasopressin"; empty when none runs. */
export function pressorWords(pressors: readonly Pressor[]): string {
	const names = countedPressors(pressors);
	if (names.length === 0) return hasVasopressin(pressors) ? "one vasopressor (vasopressin)" : "";
	const number = ["no", "one", "two", "three", "four"][names.length] ?? String(names.length);
	const words = `${number} ${names.length === 1 ? "vasopressor" : "vasopressors"} (${names.join(", ")})`;
	return hasVasopressin(pressors) ? `${words} and vasopressin` : words;
}

/** Longest time that any vasopressor has run at or above its present rate, hours. */
export function longestHours(pressors: readonly Pressor[]): number | Missing {
	if (pressors.length === 0) return 0;
	const vasopressors = running(pressors).filter((p) => !inotropes.has(p.drug));
	if (vasopressors.some((p) => !isKnown(p.hours))) return missing("hours on the vasopressor not recorded");
	return Math.max(0, ...vasopressors.map((p) => p.hours ?? 0));
}

/** From which rate on a single agent counts as high dose. */
interface HighDoseLine {
	readonly drug: string;
	readonly rate: number;
	readonly unit: RateUnit;
}

/** Lines of one grading system. `singles`: one agent by itself; sums are in norepinephrine-equivalents, ug/min. */
export interface HighDoseTable {
	readonly singles: readonly HighDoseLine[];
	readonly withVasopressin: number;
	readonly severalAgents: number;
	readonly source: string;
}

/** Not yet ticked against the paper. */
export const leeHighDose: HighDoseTable = {
	singles: [
		{ drug: "norepinephrine", rate: 20, unit: "ug/min" },
		{ drug: "dopamine", rate: 10, unit: "ug/kg/min" },
		{ drug: "phenylephrine", rate: 200, unit: "ug/min" },
		{ drug: "epinephrine", rate: 10, unit: "ug/min" },
	],
	withVasopressin: 10,
	severalAgents: 20,
	source: "Lee DW 2014, doi:10.1182/blood-2014-05-552729, after the VASST trial",
};

/** Not yet ticked against the paper (which has a correction of June 2018). Per-kg lines; needs a body weight for rates per minute. */
export const pennHighDose: HighDoseTable = {
	singles: [
		{ drug: "norepinephrine", rate: 0.2, unit: "ug/kg/min" },
		{ drug: "dopamine", rate: 10, unit: "ug/kg/min" },
		{ drug: "phenylephrine", rate: 200, unit: "ug/min" },
		{ drug: "epinephrine", rate: 0.1, unit: "ug/kg/min" },
	],
	withVasopressin: 10,
	severalAgents: 20,
	source: "Porter DL 2018, doi:10.1186/s13045-018-0571-y",
};

/** Hours that a dose must have been held to count as high. */
const HELD = 3;

/**
 * Is the vasopressor support high dose, held for at least 3 h? `weight` in kg, needed where rate and line differ in "per kg".
 * Agents that have run less than 3 h at their rate are left out (our reading), so that adding one never lowers the answer.
 *
 *     isHighDose([{drug: "norepinephrine", rate: 22, unit: "ug/min", hours: 4}], {table: leeHighDose})   // true
 */
export function isHighDose(
	pressors: readonly Pressor[],
	{ table, weight }: { table: HighDoseTable; weight?: number | undefined },
): Verdict {
	if (pressors.length === 0) return false;
	const vasopressors = running(pressors).filter((p) => !inotropes.has(p.drug));
	if (vasopressors.some((p) => !isKnown(p.hours))) return missing("hours on the vasopressor not recorded");
	const held = vasopressors.filter((p) => (p.hours ?? 0) >= HELD);
	const vasopressin = held.some((p) => p.drug === "vasopressin");
	const total = equivalent(held, weight);
	return either(
		...held.map((p) => isSingleHighDose(p, table, weight)),
		vasopressin && reaches(total, table.withVasopressin),
		countedPressors(held).length >= 2 && reaches(total, table.severalAgents),
	);
}

function isSingleHighDose(pressor: Pressor, table: HighDoseTable, weight: number | undefined): Verdict {
	const line = table.singles.find((l) => l.drug === pressor.drug);
	if (line === undefined) return false;
	const rate = rateIn(pressor, { unit: line.unit, weight });
	if (typeof rate === "number") return rate >= line.rate;
	// Without a weight, a rate per minute cannot be held against a line per kg: the line per minute of the other table steps in (our reading).
	const perMinute = leeHighDose.singles.find((l) => l.drug === pressor.drug && l.unit === "ug/min");
	const direct = perMinute === undefined ? rate : rateIn(pressor, { unit: "ug/min", weight });
	return typeof direct === "number" && perMinute !== undefined ? direct >= perMinute.rate : rate;
}

/** How much one unit of each agent weighs in the norepinephrine-equivalent, ug/min. */
const weights: readonly { readonly drug: string; readonly unit: RateUnit; readonly divide: number }[] = [
	{ drug: "norepinephrine", unit: "ug/min", divide: 1 },
	{ drug: "epinephrine", unit: "ug/min", divide: 1 },
	{ drug: "phenylephrine", unit: "ug/min", divide: 10 },
	{ drug: "dopamine", unit: "ug/kg/min", divide: 2 },
];

/** Norepinephrine-equivalent of all agents together, ug/min. */
function equivalent(pressors: readonly Pressor[], weight: number | undefined): number | Missing {
	let sum = 0;
	for (const pressor of pressors) {
		const row = weights.find((w) => w.drug === pressor.drug);
		if (row === undefined) continue;
		const rate = rateIn(pressor, { unit: row.unit, weight });
		if (typeof rate !== "number") return rate;
		sum += rate / row.divide;
	}
	return sum;
}

function reaches(value: number | Missing, line: number): Verdict {
	return typeof value === "number" ? value >= line : value;
}

/** The rate in the unit asked for; `weight` in kg is needed when one is per kg and the other is not. */
export function rateIn(pressor: Pressor, { unit, weight }: { unit: RateUnit; weight?: number | undefined }): number | Missing {
	if (!isKnown(pressor.rate)) return missing(`rate of ${pressor.drug} not recorded`);
	if (pressor.unit !== "ug/min" && pressor.unit !== "ug/kg/min") return missing(`rate of ${pressor.drug} is not in ug/min or ug/kg/min`);
	if (pressor.unit === unit) return pressor.rate;
	if (!isKnown(weight)) return missing("body weight not recorded");
	return unit === "ug/min" ? pressor.rate * weight : pressor.rate / weight;
}

function running(pressors: readonly Pressor[]): readonly Pressor[] {
	return pressors.filter(isRunning);
}

/** A charted rate of 0 means that the infusion is off. */
function isRunning(pressor: Pressor): boolean {
	return !(isKnown(pressor.rate) && pressor.rate <= 0);
}
