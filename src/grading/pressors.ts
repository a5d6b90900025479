import type { HighDoseLine, Vasoactive } from "../chart/formulary.ts";
import type { Pressor } from "../chart/pressor.ts";
import { asRateUnit, rateIn as converted, type Rate, type RateUnit } from "../chart/rate.ts";
import { either, isKnown, type Missing, missing, type Verdict } from "./verdict.ts";

export type { Pressor };

/** A vasopressor; inotropes help the heart, not the vessels: no scale here counts them (our reading). */
const isVasopressor = ({ is }: Pressor): boolean => is?.kind !== "inotrope";

/** It counts beside others; an agent of which nothing is known does. */
const isCounted = ({ is }: Pressor): boolean => is?.counted ?? true;

const namesOf = (pressors: readonly Pressor[]): readonly string[] => [...new Set(pressors.map(({ drug }) => drug))];

/** Names of the vasopressors that run and are counted, each once. */
export function countedPressors(pressors: readonly Pressor[]): readonly string[] {
	if (pressors.length === 0) return [];
	return namesOf(pressors.filter((p) => isRunning(p) && isVasopressor(p) && isCounted(p)));
}

/** Names of those that run and are not counted, as vasopressin. */
function uncountedPressors(pressors: readonly Pressor[]): readonly string[] {
	if (pressors.length === 0) return [];
	return namesOf(pressors.filter((p) => isRunning(p) && isVasopressor(p) && !isCounted(p)));
}

/** How many vasopressors run: those that are counted, and all others together as one. */
export function allPressors(pressors: readonly Pressor[]): number {
	return countedPressors(pressors).length + (uncountedPressors(pressors).length > 0 ? 1 : 0);
}

/** "one vasopressor (norepinephrine) and vasopressin"; empty when none runs. */
export function pressorWords(pressors: readonly Pressor[]): string {
	const names = countedPressors(pressors);
	const others = uncountedPressors(pressors).join(" and ");
	if (names.length === 0) return others === "" ? "" : `one vasopressor (${others})`;
	const number = ["no", "one", "two", "three", "four"][names.length] ?? String(names.length);
	const words = `${number} ${names.length === 1 ? "vasopressor" : "vasopressors"} (${names.join(", ")})`;
	return others === "" ? words : `${words} and ${others}`;
}

/** Longest time that any vasopressor has run, at whatever rate, hours. */
export function longestHours(pressors: readonly Pressor[]): number | Missing {
	if (pressors.length === 0) return 0;
	const vasopressors = pressors.filter((p) => isRunning(p) && isVasopressor(p));
	if (vasopressors.some((p) => !isKnown(p.hours))) return missing("hours on the vasopressor not recorded");
	return Math.max(0, ...vasopressors.flatMap(({ hours = 0, lower = [] }) => [hours, ...lower.map((step) => step.hours)]));
}

/** Whose lines are held against a dose; the lines themselves stand with each drug (`Vasoactive`). */
export interface HighDoseTable {
	readonly lines: (drug: Vasoactive) => HighDoseLine;
	readonly source: string;
}

/** Not yet ticked against the paper. */
export const leeHighDose: HighDoseTable = {
	lines: (drug) => drug.lee2014,
	source: "Lee DW 2014, doi:10.1182/blood-2014-05-552729, after the VASST trial",
};

/** Not yet ticked against the paper (which has a correction of June 2018). Per-kg lines; needs a body weight for rates per minute. */
export const pennHighDose: HighDoseTable = { lines: (drug) => drug.penn, source: "Porter DL 2018, doi:10.1186/s13045-018-0571-y" };

/** Hours that a dose must have been held to count as high. */
const HELD = 3;

interface Judging {
	readonly table: HighDoseTable;
	/** kg; needed where rate and line differ in "per kg". */
	readonly weight?: number | undefined;
}

/**
 * Is the vasopressor support high dose, held for at least 3 h? By itself an agent is held against its own line; of several agents the sum
 * in norepinephrine-equivalents is held against the lowest line that one of them brings. Each agent counts with the highest rate that it has
 * run at or above for 3 h, so that raising it never lowers the answer; one that has run for less is left out, so that adding one never does
 * (our reading).
 *
 *     isHighDose([{ drug: "norepinephrine", rate: 22, unit: "ug/min", hours: 4, is }], { table: leeHighDose })   // true
 */
export function isHighDose(pressors: readonly Pressor[], { table, weight }: Judging): Verdict {
	if (pressors.length === 0) return false;
	const vasopressors = pressors.filter((p) => isRunning(p) && isVasopressor(p));
	if (vasopressors.some((p) => !isKnown(p.hours))) return missing("hours on the vasopressor not recorded");
	const held = vasopressors.flatMap(atHeldRate);
	return either(...held.map((p) => isHighAlone(p, { table, weight })), isHighTogether(held, { table, weight }));
}

/** The agent at the highest rate that it has been at or above for long enough; none where there is no such rate. */
function atHeldRate(pressor: Pressor): readonly Pressor[] {
	if ((pressor.hours ?? 0) >= HELD) return [pressor];
	const step = pressor.lower?.findLast(({ hours }) => hours >= HELD);
	return step === undefined ? [] : [{ ...pressor, rate: step.rate }];
}

function isHighAlone(pressor: Pressor, { table, weight }: Judging): Verdict {
	if (pressor.is === undefined) return missing(`from which rate on ${pressor.drug} is high dose is not known`);
	const line = table.lines(pressor.is).alone;
	if (line === null) return false;
	const rate = rateIn(pressor, { unit: line.unit, weight });
	if (typeof rate === "number") return rate >= line.value;
	// Without a weight, a rate per minute cannot be held against a line per kg: the line per minute of the other table steps in (our reading).
	const perMinute = leeHighDose.lines(pressor.is).alone;
	const direct = perMinute?.unit === "ug/min" ? rateIn(pressor, { unit: "ug/min", weight }) : rate;
	return typeof direct === "number" ? direct >= perMinute!.value : rate;
}

/** Several agents: the least line that one of them brings, in norepinephrine-equivalents of all, ug/min. */
function isHighTogether(held: readonly Pressor[], { table, weight }: Judging): Verdict {
	if (namesOf(held).length < 2) return false;
	const lines = held.flatMap(({ is }) => (is === undefined ? [] : [table.lines(is).beside ?? Number.POSITIVE_INFINITY]));
	const line = Math.min(...lines);
	if (line === Number.POSITIVE_INFINITY) return false;
	const total = equivalent(held, weight);
	return typeof total === "number" ? total >= line : total;
}

/** Norepinephrine-equivalent of all agents together, ug/min. */
function equivalent(pressors: readonly Pressor[], weight: number | undefined): number | Missing {
	let sum = 0;
	for (const pressor of pressors) {
		const row = pressor.is?.equivalent;
		if (row === undefined || row === null) continue;
		const rate = rateIn(pressor, { unit: row.unit, weight });
		if (typeof rate !== "number") return rate;
		sum += rate / row.value;
	}
	return sum;
}

/** The rate in the unit asked for; `weight` in kg is needed when one is per kg and the other is not. */
export function rateIn(pressor: Pressor, { unit, weight }: { unit: RateUnit; weight?: number | undefined }): number | Missing {
	if (!isKnown(pressor.rate)) return missing(`rate of ${pressor.drug} not recorded`);
	const own = asRateUnit(pressor.unit ?? "");
	if (own === undefined || own.startsWith("U") !== unit.startsWith("U"))
		return missing(`rate of ${pressor.drug} is not in ${unit.startsWith("U") ? "U/min" : "ug/min or ug/kg/min"}`);
	const rate: Rate = { value: pressor.rate, unit: own };
	return converted(rate, unit, weight) ?? missing("body weight not recorded");
}

/** A charted rate of 0 means that the infusion is off. */
function isRunning(pressor: Pressor): boolean {
	return !(isKnown(pressor.rate) && pressor.rate <= 0);
}
