const [number, words, whole] = (() => {
	const one = new Float64Array(1);
	return [one, new Int32Array(one.buffer), new BigInt64Array(one.buffer)] as const;
})();

/** Processors differ in which half of a number they keep first. */
const upper = new Int32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;

/**
 * Sign, exponent and the first 20 bits of a number, as a whole number.
 *
 *     highWord(1)    // 0x3ff00000
 */
export function highWord(x: number): number {
	number[0] = x;
	return words[upper]!;
}

const leastPower = -1074;

const powers = (() => {
	const all = new Float64Array(1024 - leastPower);
	let power = Number.MIN_VALUE;
	for (let i = 0; i < all.length; i++) {
		all[i] = power;
		power *= 2;
	}
	return all;
})();

/**
 * 2^k, exactly, for a whole number from -1074 to 1023.
 *
 *     powerOfTwo(-1)    // 0.5
 */
export const powerOfTwo = (k: number): number => powers[k - leastPower]!;

/**
 * x 2^k for a whole number from -1076 to 1024, rounded once. Where 2^k may be no normal number it takes two factors.
 *
 *     scaled(0.75, 1024)    // 1.348269851146737e308
 */
export function scaled(x: number, k: number): number {
	if (Math.abs(k) <= 1021) return x * powerOfTwo(k);
	const half = Math.floor(k / 2);
	return x * powerOfTwo(half) * powerOfTwo(k - half);
}

/**
 * The next greater number that a double holds.
 *
 *     nextUp(1)    // 1.0000000000000002
 */
export function nextUp(x: number): number {
	if (x === 0) return Number.MIN_VALUE;
	number[0] = x;
	whole[0]! += x > 0 ? 1n : -1n;
	return number[0];
}

/** The next smaller number that a double holds. */
export const nextDown = (x: number): number => -nextUp(-x);
