/**
 * The exponent of the first decimal digit of a number that is not 0: its decimal logarithm, rounded down, exactly.
 *
 *     decimalExponent(999)     // 2
 *     decimalExponent(0.05)    // -2
 */
export const decimalExponent = (x: number): number => Number(x.toExponential().split("e")[1]);

/**
 * 10^n for a whole number, as it is written.
 *
 *     powerOfTen(-2)    // 0.01
 */
export const powerOfTen = (n: number): number => Number(`1e${n}`);
