/**
 * The numbers behind the functions in TypeScript and in WebAssembly. Except for `pow` they are those of fdlibm 5.3 (Sun Microsystems 1993,
 * 2004, freely distributable: https://www.netlib.org/fdlibm/); the decimals give back the published 64 bits.
 */

/** ln 2 in two parts: a whole number below 2048 times the first is exact. */
export const ln2 = { high: 0.6931471803691238, low: 1.9082149292705877e-10, inverse: Math.LOG2E } as const;

/** `exp` (e_exp.c): beyond `largest` lies infinity, below `least` lies 0; z times the polynomial of z = r^2 is r - R1(r). */
export const exponential = {
	largest: 709.782712893384,
	least: -745.1332191019411,
	p: [0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252, 4.1381367970572385e-8],
} as const;

/** `expm1` (s_expm1.c): below `least`, 56 ln 2, the result is -1; a polynomial of r^2/2. */
export const exponentialLess1 = {
	least: -38.816242111356935,
	q: [-0.03333333333333313, 0.0015873015872548146, -0.0000793650757867488, 0.000004008217827329362, -2.0109921818362437e-7],
} as const;

/** `log` (e_log.c): polynomials in s^4, with s = f / (2 + f), of its even and of its odd terms. `root` is the high word of sqrt(1/2). */
export const logarithm = {
	root: 0x3fe6a09e,
	even: [0.3999999999940942, 0.22222198432149784, 0.15313837699209373],
	odd: [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605116586],
} as const;

/**
 * `pow`, which is not fdlibm's: by tables (`power-tables.ts`) it takes a third of the time. What ends in High has so few bits that its
 * products here are exact.
 */
export const power = {
	/** The high word of the least number that counts as around 1: sqrt(1/2), moved so that 1 lies well within an interval. */
	root: 0x3fe6aaab,
	/** A number around 1 plus this has no bits below 2^-24: 3 * 2^27. */
	coarse: 402653184,
	/** A number times this, less the rest, has its first 26 bits: 2^27 + 1 (Dekker 1971, doi:10.1007/BF01397083). */
	split: 134217729,
	ln2High: 0.6931471805598903,
	ln2Low: 5.497923018708371e-14,
	/** log(1 + r) = r - r^2/2 + r^3 times a polynomial. */
	logarithm: [1 / 3, -1 / 4, 1 / 5, -1 / 6, 1 / 7, -1 / 8],
	/** e^r = 1 + r + r^2/2 + r^3 times a polynomial. */
	exponential: [1 / 6, 1 / 24, 1 / 120],
	/** (ln 2)/128 and its inverse. */
	stepHigh: 0.0054152123482253955,
	stepLow: -1.0082281460997769e-13,
	inverseStep: 184.6649652337873,
	/** Beyond these exponents of e lie infinity and 0; within `ordinary` of 0 their powers are normal numbers. */
	ordinary: 707,
	largest: 710,
	least: -746,
	/** An exponent as large as this is even, and gives 0, 1 or infinity: 2^64. */
	huge: 2 ** 64,
} as const;

/** `sin` and `cos` (k_sin.c, k_cos.c, e_rem_pio2.c): pi/2 in parts of 33 bits, each with what is left. */
export const circle = {
	/** 2^20 pi/2: as far as a product of a part with the number of quarter turns is exact. */
	farthest: 1647099.3291652855,
	eighth: 0.7853981633974483,
	inverseQuarter: 0.6366197723675814,
	part1: 1.5707963267341256,
	rest1: 6.077100506506192e-11,
	part2: 6.077100506303966e-11,
	rest2: 2.0222662487959506e-21,
	part3: 2.0222662487111665e-21,
	rest3: 8.4784276603689e-32,
	/** Where so much of the argument cancels, another part is needed: 2^-16 and 2^-49. */
	small: 1.52587890625e-5,
	tiny: 1.7763568394002505e-15,
	sine: {
		first: -0.16666666666666632,
		low: [0.00833333333332249, -0.0001984126982985795, 0.0000027557313707070068],
		high: [-2.5050760253406863e-8, 1.58969099521155e-10],
	},
	cosine: {
		low: [0.0416666666666666, -0.001388888888887411, 0.00002480158728947673],
		high: [-2.7557314351390663e-7, 2.087572321298175e-9, -1.1359647557788195e-11],
	},
} as const;

/** `arctan` (s_atan.c): from `far` on, 2^66, it is a quarter turn. */
export const arc = {
	far: 2 ** 66,
	most: 1.5707963267948966,
	/** For sizes below the first number: y = (a x + b) / (c x + d) is what is left behind an angle, which comes in two parts. */
	parts: [
		[0.4375, 1, 0, 0, 1, 0, 0],
		[0.6875, 2, -1, 1, 2, 0.4636476090008061, 2.2698777452961687e-17],
		[1.1875, 1, -1, 1, 1, 0.7853981633974483, 3.061616997868383e-17],
		[2.4375, 1, -1.5, 1.5, 1, 0.982793723247329, 1.3903311031230998e-17],
		[Number.POSITIVE_INFINITY, 0, -1, 1, 0, 1.5707963267948966, 6.123233995736766e-17],
	],
	/** Polynomials in y^4 of the even and of the odd terms. */
	even: [0.3333333333333293, 0.14285714272503466, 0.09090887133436507, 0.06661073137387531, 0.049768779946159324, 0.016285820115365782],
	odd: [-0.19999999999876483, -0.11111110405462356, -0.0769187620504483, -0.058335701337905735, -0.036531572744216916],
} as const;

/** `tanh` (s_tanh.c): below `tiny`, 2^-28, it is its argument; from `far` on it is 1. */
export const hyperbolic = { tiny: 3.725290298461914e-9, far: 22 } as const;

/** Powers of two that bring numbers below the least normal one, 2^-1022, among the normal ones. */
export const subnormal = { below: 2.2250738585072014e-308, shift: 54, factor: 18014398509481984 } as const;

/** 2^-54: `expm1` and `log1p` of what is smaller are the argument itself. */
export const negligible = 5.551115123125783e-17;
