import { powerOfTwo, scaled } from "./bits.ts";
import { exponential, exponentialLess1, ln2, negligible } from "./coefficients.ts";

const [p1, p2, p3, p4, p5] = exponential.p;
const [q1, q2, q3, q4, q5] = exponentialLess1.q;

/**
 * 1 + r + r c / (2 - c) for exp(r), where |r| <= (ln 2)/2 is high - low: the rational function of fdlibm's exp.
 */
function exponentialOfReduced(high: number, low: number): number {
	const r = high - low;
	const z = r * r;
	const c = r - z * (p1 + z * (p2 + z * (p3 + z * (p4 + z * p5))));
	return 1 - (low - (r * c) / (2 - c) - high);
}

/**
 * e^x; the error is below 1 ulp. Infinite from 709.79 on, 0 below -745.13. The algorithm of fdlibm 5.3, e_exp.c
 * (https://www.netlib.org/fdlibm/): x = k ln 2 + r, a rational function of r, times 2^k.
 *
 *     exp(0)       // 1
 *     exp(-1)      // 0.36787944117144233
 */
export function exp(x: number): number {
	if (!(x <= exponential.largest)) return x > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
	if (x < exponential.least) return 0;
	const k = Math.floor(x * ln2.inverse + 0.5);
	return scaled(exponentialOfReduced(x - k * ln2.high, k * ln2.low), k);
}

/**
 * e^x - 1, exact to below 1 ulp also near 0. The algorithm of fdlibm 5.3, s_expm1.c (https://www.netlib.org/fdlibm/).
 *
 *     expm1(1e-20)    // 1e-20
 *     expm1(1)        // 1.718281828459045
 */
export function expm1(x: number): number {
	if (!(x <= exponential.largest)) return x > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
	if (x < exponentialLess1.least) return -1;
	if (Math.abs(x) < negligible) return x;
	const k = Math.floor(x * ln2.inverse + 0.5);
	const [high, low] = [x - k * ln2.high, k * ln2.low];
	const r = high - low;
	const lost = high - r - low;
	const half = 0.5 * r;
	const square = r * half;
	const r1 = 1 + square * (q1 + square * (q2 + square * (q3 + square * (q4 + square * q5))));
	const t = 3 - r1 * half;
	const e = square * ((r1 - t) / (6 - r * t));
	if (k === 0) return r - (r * e - square);
	const less = r * (e - lost) - lost - square;
	if (k === -1) return 0.5 * (r - less) - 0.5;
	if (k === 1) return r < -0.25 ? -2 * (less - (r + 0.5)) : 1 + 2 * (r - less);
	if (k < 0 || k > 56) return scaled(1 - (less - r), k) - 1;
	const one = powerOfTwo(-k);
	return (k < 20 ? 1 - one - (less - r) : r - (less + one) + 1) * powerOfTwo(k);
}
