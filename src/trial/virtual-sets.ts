import type { Statistic } from "./endpoint.ts";

/** The patients that count of one set of parameters. */
export interface VirtualSet {
	/** From the least to the greatest; 0 and 1 for a share. */
	readonly sorted: readonly number[];
	/** The statistic of all of them. */
	readonly center: number;
}

/** Several sets of parameters tried in the same virtual patients, and what that says of the sets and of chance. */
export interface VirtualSets {
	/** Those in which anybody counts. */
	readonly sets: readonly VirtualSet[];
	/** How far a set's patients stand for it: the rest of 1 is taken from all sets together, so that chance does not pass for a difference of parameters. */
	readonly weight: number;
	/** So many patients of one set would leave as much chance as all sets together leave. */
	readonly size: number;
	/** Patients that counted, the mean over all sets. */
	readonly counted: number;
}

/**
 * Tells what parameters change from what chance does. The same virtual patients stand in every set, so their luck moves all sets alike: it
 * says nothing of the parameters, and is not averaged away by more sets. In the two-way table of sets and patients (analysis of variance, as O'Hagan, Stevenson
 * and Madan 2007 use it for models of single patients, Health Econ 16:1009; there every set has patients of its own) what the patients of a set share
 * with those of others is the column; the rest of the table is what the variance between sets has too much:
 *
 *     between sets = parameters + (chance in a set − chance that is shared) · sets / (sets − 1)
 *
 * null when nobody counts.
 */
export function virtualSets(valuesBySet: readonly (readonly number[])[], statistic: Statistic): VirtualSets | null {
	const patients = valuesBySet[0]?.length ?? 0;
	if (valuesBySet.some(({ length }) => length !== patients))
		throw new RangeError("Each set of parameters needs a value of each virtual patient, NaN for one that does not count");
	const known = valuesBySet.filter((values) => values.some((value) => !Number.isNaN(value)));
	if (known.length === 0) return null;
	const sets = known.map((values) => virtualSet(values, statistic));
	const counted = sets.reduce((sum, { sorted }) => sum + sorted.length, 0);
	const { each, shared } = chanceIn(known, { sets, statistic });
	return {
		sets,
		weight: weightOf(sets, each - shared),
		size: (counted / sets.length) * (shared > 0 ? each / shared : 1),
		counted: counted / valuesBySet.length,
	};
}

function virtualSet(values: readonly number[], statistic: Statistic): VirtualSet {
	const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
	return { sorted, center: statistic === "median" ? medianOf(sorted) : meanOf(sorted) };
}

export const meanOf = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/** Of all numbers, not of a sample: divided by how many they are. */
export const varianceOf = (numbers: readonly number[]): number => {
	const mean = meanOf(numbers);
	return meanOf(numbers.map((x) => (x - mean) * (x - mean)));
};

const medianOf = (sorted: readonly number[]): number =>
	(sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2;

/**
 * The statistic of patients, and how far one of them pulls it: `variance` of one patient, an nth of which is that of the statistic of n. null: nobody counts.
 *
 *     pullsOf([1, 2, 3, NaN], "mean")     // { center: 2, variance: 0.67, counted: 3 }
 */
export function pullsOf(
	values: readonly number[],
	statistic: Statistic,
): { readonly center: number; readonly variance: number; readonly counted: number } | null {
	const set = virtualSet(values, statistic);
	if (set.sorted.length === 0) return null;
	const pull = pullOn(set, statistic);
	const squared = (value: number) => pull(value) * pull(value);
	return { center: set.center, variance: meanOf(set.sorted.map(squared)), counted: set.sorted.length };
}

/** Whose square the variance between sets must be multiplied with to be that of the parameters; one set, or equal ones, stand for themselves. */
function weightOf(sets: readonly VirtualSet[], unshared: number): number {
	const between = varianceOf(sets.map(({ center }) => center));
	if (!(between > 0)) return 1;
	const parameters = (between * sets.length - unshared * sets.length) / (sets.length - 1);
	return Math.sqrt(Math.min(1, Math.max(0, parameters / between)));
}

/** Variances of a statistic by chance: in one set (their mean), and in the mean of all sets of the same patients. */
function chanceIn(known: readonly (readonly number[])[], { sets, statistic }: { sets: readonly VirtualSet[]; statistic: Statistic }) {
	const patients = known[0]!.length;
	const together = new Float64Array(patients);
	let each = 0;
	for (const [s, values] of known.entries()) {
		const pull = pullOn(sets[s]!, statistic);
		const share = sets[s]!.sorted.length / patients;
		for (const [i, value] of values.entries()) {
			const pulled = Number.isNaN(value) ? 0 : pull(value) / share;
			each += pulled * pulled;
			together[i]! += pulled / known.length;
		}
	}
	return { each: each / known.length / (patients * patients), shared: together.reduce((sum, x) => sum + x * x, 0) / (patients * patients) };
}

/**
 * How far one patient pulls the statistic his way, times the number of patients (its influence function). That on a median is as large as the
 * distance between the two ranks that lie a standard error to either side (Woodruff 1952, doi:10.1080/01621459.1952.10483443).
 */
function pullOn({ sorted, center }: VirtualSet, statistic: Statistic): (value: number) => number {
	if (statistic !== "median") return (value) => value - center;
	const n = sorted.length;
	const half = Math.sqrt(n) / 2;
	const at = (rank: number) => sorted[Math.min(n - 1, Math.max(0, Math.round(rank)))]!;
	const slope = Math.sqrt(n) * (at((n - 1) / 2 + half) - at((n - 1) / 2 - half));
	return (value) => (Math.sign(value - center) * slope) / 2;
}
