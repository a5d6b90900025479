import type { NumberColumn, Trajectory } from "../trajectory/trajectory.ts";
import { tableUnit } from "../trajectory/unit-text.ts";

/** A highest or lowest value and when it was first reached. */
export interface Extreme {
	readonly value: number;
	readonly unit: string;
	/** Since infusion. */
	readonly day: number;
}

/** Hours to days, to the tenth of a second. */
export const dayOf = (hours: number): number => Number((hours / 24).toFixed(6));

/** The highest value of a column from infusion on; undefined when the run has no such numbers. */
export const peakOf = (trajectory: Trajectory, column: string): Extreme | undefined =>
	extremeOf(trajectory, { column, beats: (a, b) => a > b });

/** The lowest value of a column from infusion on. */
export const nadirOf = (trajectory: Trajectory, column: string): Extreme | undefined =>
	extremeOf(trajectory, { column, beats: (a, b) => a < b });

const extremeOf = (
	{ times, columns }: Trajectory,
	{ column, beats }: { column: string; beats: (a: number, b: number) => boolean },
): Extreme | undefined => {
	const found = columns.get(column);
	if (found?.kind !== "number") return undefined;
	const { values } = found;
	let [first, best, size] = [-1, -1, 0];
	for (let i = 0; i < values.length; i++) {
		const value = values[i]!;
		if (!(times[i]! >= 0 && Number.isFinite(value))) continue;
		if (first < 0) first = i;
		if (best < 0 || beats(value, values[best]!)) best = i;
		size = Math.max(size, Math.abs(value));
	}
	if (first < 0) return undefined;
	// A column that rests wavers in its last digits: it has been at its extreme from the beginning.
	const isAtRest = (value: number, i: number) =>
		!(times[i]! >= 0 && Number.isFinite(value)) || Math.abs(value - values[first]!) <= tolerance * size;
	const from = values.every(isAtRest) ? first : best;
	return { value: values[best]!, unit: tableUnit(found.unit), day: dayOf(times[from]!) };
};

/** Relative; that of a run's numbers. */
const tolerance = 1e-6;

/** The names of the number columns, in the order of the trajectory. */
export const numberColumns = ({ columns }: Trajectory): readonly string[] =>
	[...columns.values()].filter((c): c is NumberColumn => c.kind === "number").map((c) => c.name);
