import { describe, expect, test } from "vitest";
import { normalProbability, normalQuantile } from "../../src/random/normal.ts";
import * as exact from "../elementary/exact.ts";

const { add, bignumber, divide, exactly, exp, multiply, subtract } = exact;
const rootOf2Pi = bignumber("2.5066282746310005024157652848110452530069867406099383166299235763");

/** One half and the density times z + z^3/3 + z^5/15 + ..., to 50 digits of the larger tail. */
function exactProbability(z: number) {
	const x = exactly(z);
	const square = multiply!(x, x);
	let [term, sum] = [x, x];
	for (let k = 3; k < 800 && Math.abs(Number(term)) > 1e-60; k += 2) {
		term = divide!(multiply!(term, square), bignumber(k));
		sum = add!(sum, term);
	}
	const density = divide!(exp!(divide!(square, bignumber(-2))), rootOf2Pi);
	return add!(bignumber(0.5), multiply!(density, sum));
}

const relativeError = (found: number, truth: ReturnType<typeof exactly>) =>
	Math.abs(Number(divide!(subtract!(exactly(found), truth), truth)));

describe("the standard normal distribution", () => {
	test("has its probabilities to 15 digits, small ones too", () => {
		const errors = Array.from({ length: 200 }, (_, i) => -10 + i * 0.08).map((z) =>
			relativeError(normalProbability(z), exactProbability(z)),
		);
		expect(Math.max(...errors)).toBeLessThan(2e-15);
	});

	test("has the quantiles that Wichura (1988) prints for his algorithm", () => {
		expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 15);
		expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 14);
		expect(normalQuantile(1e-20)).toBeCloseTo(-9.262340089798409, 13);
	});

	test("gives back the share of each of its quantiles, to what a rounding of the quantile moves it", () => {
		const shares = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000).concat([1e-5, 1e-10, 1e-50, 1e-300]);
		const wrong = shares.filter((p) => {
			const z = normalQuantile(p);
			return Math.abs(normalProbability(z) / p - 1) > 4e-16 * (2 + z * z);
		});
		expect(wrong).toEqual([]);
	});

	test("is symmetric", () => {
		for (const z of [0.1, 0.6, 1, 2.5, 5]) expect(normalProbability(z) + normalProbability(-z)).toBe(1);
		for (const p of [0.5, 0.25, 0.0625, 2 ** -20]) expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 15);
	});

	test("rises", () => {
		const shares = Array.from({ length: 5000 }, (_, i) => (i + 0.5) / 5000);
		const quantiles = shares.map(normalQuantile);
		expect(quantiles.filter((z, i) => i > 0 && !(z > quantiles[i - 1]!))).toEqual([]);
		const probabilities = Array.from({ length: 5000 }, (_, i) => normalProbability(-38 + i * 0.009));
		expect(probabilities.filter((p, i) => i > 0 && !(p >= probabilities[i - 1]!))).toEqual([]);
	});

	test("ends where it must", () => {
		expect([0, 1, -0.1, 1.1, Number.NaN].map(normalQuantile)).toEqual([
			Number.NEGATIVE_INFINITY,
			Number.POSITIVE_INFINITY,
			Number.NaN,
			Number.NaN,
			Number.NaN,
		]);
		expect([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN].map(normalProbability)).toEqual([0, 1, Number.NaN]);
	});
});
