import { log2 } from "../elementary/logarithm.ts";
import { pow } from "../elementary/power.ts";

/**
 * Fixed bins with whole-number counts: what is kept of a million numbers to know their quantiles. The bins depend on nothing but the unit,
 * so counts of parts add up to the counts of the whole, exactly and in any order.
 */
export type BinCounts = ReadonlyMap<number, number>;

/** An octave is a factor of two: a bin is half a percent wide. */
const binsAnOctave = 128;

/** Above the bin of the smallest double, so that the bins of positive numbers are 1 and more. */
const offset = 1075 * binsAnOctave;

/** Temperatures have no natural zero: their bins are 0.05 degC wide. */
const binsADegree = 20;

/**
 * The bin of a number: a whole number that grows with it. Zero is its own bin, 0; a negative number has the bin of its size with a minus.
 * Temperatures (`degC`) have linear bins. What is not a number is a RangeError.
 *
 *     binOf(400, "pg/mL") === binOf(401, "pg/mL")     // true
 */
export function binOf(value: number, unit: string): number {
	if (!Number.isFinite(value)) throw new RangeError(`${value} ${unit} has no bin`);
	if (unit === "degC") return Math.floor(value * binsADegree);
	if (value === 0) return 0;
	return Math.sign(value) * (Math.floor(log2(Math.abs(value)) * binsAnOctave) + offset);
}

/** The least and the greatest number of a bin, in the unit. */
export function edgesOf(bin: number, unit: string): readonly [number, number] {
	if (unit === "degC") return [bin / binsADegree, (bin + 1) / binsADegree];
	if (bin === 0) return [0, 0];
	const edge = (b: number) => Math.min(pow(2, (b - offset) / binsAnOctave), Number.MAX_VALUE);
	return bin > 0 ? [edge(bin), edge(bin + 1)] : [-edge(-bin + 1), -edge(-bin)];
}

/** Counts one more number, in place: this runs for each patient, column and day. */
export function count(counts: Map<number, number>, value: number, unit: string): void {
	const bin = binOf(value, unit);
	counts.set(bin, (counts.get(bin) ?? 0) + 1);
}

/** The counts of several parts together, in the order of the bins. */
export function joinedCounts(parts: Iterable<BinCounts>): Map<number, number> {
	const all = new Map<number, number>();
	for (const part of parts) for (const [bin, n] of part) all.set(bin, (all.get(bin) ?? 0) + n);
	return new Map(inOrder(all));
}

/** As pairs of bin and count in the order of the bins: plain JSON, the same text for the same counts. `new Map(pairs)` reads it back. */
export const inOrder = (counts: BinCounts): readonly (readonly [bin: number, count: number])[] => [...counts].sort(([a], [b]) => a - b);

/**
 * The numbers below which the given shares of all lie, in the order asked, interpolated inside a bin: to half a percent of the value, or
 * 0.05 degC. They never fall when the shares rise. `within` are the least and greatest number seen, where they are known: no quantile
 * lies beyond. NaN when nothing was counted.
 *
 *     quantiles(counts, { unit: "pg/mL", shares: [0.05, 0.5, 0.95] })
 */
export function quantiles(
	counts: BinCounts,
	{
		unit,
		shares,
		within = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
	}: { unit: string; shares: readonly number[]; within?: readonly [number, number] },
): readonly number[] {
	const rows = inOrder(counts);
	const all = rows.reduce((sum, [, n]) => sum + n, 0);
	return shares.map((share) => Math.min(Math.max(reached(rows, { unit, wanted: share * all }), within[0]), within[1]));
}

/** The number up to which `wanted` of the counted lie. */
function reached(rows: ReturnType<typeof inOrder>, { unit, wanted }: { unit: string; wanted: number }): number {
	let below = 0;
	for (const [i, [bin, n]] of rows.entries()) {
		if (below + n >= wanted || i === rows.length - 1) {
			const [low, high] = edgesOf(bin, unit);
			return low + (high - low) * Math.min(1, (wanted - below) / n);
		}
		below += n;
	}
	return Number.NaN;
}
