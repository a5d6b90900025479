const real = new Float64Array(1);
const bits = new BigInt64Array(real.buffer);

/** The next greater number that a double holds. */
export function nextUp(value: number): number {
	if (value === 0) return Number.MIN_VALUE;
	real[0] = value;
	bits[0]! += value > 0 ? 1n : -1n;
	return real[0];
}

/** The next smaller number that a double holds. */
export const nextDown = (value: number): number => -nextUp(-value);
