import type { Moments } from "./mean-estimate.ts";

/**
 * A sum without rounding: numbers that do not overlap and add up to it exactly, the smallest first (Shewchuk 1997, doi:10.1007/PL00009321).
 * Rounded once at the end it is the same number in whatever order and parts it was added up.
 */
export type ExactSum = number[];

/** Adds a number, in place. */
export function addExactly(sum: ExactSum, value: number): void {
	let larger = value;
	let kept = 0;
	for (const part of sum) {
		const [big, small] = Math.abs(larger) < Math.abs(part) ? [part, larger] : [larger, part];
		larger = big + small;
		const lost = small - (larger - big);
		if (lost !== 0) sum[kept++] = lost;
	}
	sum.length = kept;
	if (larger !== 0) sum.push(larger);
}

/** The double next to the sum. */
export function rounded(sum: ExactSum): number {
	let place = sum.length - 1;
	if (place < 0) return 0;
	let high = sum[place--]!;
	let low = 0;
	while (place >= 0 && low === 0) {
		const [before, part] = [high, sum[place--]!];
		high = before + part;
		low = part - (high - before);
	}
	// Halfway between two doubles the parts below decide.
	if (place >= 0 && Math.sign(low) === Math.sign(sum[place]!)) {
		const next = high + low * 2;
		if (low * 2 === next - high) return next;
	}
	return high;
}

/** 2^27 + 1 splits a double into two halves of 26 bits (Veltkamp), whose products are exact (Dekker 1971, doi:10.1007/BF01397083). */
const splitter = 134_217_729;

function halves(value: number): readonly [number, number] {
	const scaled = splitter * value;
	const high = scaled - (scaled - value);
	return [high, value - high];
}

/** Adds a product of two numbers, in place. */
export function addProduct(sum: ExactSum, a: number, b: number): void {
	const product = a * b;
	const [[aHigh, aLow], [bHigh, bLow]] = [halves(a), halves(b)];
	addExactly(sum, product);
	addExactly(sum, aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow));
}

/** What is kept of many numbers to know their mean and spread, without rounding: parts of a study add up to the same, however it was cut. */
export interface ExactMoments {
	n: number;
	readonly sum: ExactSum;
	readonly squares: ExactSum;
}

export const noExactMoments = (): ExactMoments => ({ n: 0, sum: [], squares: [] });

/** Adds a number, in place: this runs for each outcome of each patient. */
export function addNumber(moments: ExactMoments, value: number): void {
	moments.n++;
	addExactly(moments.sum, value);
	addProduct(moments.squares, value, value);
}

/** Adds those of other numbers, in place. */
export function addMoments(moments: ExactMoments, { n, sum, squares }: ExactMoments): void {
	moments.n += n;
	for (const part of sum) addExactly(moments.sum, part);
	for (const part of squares) addExactly(moments.squares, part);
}

/** The same about the mean, each number rounded once. */
export function momentsOf({ n, sum, squares }: ExactMoments): Moments {
	const shift = n === 0 ? 0 : rounded(sum) / n;
	const about: ExactSum = [...sum];
	addProduct(about, -n, shift);
	// Of (value - shift)²: squares - 2 shift sum + n shift².
	const spread: ExactSum = [...squares];
	for (const part of sum) addProduct(spread, -2 * shift, part);
	const square: ExactSum = [];
	addProduct(square, shift, shift);
	for (const part of square) addProduct(spread, n, part);
	return { n, shift, sum: rounded(about), squares: Math.max(0, rounded(spread)) };
}
