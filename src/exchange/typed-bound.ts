import type { NumberField } from "../chart/field.ts";

const real = new Float64Array(1);
const bits = new BigInt64Array(real.buffer);

/** The next greater number that a double holds. */
function nextUp(value: number): number {
	if (value === 0) return Number.MIN_VALUE;
	real[0] = value;
	bits[0]! += value > 0 ? 1n : -1n;
	return real[0];
}

/** The next smaller one. */
const nextDown = (value: number): number => -nextUp(-value);

/**
 * Least and most value that a bound leaves open within its field: `<5` ends before 5, `<=5` with it; points are whole. Where nothing is left the least
 * lies above the most.
 *
 *     boundsOf("<", 7, points(10))   // [0, 6]
 */
export function boundsOf(sign: string, value: number, { from, to, whole = false }: NumberField): readonly [number, number] {
	const isIncluded = /[=≤≥]/.test(sign);
	if (/[<≤]/.test(sign)) {
		const most = whole ? (isIncluded ? Math.floor(value) : Math.ceil(value) - 1) : isIncluded ? value : nextDown(value);
		return [from, Math.min(to, most)];
	}
	const least = whole ? (isIncluded ? Math.ceil(value) : Math.floor(value) + 1) : isIncluded ? value : nextUp(value);
	return [Math.max(from, least), to];
}
