import { betaProbability } from "../random/distributions.ts";
import { atLeast, betaBinomial, binomial, type Odds } from "./beta-binomial.ts";
import { firstThat } from "./crossing-point.ts";
import type { Prediction } from "./prediction.ts";
import { meanOf, type VirtualSets, varianceOf } from "./virtual-sets.ts";

/** Values that are asked about to know a spread. */
const mostPlaces = 200;

/** Standard deviations from an even chance beyond which it is sure where the median lies. */
const surely = 8;

/** A probability that adds nothing to a spread. */
const negligible = 1e-6;

/**
 * The median in a trial of n patients, without drawing any: it is at most x when half of the patients are, and how many are is beta-binomial, as shares are. The
 * chance of a value up to the k-th of N is that of the k-th of N uniform numbers, Beta(k, N + 1 − k). Without n the expected median. Of an even number
 * of patients the two in the middle are asked in turn, which is their mean but for what lies between them.
 */
export function predictMedian(virtual: VirtualSets, n: number | null): Prediction {
	const values = [...new Set(virtual.sets.flatMap(({ sorted }) => sorted))].sort((a, b) => a - b);
	const counts = countsOf(virtual);
	const chance = (x: number, side: Side) => meanOf(counts(x, side).map((share) => reaches(n, uncertain(share, virtual.size, side))));
	const upTo = (x: number) => chance(x, "up to");
	const below = (x: number) => chance(x, "below");
	const reaching = (share: number) =>
		values[
			Math.min(
				values.length - 1,
				firstThat(values.length, (i) => upTo(values[i]!) >= share),
			)
		]!;
	return {
		value: reaching(0.5),
		interval: [values[Math.max(0, firstThat(values.length, (i) => below(values[i]!) > 0.025) - 1)]!, reaching(0.975)],
		sd: spreads(virtual, { n, values, upTo }),
		virtual: virtual.counted,
	};
}

type Side = "up to" | "below";

/** The share of a set's patients at or below a value, as far as the set stands for itself, else that of all. */
function countsOf({ sets, weight }: VirtualSets): (x: number, side: Side) => readonly number[] {
	return (x, side) => {
		const shares = sets.map(
			({ sorted }) => firstThat(sorted.length, (i) => (side === "below" ? sorted[i]! >= x : sorted[i]! > x)) / sorted.length,
		);
		const all = meanOf(shares);
		return shares.map((share) => weight * share + (1 - weight) * all);
	};
}

const uncertain = (share: number, size: number, side: Side): Odds =>
	side === "up to" ? { of: size * share, against: size * (1 - share) + 1 } : { of: size * share + 1, against: size * (1 - share) };

/** Probability that the median of n patients, or of all, reaches below a value that one does with an uncertain chance. */
function reaches(n: number | null, { of, against }: Odds): number {
	const share = of / (of + against);
	const sd = 0.5 * Math.sqrt((n === null ? 0 : 1 / n) + 1 / (of + against + 1));
	if (of <= 0 || against <= 0 || Math.abs(share - 0.5) > surely * sd) return Number(share > 0.5);
	return n === null ? 1 - betaProbability(0.5, of, against) : middle(betaBinomial(n, { of, against }), n);
}

/** The same of a chance that is known. */
function surelyReaches(n: number | null, share: number): number {
	if (n === null) return Number(share >= 0.5);
	return Math.abs(share - 0.5) > surely * Math.sqrt(0.25 / n) ? Number(share > 0.5) : middle(binomial(n, share), n);
}

const middle = (probabilities: Float64Array, n: number): number =>
	(atLeast(probabilities, Math.floor((n + 1) / 2)) + atLeast(probabilities, Math.floor(n / 2) + 1)) / 2;

/** Parts of the variance: of what one set of parameters, known without doubt, would give; between such sets; what is left of the whole. */
function spreads(
	virtual: VirtualSets,
	{ n, values, upTo }: { n: number | null; values: readonly number[]; upTo: (x: number) => number },
): Prediction["sd"] {
	const places = thinned(values, upTo);
	const counts = countsOf(virtual);
	const sure = places.map((x) => counts(x, "up to").map((share) => surelyReaches(n, share)));
	const ofSets = virtual.sets.map((_, s) =>
		moments(
			places,
			sure.map((row) => row[s]!),
		),
	);
	const whole = moments(places, places.map(upTo)).variance;
	const patients = meanOf(ofSets.map(({ variance }) => variance));
	const parameters = varianceOf(ofSets.map(({ mean }) => mean));
	return {
		patients: Math.sqrt(patients),
		parameters: virtual.sets.length > 1 ? Math.sqrt(parameters) : null,
		monteCarlo: Math.sqrt(Math.max(0, whole - patients - parameters)),
	};
}

/** Values at which the median may lie, not too many. */
function thinned(values: readonly number[], upTo: (x: number) => number): readonly number[] {
	const from = Math.max(0, firstThat(values.length, (i) => upTo(values[i]!) > negligible) - 1);
	const to = Math.min(
		values.length - 1,
		firstThat(values.length, (i) => upTo(values[i]!) > 1 - negligible),
	);
	const count = Math.min(to - from + 1, mostPlaces);
	return Array.from({ length: count }, (_, i) => values[count === 1 ? from : from + Math.round((i * (to - from)) / (count - 1))]!);
}

/** Of a number that is at most `places[i]` with probability `upTo[i]`; what is beyond the last is at it. */
function moments(places: readonly number[], upTo: readonly number[]): { readonly mean: number; readonly variance: number } {
	const shift = places[0]!;
	let [sum, squares, before] = [0, 0, 0];
	for (const [i, place] of places.entries()) {
		const probability = (i === places.length - 1 ? 1 : upTo[i]!) - before;
		before += probability;
		sum += probability * (place - shift);
		squares += probability * (place - shift) * (place - shift);
	}
	return { mean: shift + sum, variance: Math.max(0, squares - sum * sum) };
}
