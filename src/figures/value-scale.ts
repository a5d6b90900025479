import type { AxisWish } from "../trajectory/display.ts";
import { roundStep } from "../trajectory/round-step.ts";

/** An axis with its numbers decided. */
export interface ValueScale {
	readonly kind: "linear" | "log";
	readonly domain: readonly [number, number];
	readonly ticks: readonly number[];
}

/** How high a value stands on an axis, 0 to 1. */
export const heightOf = (at: number, { kind, domain: [low, high] }: ValueScale): number =>
	kind === "log" ? Math.log(at / low) / Math.log(high / low) : (at - low) / (high - low);

/** Lays out an axis for the lowest and highest value that it has to show. */
export const valueScale = (wish: AxisWish, { low, high }: { low: number; high: number }): ValueScale => {
	switch (wish.kind) {
		case "linear":
			return linear(wish, { low, high });
		case "upward":
			return upward(wish.from, { low, high });
		case "fitted":
			return fitted({ low, high });
		case "log":
			return logarithmic(wish, high);
		default:
			return never(wish);
	}
};

/** Keeps the top of a curve off the upper edge. */
const headroom = 1.02;

const never = (wish: never): never => {
	throw new Error(`unknown scale ${JSON.stringify(wish)}`);
};

const upward = (from: number, { low, high }: { low: number; high: number }): ValueScale =>
	high > from
		? linear({ from, to: from, step: roundStep((high - from) / 3) }, { low, high: from + (high - from) * headroom })
		: linear({ from, to: from + 1, step: 0.5 }, { low, high: from });

/** A number this share of a step below the end of an axis is rounding, and opens no new step. */
const rounding = 1e-4;

/** Numbers that lie within this share of their size are looked at closely; others are seen from 0 on. */
const close = 0.2;
/** Numbers nearer to each other than this share of their size rest: no axis makes a mountain of them. */
const rests = 1e-3;
/** The least that such an axis covers, as a share of the size of its numbers. */
const closest = 0.05;
/** No number of a model is as small as this, but what is left of one that faded. */
const faded = 1e-200;

const fitted = ({ low, high }: { low: number; high: number }): ValueScale => {
	const size = Math.max(Math.abs(low), Math.abs(high));
	const span = high - low;
	if (size < faded) return upward(0, { low: 0, high: 0 });
	if (low >= -rounding * size && (span >= close * size || span <= rests * size)) return upward(0, { low, high });
	const step = roundStep(Math.max(span, closest * size) / 3);
	return linear({ from: Math.floor(low / step) * step, to: Math.ceil(high / step) * step, step }, { low, high });
};

const linear = (
	{ from, to, step }: { from: number; to: number; step: number },
	{ low, high }: { low: number; high: number },
): ValueScale => {
	const bottom = low < from - rounding * step ? Math.floor(low / step) * step : from;
	const top = high > to ? Math.ceil(high / step - 1e-9) * step : to;
	const grid = thinned(multiples({ from: bottom, to: top, step }), 5);
	return { kind: "linear", domain: [tidy(bottom), tidy(top)], ticks: grid };
};

const logarithmic = ({ from, to }: { from: number; to: number }, high: number): ValueScale => {
	const top = Math.ceil(Math.log10(Math.max(to, high)) - 1e-9);
	const decades = thinned(multiples({ from: Math.log10(from), to: top, step: 1 }), 5);
	return { kind: "log", domain: [from, 10 ** top], ticks: decades.map((d) => tidy(10 ** d)) };
};

const multiples = ({ from, to, step }: { from: number; to: number; step: number }): readonly number[] => {
	const first = Math.ceil(from / step - 1e-9);
	return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, i) => tidy((first + i) * step));
};

/** Every n-th of a grid, so that at most `most` labels stand on the axis. */
const thinned = (grid: readonly number[], most: number): readonly number[] => {
	const every = Math.ceil(grid.length / most);
	return grid.filter((_, i) => i % every === 0);
};

const tidy = (x: number): number => Number(x.toPrecision(10));
