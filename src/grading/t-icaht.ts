import { type Convention, type Daily, daysOf } from "./day-counts.ts";
import { type Replies, type Row, scaleOf } from "./scale.ts";
import { either, isKnown, type Missing, missing, type Verdict } from "./verdict.ts";

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

const earlyNeeds = {
	days50: (r: EarlyPlatelets) => daysBelow(r, 50),
	days20: (r: EarlyPlatelets) => daysBelow(r, 20),
};

const early: readonly Row<Replies<typeof earlyNeeds>, EarlyPlatelets>[] = [
	{ grade: 4, topic: "d20", because: "14 days or more below 20", source, standing: "published", holds: (r) => reaches(r.days20, 14) },
	{ grade: 3, topic: "d20", because: "1 to 13 days below 20", source, standing: "published", holds: (r) => reaches(r.days20, 1) },
	{ grade: 2, topic: "d50", because: "7 days or more below 50", source, standing: "published", holds: (r) => reaches(r.days50, 7) },
	{ grade: 1, topic: "d50", because: "1 to 6 days below 50", source, standing: "published", holds: (r) => reaches(r.days50, 1) },
];

function daysBelow(record: EarlyPlatelets, line: 50 | 20): number | Missing {
	const days = countDays(record, line);
	return isKnown(days) ? days : missing(`days with platelets below ${line} not recorded`);
}

function reaches(days: number | Missing, line: number): Verdict {
	return typeof days === "number" ? days >= line : days;
}

function countDays(record: EarlyPlatelets, line: 50 | 20): number | undefined {
	if (record.plt_daily === undefined || !record.plt_daily.some(isKnown)) return line === 50 ? record.days_lt50 : record.days_lt20;
	return daysOf(record.plt_daily.slice(0, 31), { holds: (v) => v < line, convention: record.convention ?? "cumulative" });
}

function earlyFacts(record: EarlyPlatelets): readonly { topic: string; words: string }[] {
	const facts = ([50, 20] as const).map((line) => ({ topic: `d${line}`, count: countDays(record, line) ?? 0, line }));
	return facts
		.filter(({ count }) => count > 0)
		.map(({ topic, count, line }) => ({ topic, words: `${count} ${count === 1 ? "day" : "days"} below ${line} x 10^9/L` }));
}

/** Low platelets of days 0–30 after cell therapy. */
export const tIcahtEarly = scaleOf({
	id: "T_ICAHT_EARLY",
	title: "Low platelets, days 0–30 (T-ICAHT, early)",
	source,
	needs: earlyNeeds,
	rows: early,
	facts: earlyFacts,
	none: "no day with platelets below 50",
});

const lateNeeds = {
	lowest,
	/** As charted; where no days were counted, one low count is a day. */
	days20: (r: LatePlatelets) => (isKnown(r.days_lt20) ? r.days_lt20 : 0),
};

const late: readonly Row<Replies<typeof lateNeeds>, LatePlatelets>[] = [
	{
		grade: 4,
		topic: "count",
		because: "14 days or more below 20",
		source,
		standing: "published",
		holds: (r) => r.days20 >= 14,
	},
	{
		grade: 3,
		topic: "count",
		because: "1 to 13 days below 20",
		source,
		standing: "published",
		holds: (r) => either(r.days20 >= 1, below(r.lowest, 20)),
	},
	{ grade: 2, topic: "count", because: "platelets below 50", source, standing: "published", holds: (r) => below(r.lowest, 50) },
	{ grade: 1, topic: "count", because: "platelets below 100", source, standing: "published", holds: (r) => below(r.lowest, 100) },
];

function lowest(record: LatePlatelets): number | Missing {
	const known = (record.plt_after_day30 ?? []).filter(isKnown);
	return known.length === 0 ? missing("platelets after day 30 not recorded") : Math.min(...known);
}

function below(count: number | Missing, line: number): Verdict {
	return typeof count === "number" ? count < line : count;
}

/** Low platelets of days 31–100 after cell therapy. */
export const tIcahtLate = scaleOf({
	id: "T_ICAHT_LATE",
	title: "Low platelets, days 31–100 (T-ICAHT, late)",
	source,
	needs: lateNeeds,
	rows: late,
	facts: () => [],
	none: "all platelet counts at 100 or more",
});
