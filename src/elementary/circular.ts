import { circle } from "./coefficients.ts";

const {
	first,
	low: [s2, s3, s4],
	high: [s5, s6],
} = circle.sine;
const {
	low: [c1, c2, c3],
	high: [c4, c5, c6],
} = circle.cosine;

/** sin(x + rest) for |x| <= pi/4. */
function sine(x: number, rest: number): number {
	const z = x * x;
	const r = s2 + z * (s3 + z * s4) + z * (z * z) * (s5 + z * s6);
	const v = z * x;
	return x - (z * (0.5 * rest - v * r) - rest - v * first);
}

/** cos(x + rest) for |x| <= pi/4. */
function cosine(x: number, rest: number): number {
	const z = x * x;
	const w = z * z;
	const r = z * (c1 + z * (c2 + z * c3)) + w * w * (c4 + z * (c5 + z * c6));
	const half = 0.5 * z;
	const one = 1 - half;
	return one + (1 - one - half + (z * r - x * rest));
}

/** The sine of x plus so many quarter turns: x = n pi/2 + y + rest, with pi/2 in as many parts as cancel. */
function turned(x: number, quarters: number): number {
	const size = Math.abs(x);
	if (!(size <= circle.farthest)) return Number.NaN;
	const n = size <= circle.eighth ? 0 : Math.floor(x * circle.inverseQuarter + 0.5);
	let left = x - n * circle.part1;
	let less = n * circle.rest1;
	let y = left - less;
	if (Math.abs(y) < size * circle.small) {
		const before = left;
		const part = n * circle.part2;
		left = before - part;
		less = n * circle.rest2 - (before - left - part);
		y = left - less;
		if (Math.abs(y) < size * circle.tiny) {
			const then = left;
			const last = n * circle.part3;
			left = then - last;
			less = n * circle.rest3 - (then - left - last);
			y = left - less;
		}
	}
	const rest = left - y - less;
	const quadrant = (n + quarters) & 3;
	const value = (quadrant & 1) === 0 ? sine(y, rest) : cosine(y, rest);
	return quadrant >= 2 ? -value : value;
}

/**
 * The sine of an angle in radians; the error is below 1 ulp up to 2^20 pi/2 (1 647 099), NaN beyond: there a number of 64 bits says little
 * about its angle. The algorithm of fdlibm 5.3, k_sin.c, k_cos.c and e_rem_pio2.c (https://www.netlib.org/fdlibm/).
 *
 *     sin(0)              // 0
 *     sin(Math.PI / 6)    // 0.49999999999999994
 */
export const sin = (x: number): number => turned(x, 0);

/**
 * The cosine of an angle in radians; see `sin`.
 *
 *     cos(0)    // 1
 */
export const cos = (x: number): number => turned(x, 1);
