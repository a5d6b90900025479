import { arc } from "./coefficients.ts";

const [e0, e1, e2, e3, e4, e5] = arc.even;
const [o0, o1, o2, o3, o4] = arc.odd;

/**
 * The arctangent in radians; the error is below 1 ulp. The algorithm of fdlibm 5.3, s_atan.c (https://www.netlib.org/fdlibm/).
 *
 *     arctan(1)    // 0.7853981633974483
 */
export function arctan(x: number): number {
	const size = Math.abs(x);
	if (!(size < arc.far)) return Number.isNaN(x) ? x : x < 0 ? -arc.most : arc.most;
	const [, a, b, c, d, turn, rest] = arc.parts.find(([below]) => size < below)!;
	const y = (a * size + b) / (c * size + d);
	const z = y * y;
	const w = z * z;
	const even = z * (e0 + w * (e1 + w * (e2 + w * (e3 + w * (e4 + w * e5)))));
	const odd = w * (o0 + w * (o1 + w * (o2 + w * (o3 + w * o4))));
	const value = turn - (y * (even + odd) - rest - y);
	return x < 0 || Object.is(x, -0) ? -value : value;
}

/**
 * The arcsine in radians; the error is below 2.5 ulp. NaN beyond -1 and 1.
 *
 *     arcsin(0.5)    // 0.5235987755982989
 */
export const arcsin = (x: number): number => arctan(x / Math.sqrt((1 - x) * (1 + x)));

/**
 * The arccosine in radians; the error is below 2.5 ulp. NaN beyond -1 and 1.
 *
 *     arccos(0.5)    // 1.0471975511965979
 */
export const arccos = (x: number): number => 2 * arctan(Math.sqrt((1 - x) / (1 + x)));
