import { type Convention, type Daily, daysOf, runsOf } from "./day-counts.ts";
import { type Replies, type Row, scaleOf } from "./scale.ts";
import { isKnown, type Missing, missing, type Verdict } from "./verdict.ts";

const source = "Rejeski K 2023, doi:10.1182/blood.2023020578";

/** Neutrophils of the first month: days already counted, or daily counts. */
export interface EarlyNeutrophils {
	/** Days with a count of at most 500 or 100 per uL, by whatever convention is in use. */
	readonly days_le500?: number;
	readonly days_le100?: number;
	/** Default false. */
	readonly never_above_500?: boolean;
	/** Lowest count of each day per uL, day 0 first; only days 0–30 are read. */
	readonly anc_daily?: Daily;
	/** How days are counted in `anc_daily`. Default `longest_run`. */
	readonly convention?: Convention;
}

/** Neutrophils of days 31–100, per uL, in any order. */
export interface LateNeutrophils {
	readonly anc_after_day30?: readonly number[];
}

const LAST_EARLY_DAY = 30;
/** A run that begins by this day and never ends means that the count never rose. */
const FROM_THE_START = 3;

const earlyNeeds = {
	neverAbove: (r: EarlyNeutrophils) => r.never_above_500 === true,
	neverRose: (r: EarlyNeutrophils) => r.anc_daily !== undefined && neverRises(firstMonth(r.anc_daily)),
	days500: (r: EarlyNeutrophils) => daysAtOrBelow(r, 500),
	days100: (r: EarlyNeutrophils) => daysAtOrBelow(r, 100),
};

const early: readonly Row<Replies<typeof earlyNeeds>, EarlyNeutrophils>[] = [
	{
		grade: 4,
		topic: "never",
		because: "neutrophils never above 500/uL",
		source,
		standing: "recalled",
		holds: (r) => r.neverAbove,
	},
	{
		grade: 4,
		topic: "never",
		because: "at or below 500/uL from the first days to the last count, also when follow-up ends early",
		source,
		standing: "ours",
		holds: (r) => r.neverRose,
	},
	{
		grade: 4,
		topic: "d100",
		because: "14 days or more at or below 100/uL",
		source,
		standing: "recalled",
		holds: (r) => reaches(r.days100, 14),
	},
	{
		grade: 3,
		topic: "d500",
		because: "14 days or more at or below 500/uL",
		source,
		standing: "recalled",
		holds: (r) => reaches(r.days500, 14),
	},
	{
		grade: 3,
		topic: "d100",
		because: "7 days or more at or below 100/uL",
		source,
		standing: "recalled",
		holds: (r) => reaches(r.days100, 7),
	},
	{
		grade: 2,
		topic: "d500",
		because: "7 to 13 days at or below 500/uL",
		source,
		standing: "recalled",
		holds: (r) => reaches(r.days500, 7),
	},
	{
		grade: 1,
		topic: "d500",
		because: "fewer than 7 days at or below 500/uL",
		source,
		standing: "recalled",
		holds: (r) => reaches(r.days500, 1),
	},
];

function firstMonth(daily: Daily): Daily {
	return daily.slice(0, LAST_EARLY_DAY + 1);
}

function neverRises(daily: Daily): boolean {
	const lastCount = daily.findLastIndex(isKnown);
	return runsOf(daily, (v) => v <= 500).some((run) => run.first <= FROM_THE_START && run.last === lastCount);
}

function daysAtOrBelow(record: EarlyNeutrophils, line: 500 | 100): number | Missing {
	const days = countDays(record, line);
	return isKnown(days) ? days : missing(`days with neutrophils at or below ${line}/uL not recorded`);
}

function reaches(days: number | Missing, line: number): Verdict {
	return typeof days === "number" ? days >= line : days;
}

function countDays(record: EarlyNeutrophils, line: 500 | 100): number | undefined {
	if (record.anc_daily === undefined || !record.anc_daily.some(isKnown)) return line === 500 ? record.days_le500 : record.days_le100;
	return daysOf(firstMonth(record.anc_daily), { holds: (v) => v <= line, convention: record.convention ?? "longest_run" });
}

function earlyFacts(record: EarlyNeutrophils): readonly { topic: string; words: string }[] {
	const convention = record.anc_daily === undefined ? "" : record.convention === "cumulative" ? ", all days counted" : ", longest run";
	const facts = ([500, 100] as const).map((line) => ({ topic: `d${line}`, count: countDays(record, line) ?? 0, line }));
	return facts
		.filter(({ count }) => count > 0)
		.map(({ topic, count, line }) => ({ topic, words: `${count} ${count === 1 ? "day" : "days"} at or below ${line}/uL${convention}` }));
}

/**
 * Low neutrophils of the first month (days 0–30) after cell therapy. Growth factor is allowed and changes nothing. A grade for the whole
 * month, given at its end: on a stay that has just begun, "never above 500" would hold too soon.
 *
 *     icahtEarly.grade({ anc_daily, convention: "longest_run" }).grade
 */
export const icahtEarly = scaleOf({
	id: "ICAHT_EARLY",
	title: "Low neutrophils, days 0–30 (ICAHT, early)",
	source,
	needs: earlyNeeds,
	rows: early,
	facts: earlyFacts,
	none: "no day at or below 500/uL",
});

const lateNeeds = {
	lowest: (r: LateNeutrophils) => counts(r)[0] ?? missing("no neutrophil count after day 30"),
	/** Others were counted, and none of them is low. */
	unconfirmed: (r: LateNeutrophils) => (counts(r)[1] ?? 0) > 1500,
};

const late: readonly Row<Replies<typeof lateNeeds>, LateNeutrophils>[] = [
	{
		grade: 0,
		topic: "single",
		because: "only one count at or below 1500/uL, not confirmed by a second",
		source,
		standing: "recalled",
		holds: (r) => r.unconfirmed,
	},
	{
		grade: 4,
		topic: "count",
		because: "neutrophils at or below 100/uL",
		source,
		standing: "recalled",
		holds: (r) => isAtMost(r.lowest, 100),
	},
	{
		grade: 3,
		topic: "count",
		because: "neutrophils at or below 500/uL",
		source,
		standing: "recalled",
		holds: (r) => isAtMost(r.lowest, 500),
	},
	{
		grade: 2,
		topic: "count",
		because: "neutrophils at or below 1000/uL",
		source,
		standing: "recalled",
		holds: (r) => isAtMost(r.lowest, 1000),
	},
	{
		grade: 1,
		topic: "count",
		because: "neutrophils at or below 1500/uL",
		source,
		standing: "recalled",
		holds: (r) => isAtMost(r.lowest, 1500),
	},
];

function counts(record: LateNeutrophils): readonly number[] {
	return (record.anc_after_day30 ?? []).filter(isKnown).toSorted((a, b) => a - b);
}

function isAtMost(count: number | Missing, line: number): Verdict {
	return typeof count === "number" ? count <= line : count;
}

/** Low neutrophils of days 31–100: the lowest count decides, if a second one is low too or none other exists. */
export const icahtLate = scaleOf({
	id: "ICAHT_LATE",
	title: "Low neutrophils, days 31–100 (ICAHT, late)",
	source,
	needs: lateNeeds,
	rows: late,
	facts: (r: LateNeutrophils) =>
		counts(r)
			.slice(0, 1)
			.map((count) => ({ topic: "count", words: `lowest count ${Math.round(count)}/uL` })),
	none: "all counts above 1500/uL",
});
