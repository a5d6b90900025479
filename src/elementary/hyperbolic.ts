import { hyperbolic } from "./coefficients.ts";
import { expm1 } from "./exponential.ts";

/**
 * The hyperbolic tangent; the error is below 2.2 ulp. The algorithm of fdlibm 5.3, s_tanh.c (https://www.netlib.org/fdlibm/).
 *
 *     tanh(0.5)    // 0.46211715726000974
 */
export function tanh(x: number): number {
	const size = Math.abs(x);
	if (size < hyperbolic.tiny || Number.isNaN(x)) return x;
	const t = expm1(size >= 1 ? 2 * size : -2 * size);
	const value = size >= hyperbolic.far ? 1 : size >= 1 ? 1 - 2 / (t + 2) : -t / (t + 2);
	return x < 0 ? -value : value;
}
