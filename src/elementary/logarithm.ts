import { highWord, powerOfTwo } from "./bits.ts";
import { ln2, logarithm, negligible, subnormal } from "./coefficients.ts";

const [e1, e2, e3] = logarithm.even;
const [o1, o2, o3, o4] = logarithm.odd;

/** The k for which x = 2^k m with m from sqrt(1/2) to sqrt(2). */
const exponentOf = (x: number) => (highWord(x) - logarithm.root) >> 20;

/** k ln 2 + log(1 + f) + lost, with f between sqrt(1/2) - 1 and sqrt(2) - 1: from log(1 + f) = log(1 + s) - log(1 - s). */
function logarithmOfReduced(f: number, k: number, lost: number): number {
	const s = f / (2 + f);
	const z = s * s;
	const w = z * z;
	const r = z * (o1 + w * (o2 + w * (o3 + w * o4))) + w * (e1 + w * (e2 + w * e3));
	const half = 0.5 * f * f;
	return k * ln2.high - (half - (s * (half + r) + (k * ln2.low + lost)) - f);
}

/**
 * The natural logarithm; the error is below 1 ulp. NaN below 0, minus infinity at 0. The algorithm of fdlibm 5.3, e_log.c
 * (https://www.netlib.org/fdlibm/): x = 2^k (1 + f), a polynomial of f / (2 + f).
 *
 *     log(1)     // 0
 *     log(10)    // 2.302585092994046
 */
export function log(x: number): number {
	if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
	if (x === Number.POSITIVE_INFINITY) return x;
	const shift = x < subnormal.below ? subnormal.shift : 0;
	const normal = shift > 0 ? x * subnormal.factor : x;
	const k = exponentOf(normal);
	return logarithmOfReduced(normal * powerOfTwo(-k) - 1, k - shift, 0);
}

/**
 * The logarithm to the base 2: exact at powers of two, else to 2 ulp.
 *
 *     log2(8)    // 3
 */
export function log2(x: number): number {
	if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
	if (x === Number.POSITIVE_INFINITY) return x;
	const shift = x < subnormal.below ? subnormal.shift : 0;
	const normal = shift > 0 ? x * subnormal.factor : x;
	const k = exponentOf(normal);
	return k - shift + logarithmOfReduced(normal * powerOfTwo(-k) - 1, 0, 0) * ln2.inverse;
}

/**
 * log(1 + x), exact to below 1 ulp also near 0. NaN below -1, minus infinity at -1. The algorithm of fdlibm 5.3, s_log1p.c
 * (https://www.netlib.org/fdlibm/): what 1 + x loses by rounding is added to the logarithm.
 *
 *     log1p(1e-20)    // 1e-20
 *     log1p(1)        // 0.6931471805599453
 */
export function log1p(x: number): number {
	if (!(x > -1)) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN;
	if (Math.abs(x) < negligible || x === Number.POSITIVE_INFINITY) return x;
	const u = 1 + x;
	const k = exponentOf(u);
	if (k === 0) return logarithmOfReduced(x, 0, 0);
	const lost = k >= 2 ? 1 - (u - x) : x - (u - 1);
	return logarithmOfReduced(u * powerOfTwo(-k) - 1, k, lost / u);
}
