import { expect, test } from "vitest";
import { decimalExponent, powerOfTen } from "../../src/elementary/decimal.ts";

test("the exponent of the first digit is exact where logarithms round", () => {
	for (let n = -300; n <= 300; n++) expect([decimalExponent(powerOfTen(n)), decimalExponent(-9.5 * powerOfTen(n))]).toEqual([n, n]);
	expect([decimalExponent(999.9999999999999), decimalExponent(1000), decimalExponent(0.09999999999999999)]).toEqual([2, 3, -2]);
});

test("a power of ten is the number of its text", () => {
	expect([powerOfTen(2), powerOfTen(-2), powerOfTen(0), powerOfTen(-323)]).toEqual([100, 0.01, 1, 1e-323]);
});
