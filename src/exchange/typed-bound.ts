import type { NumberField } from "../chart/field.ts";
import { nextDown, nextUp } from "../elementary/bits.ts";

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
