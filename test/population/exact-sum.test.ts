import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	addExactly,
	addMoments,
	addNumber,
	type ExactMoments,
	type ExactSum,
	momentsOf,
	noExactMoments,
	rounded,
} from "../../src/population/exact-sum.ts";
import { deviationOf, meanEstimate } from "../../src/population/mean-estimate.ts";

const sumOf = (values: readonly number[]): number => {
	const sum: ExactSum = [];
	for (const value of values) addExactly(sum, value);
	return rounded(sum);
};

const momentsIn = (values: readonly number[]): ExactMoments => {
	const moments = noExactMoments();
	for (const value of values) addNumber(moments, value);
	return moments;
};

/** A double as a whole number of the smallest one that a value of these tests has. */
const unit = 2 ** -1074;
const numbers = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 40 });
/** Exact by whole numbers of any length: values here are multiples of 2^-20 below 2^40. */
const coarse = fc.array(
	fc.integer({ min: -(2 ** 50), max: 2 ** 50 }).map((n) => n / 2 ** 20),
	{ maxLength: 40 },
);

describe("a sum without rounding", () => {
	test("keeps what doubles lose", () => {
		expect(sumOf([1e16, 1, -1e16])).toBe(1);
		expect(sumOf([0.1, 0.2, 0.3, -0.6])).toBe(2 ** -55);
		expect(sumOf(Array.from({ length: 10 }, () => 0.1))).toBe(1);
		expect(sumOf([])).toBe(0);
		expect(sumOf([unit, unit])).toBe(2 * unit);
	});

	test("halfway between two doubles, what is below decides", () => {
		expect(sumOf([1, 2 ** -53])).toBe(1);
		expect(sumOf([1, 2 ** -53, 2 ** -120])).toBe(1 + 2 ** -52);
		expect(sumOf([1 + 2 ** -52, 2 ** -53, -(2 ** -120)])).toBe(1 + 2 ** -52);
	});

	test("is the sum in whole numbers of any length, rounded once", () => {
		fc.assert(
			fc.property(coarse, (values) => {
				const whole = values.reduce((sum, value) => sum + BigInt(value * 2 ** 20), 0n);
				expect(sumOf(values)).toBe(Number(whole) / 2 ** 20 + 0);
			}),
			{ seed: 3 },
		);
	});

	test("does not depend on order or on how it is cut, to the last bit; nor do mean and spread", () => {
		fc.assert(
			fc.property(numbers, fc.nat(40), (values, cut) => {
				const turned = values.toReversed();
				expect(sumOf(turned)).toBe(sumOf(values));
				const parts = momentsIn(values.slice(cut));
				addMoments(parts, momentsIn(values.slice(0, cut)));
				expect(momentsOf(parts)).toEqual(momentsOf(momentsIn(values)));
			}),
			{ seed: 3 },
		);
	});

	test("mean and deviation are those of the textbook, also far from zero", () => {
		const far = [1e12 + 1, 1e12 + 2, 1e12 + 3];
		expect(deviationOf(momentsOf(momentsIn(far)))).toBe(1);
		expect(meanEstimate(momentsOf(momentsIn(far))).value).toBe(1e12 + 2);
		expect(deviationOf(momentsOf(momentsIn([4, 4, 4, 4])))).toBe(0);
		expect(meanEstimate(momentsOf(momentsIn([]))).value).toBeNaN();
		expect(meanEstimate(momentsOf(momentsIn([3]))).value).toBe(3);
	});
});
