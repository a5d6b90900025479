import type { Charting } from "../chart/charting.ts";
import { normalQuantile } from "../random/normal.ts";
import type { Run } from "../simulate/run.ts";
import { placeOf, valueThere } from "../trajectory/between-rows.ts";
import { fromScale, type Observation, onScale, readingAt } from "./chart-errors.ts";

/** Shares of what could be charted that lie below each line of a fan. */
export const fanShares = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** Middle share of all that lies between the outer lines. */
export const fanCovers = 0.8;

/** What is read of one patient's course. Plain data: a thread sends it back. */
export interface CourseRead {
	/** By column and moment; not a number before the start and after the end. */
	readonly values: readonly (readonly number[])[];
	/** Worst grade from a time on, by grade column; NaN where none is known. */
	readonly worst: readonly number[];
	readonly died: boolean;
	/** Why the run failed; null when it ended well. */
	readonly failed: string | null;
}

/** What is asked of a course. */
export interface CourseAsked {
	readonly columns: readonly string[];
	/** Hours since infusion. */
	readonly times: readonly number[];
	readonly grades: readonly string[];
	/** Hours since infusion after which the worst grade counts. */
	readonly after: number;
}

function worstAfter({ trajectory: { times, columns } }: Run, column: string, after: number): number {
	const found = columns.get(column);
	if (found?.kind !== "number") return Number.NaN;
	let worst = Number.NaN;
	for (let row = 0; row < times.length; row++) {
		const value = found.values[row]!;
		if (times[row]! > after && !Number.isNaN(value) && !(value <= worst)) worst = value;
	}
	return worst;
}

export function readCourse(run: Run, { columns, times, grades, after }: CourseAsked): CourseRead {
	const { trajectory, outcome } = run;
	const places = times.map((time) => placeOf(trajectory, time));
	const values = columns.map((name) => {
		const column = trajectory.columns.get(name);
		return places.map((place) => (place === undefined || column?.kind !== "number" ? Number.NaN : valueThere(column, place)));
	});
	const died = outcome.kind === "finished" && outcome.died !== null;
	return {
		values,
		worst: grades.map((column) => (died ? 5 : worstAfter(run, column, after))),
		died,
		failed: outcome.kind === "finished" ? null : outcome.kind,
	};
}

/** A number with what it counts for. */
interface Weighed {
	readonly value: number;
	readonly weight: number;
}

/** The values below which shares of the weight lie; not numbers where nothing weighs. */
export function weightedQuantiles(all: readonly Weighed[], shares: readonly number[]): readonly number[] {
	const sorted = all.filter(({ value, weight }) => weight > 0 && !Number.isNaN(value)).sort((a, b) => a.value - b.value);
	const sum = sorted.reduce((total, { weight }) => total + weight, 0);
	let [place, below] = [0, sorted[0]?.weight ?? 0];
	return shares.map((share) => {
		while (below < share * sum && place < sorted.length - 1) below += sorted[++place]!.weight;
		return sorted[place]?.value ?? Number.NaN;
	});
}

/** Standard normal numbers that stand for all errors of a measurement: the middles of equal shares. */
const errors: readonly number[] = Array.from({ length: 11 }, (_, i) => normalQuantile((i + 0.5) / 11));

/** How a fan reads a column: what would be charted, with the errors that the model states, or the course itself where it states none. */
export interface FanColumn {
	readonly name: string;
	readonly charting: Charting;
}

/** The lines of a fan at one time, from the value of each patient then: what would be charted, errors and all. */
export function fanAt(
	{ name, charting }: FanColumn,
	time: number,
	{ values, weights }: { readonly values: readonly number[]; readonly weights: readonly number[] },
): readonly number[] {
	const column = charting.columns.find((one) => one.name === name);
	const spread = values.flatMap((value, j): readonly Weighed[] => {
		const weight = weights[j]!;
		if (column === undefined || Number.isNaN(value)) return [{ value, weight }];
		const reading = readingAt(column, charting, { time, near: value });
		const center = onScale(reading, value + reading.rhythm);
		return errors.map((error) => ({ value: fromScale(reading, center + error * reading.sd), weight }));
	});
	return weightedQuantiles(spread, fanShares);
}

/** Whether a charted value lies between the outer lines of a fan; a bound where it may. */
export function isInside({ value, lies }: Pick<Observation, "value" | "lies">, lines: readonly number[]): boolean {
	const [low, high] = [lines[0]!, lines.at(-1)!];
	const near = 1e-9 * Math.max(1, Math.abs(value));
	if (lies === "below") return low <= value + near;
	if (lies === "above") return high >= value - near;
	return value >= low - near && value <= high + near;
}
