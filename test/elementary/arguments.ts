/** Bits of a number as 16 hexadecimal digits; all that are no number are one. */
export function hexOf(x: number): string {
	const view = new DataView(new ArrayBuffer(8));
	view.setFloat64(0, Number.isNaN(x) ? Number.NaN : x);
	return view.getBigUint64(0).toString(16).padStart(16, "0");
}

/** The number with these bits. */
export function ofBits(bits: bigint): number {
	const view = new DataView(new ArrayBuffer(8));
	view.setBigUint64(0, BigInt.asUintN(64, bits));
	return view.getFloat64(0);
}

const bitsOf = (x: number) => BigInt(`0x${hexOf(x)}`);

/** The next larger size. */
export const further = (x: number) => ofBits(bitsOf(x) + 1n);

/** A repeatable sequence of numbers between 0 and 1: the generator of Marsaglia (2003) with 32 bits. */
export function sequence(seed: number): () => number {
	let state = seed;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) / 2 ** 32;
	};
}

const { MIN_VALUE, MAX_VALUE, EPSILON, POSITIVE_INFINITY, NaN: unknown } = Number;

/** What is unlike other numbers, or next to where the functions change their way. */
export const specials: readonly number[] = [
	...[
		0,
		0.25,
		0.5,
		1,
		1.5,
		2,
		3,
		4,
		5,
		10,
		22,
		54,
		56 * Math.LN2,
		64,
		709.782712893384,
		709.7827128933841,
		710,
		745.1332191019411,
		746,
		1024,
		1074,
	],
	...[MIN_VALUE, 3 * MIN_VALUE, 2 ** -1023, 2 ** -1022, 2 ** -60, 2 ** -54, 2 ** -28, 2 ** -27, EPSILON, 1 + EPSILON, 1 - EPSILON / 2],
	...[Math.LN2 / 2, 1.5 * Math.LN2, Math.SQRT1_2, Math.SQRT2, Math.PI / 4, Math.PI / 2, Math.PI, 1.5 * Math.PI, 2 * Math.PI, 1e6],
	...[
		0.49999999999999994,
		1647099,
		1647100,
		2 ** 31,
		2 ** 52 + 1,
		2 ** 53 - 1,
		2 ** 53,
		2 ** 63,
		2 ** 64,
		1e300,
		MAX_VALUE,
		POSITIVE_INFINITY,
	],
]
	.flatMap((x) => [x, -x])
	.concat(unknown);

/** So many numbers: specials and their neighbors, numbers of every size, and numbers between `least` and `most`. */
export function manyNumbers(count: number, { seed, least, most }: { seed: number; least: number; most: number }): Float64Array {
	const next = sequence(seed);
	const near = specials.flatMap((x) => [x, ofBits(bitsOf(x) + 1n), ofBits(bitsOf(x) - 1n)]);
	const anyBits = () => ofBits((BigInt(Math.floor(next() * 2 ** 32)) << 32n) | BigInt(Math.floor(next() * 2 ** 32)));
	return Float64Array.from({ length: count }, (_, i) => near[i] ?? (i % 4 === 0 ? anyBits() : least + (most - least) * next()));
}
