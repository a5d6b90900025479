import type { Statistic } from "./endpoint.ts";
import { predictMean } from "./predict-mean.ts";
import { predictMedian } from "./predict-median.ts";
import { predictShare } from "./predict-share.ts";
import type { Prediction } from "./prediction.ts";
import { virtualSets } from "./virtual-sets.ts";

/**
 * What virtual patients say that a trial of `n` would find. `valuesBySet[s][i]` is of virtual patient i with the parameters of set s: 0 or 1 for a share, NaN
 * when he does not count; the same patients stand in every set. `n` is null for a band, which is of no number of patients: then the expected share or number
 * is predicted. `next` is a stream of its own; means alone draw from it. null when nobody counts.
 *
 *     predict([[1, 0, 1, 1]], { statistic: "share", n: 20, next: numbers(7, "zuma-1/CRS") })
 *
 * At most 2.5 % of trials lie below the interval and at most 2.5 % above, as far as the model is right. With few sets of parameters it is too narrow where they
 * matter: of S sets and the truth, the truth is beyond all sets with probability 2 / (S + 1).
 */
export function predict(
	valuesBySet: readonly (readonly number[])[],
	{ statistic, n, next }: { readonly statistic: Statistic; readonly n: number | null; readonly next: () => number },
): Prediction | null {
	if (n !== null && !(Number.isInteger(n) && n > 0))
		throw new RangeError(`A trial of ${n} patients cannot be predicted: a whole number from 1 on is needed`);
	const virtual = virtualSets(valuesBySet, statistic);
	if (virtual === null) return null;
	if (statistic === "share") return predictShare(virtual, n);
	return statistic === "median" ? predictMedian(virtual, n) : predictMean(virtual, { n, next });
}
