import { course, onDay } from "../../support/whole-patient.ts";
import type { run } from "./runs.ts";

export { dayOfPeak, highest, lowest, onDay } from "../../support/whole-patient.ts";

type Looked = ReturnType<typeof run>;

/** Value at an hour since infusion; the row after an event counts. */
export const at = (one: Looked, column: string, hour: number): number => onDay(one, column, hour / 24);

/** Hour of the first dose or rate of a treatment. */
export function given(one: Looked, treatment: string): number {
	const event = one.events.find(({ what, kind }) => what === treatment && (kind === "dose" || kind === "rate"));
	if (event === undefined) throw new Error(`${treatment} was never given`);
	return event.time;
}

/** How often a treatment was begun. */
export const times = (one: Looked, treatment: string): number =>
	one.events.filter(({ what, kind }) => what === treatment && kind !== "stop").length;

/** Hours from `from` until a column first meets a condition; infinite when never. */
export function hoursUntil(one: Looked, column: string, from: number, meets: (value: number) => boolean): number {
	const values = course(one, column);
	const time = one.trajectory.times.find((hour, i) => hour >= from && meets(values[i]!));
	return (time ?? Number.POSITIVE_INFINITY) - from;
}

/** Hours from infusion on in which a column meets a condition. */
export function hoursOf(one: Looked, column: string, meets: (value: number) => boolean): number {
	const { times: hours } = one.trajectory;
	const values = course(one, column);
	let sum = 0;
	for (let i = 1; i < hours.length; i++) if (hours[i - 1]! >= 0 && meets(values[i - 1]!)) sum += hours[i]! - hours[i - 1]!;
	return sum;
}

/** Whole hours from infusion on at which a column stands lower in one run than in the other. */
export function hoursLower(one: Looked, other: Looked, column: string): number {
	const hours = one.trajectory.times.filter((hour, i, all) => hour >= 0 && Number.isInteger(hour) && hour !== all[i - 1]);
	return hours.filter((hour) => at(one, column, hour) < at(other, column, hour)).length;
}

/** Highest value between two days, both included. */
export const highestWithin = (one: Looked, column: string, from: number, to: number): number =>
	Math.max(...course(one, column).filter((_, i) => one.trajectory.times[i]! >= from * 24 && one.trajectory.times[i]! <= to * 24));

/** Lowest value between two days, both included. */
export const lowestWithin = (one: Looked, column: string, from: number, to: number): number =>
	Math.min(...course(one, column).filter((_, i) => one.trajectory.times[i]! >= from * 24 && one.trajectory.times[i]! <= to * 24));

/** Worst grade as charted. */
export const worst = (one: Looked, toxicity: "crs" | "icans" | "iec_hs" | "icaht"): number => one.grades[toxicity].worst ?? 0;

/** 1 when the patient died of this, else 0. */
export const diedOf = (one: Looked, cause: string): number => (one.outcome.kind === "finished" && one.outcome.died?.of === cause ? 1 : 0);

/** Sum of a column over its rows, for shares of columns of one run. */
export const sum = (one: Looked, column: string): number => course(one, column).reduce((all, value) => all + value, 0);
