import { atLeastHalfAPatient } from "./binomial-interval.ts";
import type { Estimate } from "./study-summary.ts";

/** What became of the same patients in two arms: how many had the outcome in both, in one alone, in neither. Whole numbers. */
export interface PairCounts {
	readonly both: number;
	readonly onlyHere: number;
	readonly onlyThere: number;
	readonly neither: number;
}

const z = 1.959963984540054;

/** The interval of Wilson for one share, which the paired one is built from. */
function wilson(count: number, n: number): readonly [number, number] {
	const p = count / n;
	const middle = p + (z * z) / (2 * n);
	const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
	return [(middle - half) / (1 + (z * z) / n), (middle + half) / (1 + (z * z) / n)];
}

/** How the two arms agree beyond chance, with Newcombe's continuity correction; 0 where one arm has all or nobody. */
function agreement({ both, onlyHere, onlyThere, neither }: PairCounts): number {
	const margins = (both + onlyHere) * (onlyThere + neither) * (both + onlyThere) * (onlyHere + neither);
	if (margins === 0) return 0;
	const excess = both * neither - onlyHere * onlyThere;
	const corrected = excess > 0 ? Math.max(excess - (both + onlyHere + onlyThere + neither) / 2, 0) : excess;
	return corrected / Math.sqrt(margins);
}

/**
 * The share here minus the share there in the same patients. The 95 % interval is method 10 of Newcombe (1998, Stat Med 17:2635,
 * doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C): score intervals of the two shares, squared and added, less
 * what the pairs agree in. The difference of a paired *number* is `meanEstimate` of the differences patient by patient.
 *
 *     pairedShareDifference({ both: 10, onlyHere: 2, onlyThere: 12, neither: 26 })     // -0.2 (-0.33 to -0.05)
 */
export function pairedShareDifference(counts: PairCounts): Estimate {
	const { both, onlyHere, onlyThere, neither } = counts;
	const n = both + onlyHere + onlyThere + neither;
	if (n === 0) return { value: Number.NaN, interval: [-1, 1], error: Number.NaN };
	const [here, there] = [(both + onlyHere) / n, (both + onlyThere) / n];
	const [hereFrom, hereTo] = wilson(both + onlyHere, n);
	const [thereFrom, thereTo] = wilson(both + onlyThere, n);
	const phi = agreement(counts);
	const reach = (a: number, b: number): number => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
	const value = (onlyHere - onlyThere) / n;
	return {
		value,
		interval: [value - reach(here - hereFrom, thereTo - there), value + reach(hereTo - here, there - thereFrom)],
		error: Math.sqrt(atLeastHalfAPatient(onlyHere + onlyThere - ((onlyHere - onlyThere) * (onlyHere - onlyThere)) / n)) / n,
	};
}
