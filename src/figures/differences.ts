import type { Run } from "../simulate/run.ts";
import { lookOf } from "../trajectory/display.ts";
import type { NumberColumn } from "../trajectory/trajectory.ts";
import type { TimeWindow } from "./time-window.ts";
import { heightOf, type ValueScale, valueScale } from "./value-scale.ts";

/** How far the curves of a column are from each other. */
export interface Difference {
	readonly column: string;
	/** The largest distance of two courses at one time, as a share of the height of its panel: decades on a logarithmic axis, never less than the usual range on another. */
	readonly most: number;
	/** The largest distance at each of the looks. */
	readonly course: readonly number[];
}

/** The courses are looked at so many times, evenly. */
const looks = 400;

/** The days of the looks. */
export const lookDays = ({ from, to }: TimeWindow): readonly number[] =>
	Array.from({ length: looks + 1 }, (_, i) => from + ((to - from) * i) / looks);

/** The differences of columns between courses over some days. A column that fewer than two of them have differs nowhere. */
export const differences = (
	runs: readonly Run[],
	{ columns, window }: { readonly columns: readonly string[]; readonly window: TimeWindow },
): readonly Difference[] => columns.map((column) => difference(runs, column, lookDays(window)));

const difference = (runs: readonly Run[], column: string, days: readonly number[]): Difference => {
	const curves = curvesOf(runs, column, days);
	const height = curves.length < 2 ? () => 0 : heightIn(runs, column, curves);
	const course = days.map((_, i) => {
		const heights = curves
			.map((curve) => curve[i]!)
			.filter(Number.isFinite)
			.map(height);
		return heights.length < 2 ? 0 : Math.max(...heights) - Math.min(...heights);
	});
	return { column, most: Math.max(0, ...course), course };
};

const numbersOf = ({ trajectory }: Run, column: string): NumberColumn | undefined => {
	const found = trajectory.columns.get(column);
	return found?.kind === "number" ? found : undefined;
};

/** The values of the courses that have the column; NaN beyond the days of a course. */
export const curvesOf = (runs: readonly Run[], column: string, days: readonly number[]): readonly (readonly number[])[] =>
	runs.flatMap((run) => {
		const numbers = numbersOf(run, column);
		return numbers === undefined ? [] : [valuesAt(run.trajectory.times, numbers, days)];
	});

/** Straight between the saved rows. */
export const valuesAt = (times: Float64Array, { values, display }: NumberColumn, days: readonly number[]): readonly number[] => {
	let next = 0;
	return days.map((day) => {
		const time = day * 24;
		while (next < times.length && times[next]! < time - 1e-9) next++;
		if (next === times.length || (next === 0 && times[0]! > time + 1e-9)) return Number.NaN;
		if (next === 0 || Math.abs(times[next]! - time) < 1e-9) return values[next]!;
		const share = display?.steps === true ? 0 : (time - times[next - 1]!) / (times[next]! - times[next - 1]!);
		return values[next - 1]! + share * (values[next]! - values[next - 1]!);
	});
};

/** An axis that covers less than this share of the plausible bounds makes no mountain of what it shows. */
const leastShare = 0.02;

/** The height of a value in its panel, in which the usual range and a share of the plausible bounds have room, too. */
const heightIn = (runs: readonly Run[], column: string, curves: readonly (readonly number[])[]): ((value: number) => number) => {
	const numbers = runs.map((run) => numbersOf(run, column)).find((one) => one !== undefined) as NumberColumn;
	const { axis, usual = [0, 0], bounds = [0, 0] } = lookOf(numbers);
	const known = curves.flat().filter(Number.isFinite);
	const scale = valueScale(axis, { low: Math.min(...known), high: Math.max(...known) });
	const [low, high] = scale.domain;
	if (scale.kind === "log") return (value) => heightOf(Math.max(value, low), scale);
	const reach: ValueScale = {
		...scale,
		domain: [low, low + Math.max(high - low, usual[1] - usual[0], leastShare * (bounds[1] - bounds[0]))],
	};
	return (value) => heightOf(value, reach);
};
