import type { NumberColumn, Trajectory } from "./trajectory.ts";

/** Saved times closer than this are one, hours. */
const close = 1e-6;

/** A moment of a trajectory: `share` of the way from a row to the next one; 0: the row itself, the second of two at one instant. */
export interface Place {
	readonly row: number;
	readonly share: number;
}

/** Where a time lies among the rows; undefined before the first and after the last. */
export function placeOf({ times }: Pick<Trajectory, "times">, time: number): Place | undefined {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (times[middle]! <= time + close) low = middle + 1;
		else high = middle;
	}
	const row = low - 1;
	if (row < 0) return undefined;
	const past = time - times[row]!;
	if (past <= close) return { row, share: 0 };
	return low < times.length ? { row, share: past / (times[low]! - times[row]!) } : undefined;
}

/**
 * What a column shows there: along the straight line between two rows, or, where it goes in steps, what holds since the row before.
 *
 *     valueThere(column, { row: 3, share: 0.5 })   // half way between rows 3 and 4
 */
export function valueThere({ values, display }: NumberColumn, { row, share }: Place): number {
	const [now, next] = [values[row]!, values[row + 1]];
	return share === 0 || display?.steps === true || next === undefined || Number.isNaN(next) ? now : now + share * (next - now);
}
