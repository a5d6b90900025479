/** The largest whole number whose factorial is finite. */
export const largestFactorial = 170;

/**
 * The product of the whole numbers up to n, rounded after each factor: exact up to 22!, the error is below 15 ulp. NaN for what is no whole number, or is
 * below 0.
 *
 *     factorial(5)    // 120
 */
export function factorial(n: number): number {
	if (!(n >= 0 && n === Math.floor(n))) return Number.NaN;
	if (n > largestFactorial) return Number.POSITIVE_INFINITY;
	let product = 1;
	for (let i = n; i > 1; i--) product *= i;
	return product;
}
