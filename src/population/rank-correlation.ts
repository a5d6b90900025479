import { tanh } from "../elementary/hyperbolic.ts";
import { log1p } from "../elementary/logarithm.ts";
import type { Estimate } from "./study-summary.ts";

/** Places in the order of size, from 1; equal numbers share the mean of their places. */
export function ranks(values: readonly number[]): readonly number[] {
	const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
	const places = new Array<number>(values.length);
	for (let from = 0; from < order.length; ) {
		let to = from + 1;
		while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
		for (let k = from; k < to; k++) places[order[k]!] = (from + to + 1) / 2;
		from = to;
	}
	return places;
}

/** Ranks about their mean, of length 1, so that a correlation is a product; all 0 when the numbers are all equal. */
function unitRanks(values: readonly number[]): readonly number[] {
	const middle = (values.length + 1) / 2;
	const centered = ranks(values).map((rank) => rank - middle);
	const length = Math.sqrt(product(centered, centered));
	return length === 0 ? centered : centered.map((x) => x / length);
}

function product(a: readonly number[], b: readonly number[]): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}

/**
 * Spearman's rank correlation with its 95 % interval by Fisher's z, whose standard error is that of Bonett and Wright (2000,
 * doi:10.1007/BF02294183). 0 when one of the two never varies.
 *
 *     rankCorrelation([1, 2, 3, 4, 5], [1, 4, 9, 16, 25]).value     // 1
 */
export function rankCorrelation(x: readonly number[], y: readonly number[]): Estimate {
	const value = Math.min(1, Math.max(-1, product(unitRanks(x), unitRanks(y))));
	if (x.length < 4) return { value, interval: [-1, 1], error: Number.NaN };
	const onZ = Math.sqrt((1 + (value * value) / 2) / (x.length - 3));
	// The inverse of tanh.
	const z = 0.5 * log1p((2 * value) / (1 - value));
	return {
		value,
		interval: Math.abs(value) === 1 ? [value, value] : [tanh(z - 1.96 * onZ), tanh(z + 1.96 * onZ)],
		error: (1 - value * value) * onZ,
	};
}

/**
 * The rank correlation of each parameter with the outcome when all others are held (partial: Marino 2008, doi:10.1016/j.jtbi.2008.04.011),
 * by regression on ranks. `columns` has the values of each parameter. A parameter that never varies has 0. All are unknown (NaN) where
 * parameters determine each other, or where there are too few runs to hold all others.
 */
export function partialRankCorrelations(columns: readonly (readonly number[])[], outcome: readonly number[]): readonly number[] {
	const all = columns.map(unitRanks);
	const varying = all.flatMap((column, i) => (column.some((x) => x !== 0) ? [i] : []));
	const y = unitRanks(outcome);
	const unknown = () => columns.map(() => Number.NaN);
	if (outcome.length < varying.length + 2) return unknown();
	const inverse = inverted(varying.map((i) => varying.map((j) => product(all[i]!, all[j]!))));
	if (inverse === undefined) return unknown();
	const withOutcome = varying.map((i) => product(all[i]!, y));
	const slopes = inverse.map((row) => product(row, withOutcome));
	const unexplained = Math.max(0, product(y, y) - product(slopes, withOutcome));
	return columns.map((_, i) => {
		const k = varying.indexOf(i);
		const slope = slopes[k] ?? 0;
		return slope === 0 ? 0 : slope / Math.sqrt(slope * slope + unexplained * inverse[k]![k]!);
	});
}

/** By Gauss and Jordan with the largest pivot; undefined where there is no inverse. */
function inverted(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | undefined {
	const n = matrix.length;
	const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
	for (let k = 0; k < n; k++) {
		const pivot = rows.reduce((best, row, i) => (i >= k && Math.abs(row[k]!) > Math.abs(rows[best]![k]!) ? i : best), k);
		if (Math.abs(rows[pivot]![k]!) < 1e-9) return undefined;
		[rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
		const scale = rows[k]![k]!;
		rows[k] = rows[k]!.map((x) => x / scale);
		for (let i = 0; i < n; i++) {
			const factor = rows[i]![k]!;
			if (i !== k && factor !== 0) rows[i] = rows[i]!.map((x, j) => x - factor * rows[k]![j]!);
		}
	}
	return rows.map((row) => row.slice(n));
}
