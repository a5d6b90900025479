import fc from "fast-check";
import { expect, test } from "vitest";
import { valueScale } from "../../src/figures/value-scale.ts";

const finite = fc.double({ min: -1e4, max: 1e6, noNaN: true });

test("a linear axis holds every value that it is told of, and its ticks", () => {
	fc.assert(
		fc.property(finite, finite, (a, b) => {
			const [low, high] = [Math.min(a, b), Math.max(a, b)];
			const { domain, ticks } = valueScale({ kind: "linear", from: 0, to: 100, step: 20 }, { low, high });
			expect(domain[0]).toBeLessThanOrEqual(low + 20e-4);
			expect(domain[1]).toBeGreaterThanOrEqual(high - 1e-6);
			expect(ticks.length).toBeLessThanOrEqual(5);
			for (const tick of ticks) expect(tick >= domain[0] && tick <= domain[1]).toBe(true);
		}),
	);
});

test("an upward axis begins at zero and has at most five ticks, however large or small the data", () => {
	fc.assert(
		fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (high) => {
			const { domain, ticks } = valueScale({ kind: "upward", from: 0 }, { low: 0, high });
			expect(domain[0]).toBe(0);
			expect(domain[1]).toBeGreaterThanOrEqual(high);
			expect(ticks.length).toBeGreaterThanOrEqual(2);
			expect(ticks.length).toBeLessThanOrEqual(5);
		}),
	);
});

test("a logarithmic axis grows upward by whole decades", () => {
	expect(valueScale({ kind: "log", from: 1, to: 1000 }, { low: 0, high: 21_470 })).toEqual({
		kind: "log",
		domain: [1, 100_000],
		ticks: [1, 100, 10_000],
	});
});

test("an axis that nobody wished for begins at zero, but looks closely at numbers that lie together far from it", () => {
	const fitted = (low: number, high: number) => valueScale({ kind: "fitted" }, { low, high }).domain;
	expect(fitted(0, 9)).toEqual([0, 10]);
	expect(fitted(36.5, 40.2)).toEqual([36, 42]);
	expect(fitted(-1e-12, 9), "rounding is no number below zero").toEqual([0, 10]);
	expect(fitted(-3, 2)).toEqual([-4, 2]);
	expect(fitted(37, 37), "what rests makes no mountain").toEqual([0, 40]);
});

test("an axis that nobody wished for holds every number", () => {
	fc.assert(
		fc.property(finite, finite, (a, b) => {
			const [low, high] = [Math.min(a, b), Math.max(a, b)];
			const { domain, ticks } = valueScale({ kind: "fitted" }, { low, high });
			const slack = 1e-3 * Math.max(Math.abs(low), Math.abs(high), 1e-150);
			expect(domain[0]).toBeLessThanOrEqual(low + slack);
			expect(domain[1]).toBeGreaterThanOrEqual(high - slack);
			expect(domain[0]).toBeLessThan(domain[1]);
			expect(ticks.length).toBeLessThanOrEqual(5);
		}),
	);
});
