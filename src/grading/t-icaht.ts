import { type Convention, type Daily, daysOf } from "./day-counts.ts";
import { type Row, scaleOf } from "./scale.ts";
import { compare, either, isKnown, type Verdict } from "./verdict.ts";

const source = "Rejeski K 2025, T-ICAHT table (Blood)";

/** Platelets of the first month (10^9/L): days already counted, or daily counts. */
export interface EarlyPlatelets {
	readonly days_lt50?: number;
	readonly days_lt20?: number;
	/** Lowest count of each day, day 0 first; only days 0–30 are read. */
	readonly plt_daily?: Daily;
	/** Default `cumulative`, as in the paper. */
	readonly convention?: Convention;
}

/** Platelets of days 31–100, 10^9/L. */
export interface LatePlatelets {
	readonly plt_after_day30?: readonly number[];
	/** Days below 20. Left out: at least one if any count is below 20. */
	readonly days_lt20?: number;
}

const early: readonly Row<EarlyPlatelets>[] = [
	{ grade: 4, topic: "d20", because: "14 days or more below 20", source, standing: "published", holds: (r) => days(r, 20, (d) => d >= 14) },
	{ grade: 3, topic: "d20", because: "1 to 13 days below 20", source, standing: "published", holds: (r) => days(r, 20, (d) => d >= 1) },
	{ grade: 2, topic: "d50", because: "7 days or more below 50", source, standing: "published", holds: (r) => days(r, 50, (d) => d >= 7) },
	{ grade: 1, topic: "d50", because: "1 to 6 days below 50", source, standing: "published", holds: (r) => days(r, 50, (d) => d >= 1) },
];

function days(record: EarlyPlatelets, line: 50 | 20, holds: (days: number) => boolean): Verdict {
	return compare(countDays(record, line), `days with platelets below ${line}`, holds);
}

function countDays(record: EarlyPlatelets, line: 50 | 20): number | undefined {
	if (record.plt_daily === undefined || !record.plt_daily.some(isKnown)) return line === 50 ? record.days_lt50 : record.days_lt20;
	return daysOf(record.plt_daily.slice(0, 31), { holds: (v) => v < line, convention: record.convention ?? "cumulative" });
}

function earlyFacts(record: EarlyPlatelets): readonly { topic: string; words: string }[] {
	const facts = ([50, 20] as const).map((line) => ({ topic: `d${line}`, count: countDays(record, line) ?? 0, line }));
	return facts.filter(({ count }) => count > 0).map(({ topic, count, line }) => ({ topic, words: `${count} days below ${line} x 10^9/L` }));
}

/** Low platelets of days 0–30 after cell therapy. */
export const tIcahtEarly = scaleOf({
	id: "T_ICAHT_EARLY",
	title: "Low platelets, days 0–30 (T-ICAHT, early)",
	source,
	rows: early,
	facts: earlyFacts,
	none: "no day with platelets below 50",
});

const late: readonly Row<LatePlatelets>[] = [
	{
		grade: 4,
		topic: "count",
		because: "14 days or more below 20",
		source,
		standing: "published",
		holds: (r) => isKnown(r.days_lt20) && r.days_lt20 >= 14,
	},
	{
		grade: 3,
		topic: "count",
		because: "1 to 13 days below 20",
		source,
		standing: "published",
		holds: (r) => either(isKnown(r.days_lt20) && r.days_lt20 >= 1, below(r, 20)),
	},
	{ grade: 2, topic: "count", because: "platelets below 50", source, standing: "published", holds: (r) => below(r, 50) },
	{ grade: 1, topic: "count", because: "platelets below 100", source, standing: "published", holds: (r) => below(r, 100) },
];

function below(record: LatePlatelets, line: number): Verdict {
	const known = (record.plt_after_day30 ?? []).filter(isKnown);
	return compare(known.length === 0 ? undefined : Math.min(...known), "platelets after day 30", (v) => v < line);
}

/** Low platelets of days 31–100 after cell therapy. */
export const tIcahtLate = scaleOf({
	id: "T_ICAHT_LATE",
	title: "Low platelets, days 31–100 (T-ICAHT, late)",
	source,
	rows: late,
	facts: () => [],
	none: "all platelet counts at 100 or more",
});
