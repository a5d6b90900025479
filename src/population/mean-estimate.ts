import { studentQuantile } from "../random/distributions.ts";
import type { Estimate } from "./study-summary.ts";

/**
 * What is kept of many numbers to know their mean and spread: sums of distances from a fixed `shift` near them, since squares of the
 * numbers themselves would lose the spread of a large mean in rounding.
 */
export interface Moments {
	readonly n: number;
	readonly shift: number;
	/** Of value - shift. */
	readonly sum: number;
	/** Of (value - shift)². */
	readonly squares: number;
}

export const noMoments = (shift: number): Moments => ({ n: 0, shift, sum: 0, squares: 0 });

export const withNumber = ({ n, shift, sum, squares }: Moments, value: number): Moments => ({
	n: n + 1,
	shift,
	sum: sum + (value - shift),
	squares: squares + (value - shift) * (value - shift),
});

/** Standard deviation of the population from which the numbers come; NaN when there are fewer than two. */
export const deviationOf = ({ n, sum, squares }: Moments): number =>
	n < 2 ? Number.NaN : Math.sqrt(Math.max(0, (squares - (sum * sum) / n) / (n - 1)));

/**
 * The mean with its 95 % interval by Student's t and its standard error. Of one number alone the error is not known (NaN) and the interval
 * infinite; of none the mean is NaN.
 *
 *     meanEstimate([1, 2, 3].reduce(withNumber, noMoments(2)))     // { value: 2, interval: [-0.48, 4.48], error: 0.577 }
 */
export function meanEstimate(moments: Moments): Estimate {
	const { n, shift, sum } = moments;
	const value = n === 0 ? Number.NaN : shift + sum / n;
	if (n < 2) return { value, interval: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], error: Number.NaN };
	const error = deviationOf(moments) / Math.sqrt(n);
	const half = studentQuantile(0.975, n - 1) * error;
	return { value, interval: [value - half, value + half], error };
}
