import { exp } from "../elementary/exponential.ts";
import { normalQuantile } from "../random/normal.ts";
import { type BinCounts, edgesOf, inOrder } from "./bins.ts";

/** How often the patients are drawn anew. */
const draws = 1000;

/** Above this mean a Poisson number is drawn as a rounded normal one. */
const mostInverted = 30;

/** A Poisson number of this mean. */
function poisson(mean: number, next: () => number): number {
	if (mean > mostInverted)
		return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalQuantile(Math.min(Math.max(next(), 1e-12), 1 - 1e-12))));
	const draw = next();
	let [chance, count] = [exp(-mean), 0];
	for (let below = chance; draw > below && chance > 0; below += chance) chance *= mean / ++count;
	return count;
}

/**
 * The 95 % interval of the mean of numbers that are not below zero, by the percentiles of a Poisson bootstrap (Hanley and MacGibbon 2006, doi:10.1016/j.cmpb.2006.04.006): each patient counts as
 * often as a Poisson number of mean 1 says. It never leaves the range of the numbers, as Student's t does where few patients have much of what others
 * have nothing of. Of counts in bins, so its cost does not grow with the patients; `mean` is the exact one.
 *
 *     bootstrapInterval(bins, { unit: "day", mean: 0.4, within: [0, 9], next: numbers(7, "days") })     // [0.1, 0.9]
 */
export function bootstrapInterval(
	bins: BinCounts,
	{ unit, mean, within: [least, most], next }: { unit: string; mean: number; within: readonly [number, number]; next: () => number },
): readonly [number, number] {
	const inside = (value: number) => Math.min(Math.max(value, least), most);
	const rows = inOrder(bins).map(([bin, count]) => {
		const [low, high] = edgesOf(bin, unit);
		return { value: inside((low + high) / 2), count };
	});
	const all = rows.reduce((sum, { count }) => sum + count, 0);
	const binned = rows.reduce((sum, { value, count }) => sum + value * count, 0) / all;
	/** Brings the middles of bins to the numbers that are in them. */
	const exact = binned === 0 ? 1 : mean / binned;
	const means = Array.from({ length: draws }, () => {
		let [sum, drawn] = [0, 0];
		for (const { value, count } of rows) {
			const times = poisson(count, next);
			sum += times * value;
			drawn += times;
		}
		return drawn === 0 ? mean : inside((sum / drawn) * exact);
	}).sort((a, b) => a - b);
	return [means[Math.floor(0.025 * draws)]!, means[Math.ceil(0.975 * draws) - 1]!];
}
