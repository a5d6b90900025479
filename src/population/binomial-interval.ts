import { betaQuantile } from "../random/distributions.ts";
import type { Estimate } from "./study-summary.ts";

/**
 * The share of `count` in `n` with the exact 95 % interval of Clopper and Pearson (1934, doi:10.1093/biomet/26.4.404): it misses the truth
 * in at most one study of twenty, whatever the truth. With nobody (n = 0) the share is NaN and the interval says that nothing is known.
 *
 *     exactShare(0, 20)     // { value: 0, interval: [0, 0.168], error: 0.035 }
 */
export function exactShare(count: number, n: number): Estimate {
	if (!(Number.isInteger(count) && Number.isInteger(n) && count >= 0 && count <= n)) {
		throw new RangeError(`${count} of ${n} is no share: whole numbers are needed, the first not above the second`);
	}
	if (n === 0) return { value: Number.NaN, interval: [0, 1], error: Number.NaN };
	return {
		value: count / n,
		interval: [count === 0 ? 0 : betaQuantile(0.025, count, n - count + 1), count === n ? 1 : betaQuantile(0.975, count + 1, n - count)],
		error: Math.sqrt(atLeastHalfAPatient((count * (n - count)) / n)) / n,
	};
}

/**
 * The variance of a count, never below that of half a patient: nobody in twenty does not prove never, so its standard error is not 0.
 */
export const atLeastHalfAPatient = (variance: number): number => Math.max(variance, 0.5);
