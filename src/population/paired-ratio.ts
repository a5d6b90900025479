import type { PairCounts } from "./paired-difference.ts";
import type { Interval } from "./study-summary.ts";

const z = 1.959963984540054;

/** The interval of Wilson for a share of `count` in `n`, with a quantile of one's own. */
function wilson(count: number, n: number, k: number): readonly [number, number] {
	const middle = 2 * count + k * k;
	const half = k * Math.sqrt(k * k + (4 * count * (n - count)) / n);
	return [Math.max(0, (middle - half) / (2 * (n + k * k))), Math.min(1, (middle + half) / (2 * (n + k * k)))];
}

/**
 * The share here divided by the share there in the same patients, a risk ratio. The 95 % interval is the hybrid one of Bonett and Price (2006, Stat Med 25:3039,
 * doi:10.1002/sim.2440): score intervals of both shares among the pairs in which either has it, at a level that their agreement decides. Infinite where
 * nobody there has it, not a number where nobody in either has.
 *
 *     pairedShareRatio({ both: 10, onlyHere: 2, onlyThere: 12, neither: 26 })     // 0.55 (0.35 to 0.86)
 */
export function pairedShareRatio({ both, onlyHere, onlyThere }: PairCounts): Interval {
	const [here, there, either] = [both + onlyHere, both + onlyThere, both + onlyHere + onlyThere];
	if (either === 0) return { value: Number.NaN, interval: [0, Number.POSITIVE_INFINITY] };
	const [p, q] = [(here + 1) / (either + 2), (there + 1) / (either + 2)];
	const spread = Math.sqrt((onlyHere + onlyThere + 2) / ((here + 1) * (there + 1)));
	const k = (z * spread) / (Math.sqrt((1 - p) / (here + 1)) + Math.sqrt((1 - q) / (there + 1)));
	const [hereFrom, hereTo] = wilson(here, either, k);
	const [thereFrom, thereTo] = wilson(there, either, k);
	return { value: here / there, interval: [hereFrom / thereTo, hereTo / thereFrom] };
}
