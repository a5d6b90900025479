import { exp } from "../elementary/exponential.ts";
import { log } from "../elementary/logarithm.ts";

/** Coefficients from the constant one on: the function is the ratio of two polynomials. */
interface Ratio {
	readonly top: readonly number[];
	readonly bottom: readonly number[];
}

const polynomial = (coefficients: readonly number[], x: number) => coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
const ratio = ({ top, bottom }: Ratio, x: number) => polynomial(top, x) / polynomial(bottom, x);

/** Of the quantile (Wichura 1988, PPND16): within 0.425 of the middle by 0.180625 - q^2; in the tails by sqrt(-log p) - 1.6, beyond 5 by - 5. */
const quantileRatios = {
	middle: {
		top: [
			3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813,
			2509.0809287301227,
		],
		bottom: [
			1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
			5226.495278852854,
		],
	},
	tail: {
		top: [
			1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
			0.022723844989269184, 0.0007745450142783414,
		],
		bottom: [
			1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345,
			1.0507500716444169e-9,
		],
	},
	farTail: {
		top: [
			6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784,
			0.000027115555687434876, 2.0103343992922881e-7,
		],
		bottom: [
			1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548, 1.421511758316446e-7,
			2.0442631033899397e-15,
		],
	},
} as const satisfies Readonly<Record<string, Ratio>>;

/**
 * The standard normal number below which a share p (between 0 and 1) lies, to about 1 part in 10^16: Wichura's algorithm AS 241, PPND16
 * (1988, doi:10.2307/2347330). Minus infinity at 0, infinity at 1, NaN beyond.
 *
 *     normalQuantile(0.5)      // 0
 *     normalQuantile(0.975)    // 1.9599639845400536
 */
export function normalQuantile(p: number): number {
	if (!(p > 0 && p < 1)) return p === 0 ? Number.NEGATIVE_INFINITY : p === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
	const q = p - 0.5;
	if (Math.abs(q) <= 0.425) return q * ratio(quantileRatios.middle, 0.180625 - q * q);
	const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
	const size = r <= 5 ? ratio(quantileRatios.tail, r - 1.6) : ratio(quantileRatios.farTail, r - 5);
	return q < 0 ? -size : size;
}

/** Of the error function and its complement (Cody 1969): by x^2 up to 0.46875, by x up to 4, by 1/x^2 beyond. */
const errorRatios = {
	middle: {
		top: [3209.3775891384694, 377.485237685302, 113.86415415105016, 3.1611237438705655, 0.18577770618460315],
		bottom: [2844.236833439171, 1282.6165260773723, 244.02463793444417, 23.601290952344122, 1],
	},
	tail: {
		top: [
			1230.3393547979972, 2051.0783778260716, 1712.0476126340707, 881.952221241769, 298.6351381974001, 66.11919063714163, 8.883149794388377,
			0.5641884969886701, 2.1531153547440383e-8,
		],
		bottom: [
			1230.3393548037495, 3439.3676741437216, 4362.619090143247, 3290.7992357334597, 1621.3895745666903, 537.1811018620099,
			117.6939508913125, 15.744926110709835, 1,
		],
	},
	farTail: {
		top: [0.0006587491615298378, 0.016083785148742275, 0.12578172611122926, 0.36034489994980445, 0.30532663496123236, 0.016315387137302097],
		bottom: [0.0023352049762686918, 0.06051834131244132, 0.5279051029514285, 1.8729528499234604, 2.568520192289822, 1],
	},
} as const satisfies Readonly<Record<string, Ratio>>;

/** 1 / sqrt(pi). */
const inverseRootPi = 0.5641895835477563;

/** exp(-z^2/2) with the square of the first digits apart, so that the rounding of z^2 does not count. */
function bell(z: number): number {
	const first = Math.floor(z * 16) / 16;
	return exp(-0.5 * first * first) * exp(-0.5 * (z - first) * (z + first));
}

/** The complement of the error function at x, less its factor exp(-x^2), for x > 0.46875. */
function scaledComplement(x: number): number {
	if (x <= 4) return ratio(errorRatios.tail, x);
	const z = 1 / (x * x);
	return (inverseRootPi - z * ratio(errorRatios.farTail, z)) / x;
}

/**
 * Probability that a standard normal number is at most z, by Cody's approximations of the error function (1969,
 * doi:10.1090/S0025-5718-1969-0247736-4); small probabilities keep their digits.
 *
 *     normalProbability(0)        // 0.5
 *     normalProbability(-1.96)    // 0.024997895148220428
 */
export function normalProbability(z: number): number {
	const x = z * Math.SQRT1_2;
	if (Math.abs(x) <= 0.46875) return 0.5 + 0.5 * x * ratio(errorRatios.middle, x * x);
	if (Number.isNaN(z)) return z;
	const size = Math.min(Math.abs(z), 40);
	const beyond = 0.5 * bell(size) * scaledComplement(size * Math.SQRT1_2);
	return z < 0 ? beyond : 1 - beyond;
}
