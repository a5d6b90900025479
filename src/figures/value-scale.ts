/**
 * How a value axis is laid out before the data are seen. A `linear` axis covers `from`–`to` and grows in whole steps when the data leave
 * it; a `free` axis runs from 0 to a round number above the data; a `log` axis covers whole decades and grows upward.
 */
export type ScaleWish =
	| { readonly kind: "linear"; readonly from: number; readonly to: number; readonly step: number }
	| { readonly kind: "free" }
	| { readonly kind: "log"; readonly from: number; readonly to: number };

/** An axis with its numbers decided. */
export interface ValueScale {
	readonly kind: "linear" | "log";
	readonly domain: readonly [number, number];
	readonly ticks: readonly number[];
}

/** Lays out an axis for the lowest and highest value that it has to show. */
export const valueScale = (wish: ScaleWish, { low, high }: { low: number; high: number }): ValueScale => {
	switch (wish.kind) {
		case "linear":
			return linear(wish, { low, high });
		case "free":
			return high > 0
				? linear({ from: 0, to: 0, step: roundStep(high / 3) }, { low: 0, high: high * headroom })
				: linear({ from: 0, to: 1, step: 0.5 }, { low: 0, high: 0 });
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

const linear = (
	{ from, to, step }: { from: number; to: number; step: number },
	{ low, high }: { low: number; high: number },
): ValueScale => {
	const bottom = low < from ? Math.floor(low / step) * step : from;
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

/** The round number (1, 2 or 5 times a power of ten) at or above `x`. */
const roundStep = (x: number): number => {
	const power = 10 ** Math.floor(Math.log10(x));
	return tidy(([1, 2, 5].find((m) => m * power >= x * (1 - 1e-9)) ?? 10) * power);
};

const tidy = (x: number): number => Number(x.toPrecision(10));
