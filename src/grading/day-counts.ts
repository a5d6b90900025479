import { isKnown } from "./verdict.ts";

/** One value a day from day 0 on; null where none was taken. */
export type Daily = readonly (number | null)[];

/** Longest gap without a count that is filled by interpolation, days. */
const FILLED_GAP = 7;
/** A run goes on over so many days above the line; one more ends it. */
const BRIDGED = 2;

/** Days at or below a line in two published conventions. `longest_run`: one run, short breaks bridged and counted. `cumulative`: all such days. */
export type Convention = "longest_run" | "cumulative";

/** A run of days, both ends included. */
export interface DayRun {
	readonly first: number;
	readonly last: number;
}

/** Fill gaps of up to 7 days by straight lines between the neighbors; longer gaps and the ends stay unknown. */
export function filled(daily: Daily): Daily {
	if (daily.every(isKnown)) return daily;
	return daily.map((value, day) => {
		if (isKnown(value)) return value;
		const before = daily.findLastIndex((v, i) => i < day && isKnown(v));
		const after = daily.findIndex((v, i) => i > day && isKnown(v));
		if (before < 0 || after < 0 || after - before - 1 > FILLED_GAP) return null;
		const [low, high] = [daily[before] ?? 0, daily[after] ?? 0];
		return low + ((high - low) * (day - before)) / (after - before);
	});
}

/** Runs of days for which the line holds, breaks of one or two days bridged. An unknown day counts as above the line. */
export function runsOf(daily: Daily, holds: (value: number) => boolean): readonly DayRun[] {
	const runs: { first: number; last: number }[] = [];
	for (const [day, value] of filled(daily).entries()) {
		if (!isKnown(value) || !holds(value)) continue;
		const last = runs.at(-1);
		if (last !== undefined && day - last.last - 1 <= BRIDGED) last.last = day;
		else runs.push({ first: day, last: day });
	}
	return runs;
}

/** How many days the line holds, by the convention. */
export function daysOf(daily: Daily, { holds, convention }: { holds: (value: number) => boolean; convention: Convention }): number {
	if (convention === "cumulative") return filled(daily).filter((value) => isKnown(value) && holds(value)).length;
	return runsOf(daily, holds).reduce((most, { first, last }) => Math.max(most, last - first + 1), 0);
}
