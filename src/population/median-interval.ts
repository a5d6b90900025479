import { pow } from "../elementary/power.ts";
import type { Interval } from "./study-summary.ts";

const z = 1.959963984540054;

/** Numbers up to which the ranks are counted exactly; beyond, the normal distribution gives the same but for one rank. */
const mostCounted = 1000;

/**
 * How many of `n` numbers may lie below the interval of their median, at either end: the largest count that a fair coin stays below in at most 2.5 % of
 * all throws; 0 when there are fewer than six, of which no interval is sure enough.
 */
function outside(n: number): number {
	if (n > mostCounted) return Math.floor(n / 2 - (z * Math.sqrt(n)) / 2);
	let chance = pow(0.5, n);
	let below = 0;
	let count = 0;
	while (below + chance <= 0.025 && count < n) {
		below += chance;
		chance *= (n - count) / (count + 1);
		count++;
	}
	return count;
}

/**
 * The median with its 95 % interval, whatever the distribution: that between two ranks (Conover 1999, Practical nonparametric statistics, section 3.2). `at`
 * gives the number below which a share of all lies.
 *
 *     medianOf(100, (share) => 10 * share)     // 5 (4 to 6.1)
 */
export function medianOf(n: number, at: (share: number) => number): Interval {
	const count = outside(n);
	const interval: Interval["interval"] =
		count === 0 ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : [at(count / n), at((n - count + 1) / n)];
	return { value: at(0.5), interval };
}
