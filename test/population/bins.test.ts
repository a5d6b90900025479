import fc from "fast-check";
import { expect, test } from "vitest";
import { binOf, count, edgesOf, inOrder, joinedCounts, quantiles } from "../../src/population/bins.ts";
import { numbers } from "../../src/random/stream.ts";

const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
const aTemperature = fc.double({ min: 30, max: 44, noNaN: true });
const counted = (values: readonly number[], unit: string) => {
	const counts = new Map<number, number>();
	for (const value of values) count(counts, value, unit);
	return counts;
};

test("a greater number never has a lower bin, over all doubles", () => {
	fc.assert(
		fc.property(anyNumber, anyNumber, (a, b) => {
			expect(Math.sign(binOf(a, "pg/mL") - binOf(b, "pg/mL")) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
		}),
	);
});

test("a number lies in its bin, which is half a percent wide; zero is alone in its own", () => {
	fc.assert(
		fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), fc.boolean(), (size, negative) => {
			const value = negative ? -size : size;
			const [low, high] = edgesOf(binOf(value, "1"), "1");
			expect(value).toBeGreaterThanOrEqual(low - Math.abs(low) * 1e-12);
			expect(value).toBeLessThanOrEqual(high + Math.abs(high) * 1e-12);
			expect((high - low) / size).toBeLessThan(0.0055);
		}),
	);
	expect(binOf(0, "1")).toBe(0);
	expect(binOf(-0, "1")).toBe(0);
	expect(binOf(Number.MIN_VALUE, "1")).toBeGreaterThan(0);
	expect(edgesOf(0, "1")).toEqual([0, 0]);
});

test("temperatures have bins of 0.05 degC", () => {
	fc.assert(
		fc.property(aTemperature, (value) => {
			const [low, high] = edgesOf(binOf(value, "degC"), "degC");
			expect(high - low).toBeCloseTo(0.05, 9);
			expect(value).toBeGreaterThanOrEqual(low);
			expect(value).toBeLessThanOrEqual(high);
		}),
	);
});

test("parts added in any order are the whole, letter by letter", () => {
	const any = fc.array(anyNumber, { maxLength: 60 });
	fc.assert(
		fc.property(any, any, any, (a, b, c) => {
			const whole = JSON.stringify(inOrder(counted([...a, ...b, ...c], "1")));
			const parts = [a, b, c].map((values) => counted(values, "1"));
			expect(JSON.stringify([...joinedCounts(parts)])).toBe(whole);
			expect(JSON.stringify([...joinedCounts([parts[2]!, joinedCounts([parts[1]!, parts[0]!])])])).toBe(whole);
			expect(new Map(JSON.parse(whole))).toEqual(joinedCounts(parts));
		}),
	);
});

test("quantiles rise with the share and stay between the least and the greatest", () => {
	fc.assert(
		fc.property(fc.array(anyNumber, { minLength: 1, maxLength: 60 }), (values) => {
			const within = [Math.min(...values), Math.max(...values)] as const;
			const found = quantiles(counted(values, "1"), { unit: "1", shares: [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1], within });
			expect(found).toEqual([...found].sort((a, b) => a - b));
			expect(found[0]).toBeGreaterThanOrEqual(within[0]);
			expect(found.at(-1)).toBeLessThanOrEqual(within[1]);
		}),
	);
});

test("quantiles of a large sample are those of the sorted numbers, to half a percent or 0.05 degC", () => {
	const next = numbers(3, "bins");
	const shares = [0.05, 0.25, 0.5, 0.75, 0.95];
	const direct = (values: readonly number[]) => {
		const sorted = [...values].sort((a, b) => a - b);
		return shares.map((share) => sorted[Math.floor(share * (sorted.length - 1))]!);
	};
	const levels = Array.from({ length: 4001 }, () => Math.exp(6 * next()));
	quantiles(counted(levels, "pg/mL"), { unit: "pg/mL", shares }).forEach((q, i) => {
		expect(Math.abs(q / direct(levels)[i]! - 1)).toBeLessThan(0.006);
	});
	const temperatures = Array.from({ length: 4001 }, () => 36.5 + 4 * next());
	quantiles(counted(temperatures, "degC"), { unit: "degC", shares }).forEach((q, i) => {
		expect(Math.abs(q - direct(temperatures)[i]!)).toBeLessThan(0.051);
	});
});

test("of nothing there is no quantile, and what is no number has no bin", () => {
	expect(quantiles(new Map(), { unit: "1", shares: [0.5] })).toEqual([Number.NaN]);
	expect(() => binOf(Number.NaN, "pg/mL")).toThrow("NaN pg/mL has no bin");
});
