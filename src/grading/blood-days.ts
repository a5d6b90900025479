import type { Daily } from "./day-counts.ts";

/** Blood counts over a stay, ready for the scales that count days. */
export interface BloodDays {
	/** Lowest count of each of days 0–30; null where none was taken. */
	readonly early: Daily;
	/** All counts of days 31–100. */
	readonly late: readonly number[];
}

/** Sorts counts into days since infusion; `time` in hours. Later than day 100 no scale looks. */
export function bloodDays(counts: readonly { readonly time: number; readonly value: number }[]): BloodDays {
	const dayOf = (time: number) => Math.floor(time / 24);
	const last = Math.min(30, Math.max(-1, ...counts.map(({ time }) => dayOf(time))));
	const early = Array.from({ length: last + 1 }, (_, day) => {
		const values = counts.filter(({ time }) => dayOf(time) === day).map(({ value }) => value);
		return values.length === 0 ? null : Math.min(...values);
	});
	const late = counts.filter(({ time }) => dayOf(time) > 30 && dayOf(time) <= 100).map(({ value }) => value);
	return { early, late };
}
