import { numbers } from "../../src/random/stream.ts";

/** Draws of one input: the same whenever the seed and the number are. */
export interface Draw {
	/** A whole number from 0 to below `below`. */
	readonly whole: (below: number) => number;
	readonly chance: (share: number) => boolean;
	readonly one: <T>(items: readonly T[]) => T;
	/** A number between two others, its logarithm even where both are above 0. */
	readonly between: (least: number, most: number) => number;
}

/**
 * The draws of input `number` of a seed.
 *
 *     drawOf(7, 123456).one(["a", "b"])   // the same at each call
 */
export function drawOf(seed: number, number: number): Draw {
	const next = numbers(seed, `input ${number}`);
	const whole = (below: number) => Math.floor(next() * below);
	return {
		whole,
		chance: (share) => next() < share,
		one: (items) => items[whole(items.length)]!,
		between: (least, most) => (least > 0 ? least * (most / least) ** next() : least + (most - least) * next()),
	};
}
