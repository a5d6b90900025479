import { instant, snapped } from "../chart/instant.ts";
import type { Rewind } from "./rewind.ts";

/** The points of a regular grid, taken one after the other. */
export interface Grid {
	/** The next point; infinite after the last. */
	readonly next: () => number;
	/** Whether the next point is this instant. */
	readonly isAt: (time: number) => boolean;
	/** Goes on to the first point after a time. */
	readonly pass: (time: number) => void;
	readonly mark: () => Rewind;
}

/** Whole multiples of `every` hours from the infusion, so that infusion itself is a point whenever a run starts. */
export function gridOf(from: number, every: number): Grid {
	let index = Math.ceil((from - instant) / every);
	// Multiplied, not summed: sums drift.
	let point = snapped(index * every);
	return {
		next: () => point,
		isAt: (time) => Math.abs(point - time) <= instant,
		pass: (time) => {
			while (point <= time + instant) point = snapped(++index * every);
		},
		mark: () => {
			const then = [index, point] as const;
			return () => {
				[index, point] = then;
			};
		},
	};
}

/** Listed points, in order of time. */
export function gridOfTimes(times: readonly number[]): Grid {
	let index = 0;
	return {
		next: () => times[index] ?? Number.POSITIVE_INFINITY,
		isAt: (time) => index < times.length && Math.abs(times[index]! - time) <= instant,
		pass: (time) => {
			while (index < times.length && times[index]! <= time + instant) index++;
		},
		mark: () => {
			const then = index;
			return () => {
				index = then;
			};
		},
	};
}

export const noGrid: Grid = { next: () => Number.POSITIVE_INFINITY, isAt: () => false, pass: () => {}, mark: () => () => {} };

/** What is due at regular times. */
export interface Clock {
	readonly saves: Grid;
	readonly looks: Grid;
	/** Looks of the care team. */
	readonly rounds: Grid;
	/** Times at which somebody asks for the columns. */
	readonly moments: Grid;
}
