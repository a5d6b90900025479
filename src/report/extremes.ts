import type { NumberColumn, Trajectory } from "../trajectory/trajectory.ts";

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
	let best = -1;
	for (const [i, value] of found.values.entries()) {
		if ((times[i] as number) < 0 || !Number.isFinite(value)) continue;
		if (best < 0 || beats(value, found.values[best] as number)) best = i;
	}
	return best < 0 ? undefined : { value: found.values[best] as number, unit: found.unit, day: dayOf(times[best] as number) };
};

/** The names of the number columns, in the order of the trajectory. */
export const numberColumns = ({ columns }: Trajectory): readonly string[] =>
	[...columns.values()].filter((c): c is NumberColumn => c.kind === "number").map((c) => c.name);
