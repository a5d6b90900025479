import { describe, expect, test } from "vitest";
import { exactShare } from "../../src/population/binomial-interval.ts";
import { count } from "../../src/population/bins.ts";
import { bootstrapInterval } from "../../src/population/bootstrap-interval.ts";
import { deviationOf, type Moments, meanEstimate, noMoments, withNumber } from "../../src/population/mean-estimate.ts";
import { medianOf } from "../../src/population/median-interval.ts";
import { type PairCounts, pairedShareDifference } from "../../src/population/paired-difference.ts";
import { pairedShareRatio } from "../../src/population/paired-ratio.ts";
import { numbers } from "../../src/random/stream.ts";

const covers = ([low, high]: readonly [number, number], truth: number) => low <= truth && truth <= high;

describe("the share of patients", () => {
	test("has the published exact intervals: 4 of 20, 0 of 20, all of 20 (0 of n ends at 1 - 0.025^(1/n))", () => {
		expect(exactShare(4, 20).interval.map((x) => Number(x.toFixed(4)))).toEqual([0.0573, 0.4366]);
		expect(exactShare(0, 20).interval).toEqual([0, expect.closeTo(1 - 0.025 ** (1 / 20), 9)]);
		expect(exactShare(20, 20).interval).toEqual([expect.closeTo(0.025 ** (1 / 20), 9), 1]);
	});

	test("has the standard error sqrt(p (1 - p) / n), and not 0 at the borders", () => {
		expect(exactShare(4, 20).error).toBeCloseTo(Math.sqrt((0.2 * 0.8) / 20), 12);
		for (const count of [0, 50]) {
			expect(exactShare(count, 50).error).toBeGreaterThan(0);
			expect(exactShare(count, 50).error).toBeLessThan(exactShare(1, 50).error);
		}
	});

	test("of nobody is not a number, and nothing is known of it", () => {
		expect(exactShare(0, 0)).toEqual({ value: Number.NaN, interval: [0, 1], error: Number.NaN });
	});

	test("mirrors: those with and those without have mirrored intervals", () => {
		for (const [count, n] of [
			[0, 7],
			[3, 10],
			[199, 1000],
		] as const) {
			const [low, high] = exactShare(count, n).interval;
			expect(exactShare(n - count, n).interval).toEqual([expect.closeTo(1 - high, 9), expect.closeTo(1 - low, 9)]);
		}
	});

	test("is covered at least 95 times of 100 whatever the truth (summed over all counts, not sampled)", () => {
		const n = 40;
		const intervals = Array.from({ length: n + 1 }, (_, count) => exactShare(count, n).interval);
		for (const truth of [0.01, 0.05, 0.13, 0.37, 0.5, 0.81, 0.99]) {
			const covered = binomial(n, truth).reduce((sum, chance, count) => sum + (covers(intervals[count]!, truth) ? chance : 0), 0);
			expect(covered).toBeGreaterThanOrEqual(0.95);
		}
	});

	test("of something that is no count is refused with the numbers", () => {
		for (const [count, n] of [
			[3, 2],
			[-1, 5],
			[0.5, 2],
		] as const)
			expect(() => exactShare(count, n)).toThrow(`${count} of ${n} is no share`);
	});
});

/** The chance of each count among n. */
function binomial(n: number, p: number): readonly number[] {
	const chances = [(1 - p) ** n];
	for (let k = 1; k <= n; k++) chances.push(((chances[k - 1]! * (n - k + 1)) / k) * (p / (1 - p)));
	return chances;
}

const momentsOf = (values: readonly number[], shift = 0): Moments => values.reduce(withNumber, noMoments(shift));

describe("the mean of a number", () => {
	test("has the interval of Student's t", () => {
		const { value, interval, error } = meanEstimate(momentsOf([4.1, 5.2, 6.3, 5.5, 4.9]));
		expect([value, error]).toEqual([expect.closeTo(5.2, 12), expect.closeTo(0.36056, 4)]);
		expect(interval).toEqual([expect.closeTo(5.2 - 2.77645 * 0.36056, 4), expect.closeTo(5.2 + 2.77645 * 0.36056, 4)]);
	});

	test("keeps the spread of numbers that are large and close together, given a shift near them", () => {
		const values = [1e12, 1e12 + 1, 1e12 + 2];
		expect(deviationOf(momentsOf(values, 1e12))).toBeCloseTo(1, 9);
	});

	test("does not depend on the shift", () => {
		const values = Array.from({ length: 50 }, (_, i) => Math.sin(i) * 7);
		const whole = meanEstimate(momentsOf(values));
		const shifted = meanEstimate(momentsOf(values, 3.3));
		expect(shifted.value).toBeCloseTo(whole.value, 12);
		expect(shifted.error).toBeCloseTo(whole.error, 12);
	});

	test("of one patient has no error, of none no value", () => {
		expect(meanEstimate(momentsOf([3]))).toEqual({
			value: 3,
			interval: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
			error: Number.NaN,
		});
		expect(meanEstimate(momentsOf([])).value).toBeNaN();
	});

	test("is covered 95 times of 100 in samples of 8", () => {
		const next = numbers(1, "means");
		const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
		const hits = Array.from({ length: 4000 }, () => meanEstimate(momentsOf(Array.from({ length: 8 }, normal))).interval).filter(
			(interval) => covers(interval, 0),
		);
		expect(hits.length / 4000).toBeGreaterThan(0.94);
		expect(hits.length / 4000).toBeLessThan(0.96);
	});
});

describe("the difference of shares in the same patients", () => {
	const rounded = (counts: PairCounts) => pairedShareDifference(counts).interval.map((x) => Number(x.toFixed(4)));

	test("has the intervals of Newcombe's method 10 (1998) for three tables of 50 pairs", () => {
		expect(rounded({ both: 36, onlyHere: 12, onlyThere: 2, neither: 0 })).toEqual([0.0569, 0.3404]);
		expect(rounded({ both: 20, onlyHere: 12, onlyThere: 2, neither: 16 })).toEqual([0.0562, 0.3292]);
		expect(rounded({ both: 0, onlyHere: 0, onlyThere: 0, neither: 50 })).toEqual([-0.0713, 0.0713]);
	});

	test("flips its sign when the arms are swapped", () => {
		for (const counts of [
			{ both: 10, onlyHere: 2, onlyThere: 12, neither: 26 },
			{ both: 0, onlyHere: 0, onlyThere: 9, neither: 1 },
		]) {
			const there = pairedShareDifference(counts);
			const back = pairedShareDifference({ ...counts, onlyHere: counts.onlyThere, onlyThere: counts.onlyHere });
			expect(back.value).toBeCloseTo(-there.value, 12);
			expect(back.error).toBeCloseTo(there.error, 12);
			expect(back.interval).toEqual([expect.closeTo(-there.interval[1], 12), expect.closeTo(-there.interval[0], 12)]);
		}
	});

	test("is surer the more the pairs agree", () => {
		const width = (counts: PairCounts) => rounded(counts)[1]! - rounded(counts)[0]!;
		expect(width({ both: 48, onlyHere: 2, onlyThere: 0, neither: 50 })).toBeLessThan(
			width({ both: 25, onlyHere: 25, onlyThere: 23, neither: 27 }) / 2,
		);
	});

	test("is never sure that nothing changes because nobody in the sample did, and never beyond -1 and 1", () => {
		const { interval, error } = pairedShareDifference({ both: 0, onlyHere: 0, onlyThere: 0, neither: 12 });
		expect(interval[0]).toBeLessThan(-0.1);
		expect(error).toBeGreaterThan(0);
		for (const counts of [
			{ both: 0, onlyHere: 12, onlyThere: 0, neither: 0 },
			{ both: 0, onlyHere: 0, onlyThere: 1, neither: 0 },
		]) {
			const { interval: wide } = pairedShareDifference(counts);
			expect(Math.max(...wide)).toBeLessThanOrEqual(1 + 1e-12);
			expect(Math.min(...wide)).toBeGreaterThanOrEqual(-1 - 1e-12);
		}
		expect(pairedShareDifference({ both: 0, onlyHere: 0, onlyThere: 0, neither: 0 }).value).toBeNaN();
	});

	test.each([
		{ both: 0.3, onlyHere: 0.05, onlyThere: 0.2, neither: 0.45 },
		{ both: 0.02, onlyHere: 0.01, onlyThere: 0.05, neither: 0.92 },
		{ both: 0.85, onlyHere: 0.05, onlyThere: 0.05, neither: 0.05 },
	])("is covered about 95 times of 100 in 80 pairs of $both both, $onlyHere here, $onlyThere there", ({ both, onlyHere, onlyThere }) => {
		const next = numbers(2, "pairs");
		const studies = 3000;
		const hits = Array.from({ length: studies }, () => {
			const counts = { both: 0, onlyHere: 0, onlyThere: 0, neither: 0 };
			for (let i = 0; i < 80; i++) {
				const u = next();
				counts[u < both ? "both" : u < both + onlyHere ? "onlyHere" : u < both + onlyHere + onlyThere ? "onlyThere" : "neither"]++;
			}
			return pairedShareDifference(counts).interval;
		}).filter((interval) => covers(interval, onlyHere - onlyThere)).length;
		expect(hits / studies).toBeGreaterThan(0.935);
		expect(hits / studies).toBeLessThanOrEqual(1);
	});
});

describe("the ratio of shares in the same patients", () => {
	const shares = [
		{ both: 0.3, onlyHere: 0.05, onlyThere: 0.2, neither: 0.45 },
		{ both: 0.1, onlyHere: 0.1, onlyThere: 0.1, neither: 0.7 },
		{ both: 0.02, onlyHere: 0.02, onlyThere: 0.12, neither: 0.84 },
	];
	const drawn = ({ both, onlyHere, onlyThere }: PairCounts, next: () => number, pairs: number): PairCounts => {
		const counts = { both: 0, onlyHere: 0, onlyThere: 0, neither: 0 };
		for (let i = 0; i < pairs; i++) {
			const u = next();
			counts[u < both ? "both" : u < both + onlyHere ? "onlyHere" : u < both + onlyHere + onlyThere ? "onlyThere" : "neither"]++;
		}
		return counts;
	};

	test("turns over when the arms are swapped, and does not ask how many have it in neither", () => {
		const counts = { both: 10, onlyHere: 2, onlyThere: 12, neither: 26 };
		const [here, back] = [pairedShareRatio(counts), pairedShareRatio({ ...counts, onlyHere: 12, onlyThere: 2 })];
		expect(here.value).toBeCloseTo(12 / 22, 12);
		expect(back.interval).toEqual([expect.closeTo(1 / here.interval[1], 9), expect.closeTo(1 / here.interval[0], 9)]);
		expect(pairedShareRatio({ ...counts, neither: 9999 })).toEqual(here);
	});

	test("of nobody is not a number; where nobody there has it, it has no upper end", () => {
		expect(pairedShareRatio({ both: 0, onlyHere: 0, onlyThere: 0, neither: 9 }).value).toBeNaN();
		const { value, interval } = pairedShareRatio({ both: 0, onlyHere: 5, onlyThere: 0, neither: 9 });
		expect([value, interval[1]]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
		expect(interval[0]).toBeGreaterThan(0);
	});

	test.each(shares)("is covered about 95 times of 100 in 80 pairs of $both both, $onlyHere here, $onlyThere there", (truth) => {
		const next = numbers(3, "ratios");
		const ratio = (truth.both + truth.onlyHere) / (truth.both + truth.onlyThere);
		const hits = Array.from({ length: 3000 }, () => pairedShareRatio(drawn(truth, next, 80)).interval).filter((one) => covers(one, ratio));
		expect(hits.length / 3000).toBeGreaterThan(0.94);
		expect(hits.length / 3000).toBeLessThan(0.99);
	});
});

describe("the median", () => {
	test("has the ranks of the sign test: 2nd and 9th of 10, none of five, 41st and 60th of 100 less one each side", () => {
		const ranks = (n: number) => medianOf(n, (share) => share * n).interval;
		expect(ranks(10)).toEqual([2, 9]);
		expect(ranks(5)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
		expect(ranks(6)).toEqual([1, 6]);
		expect(ranks(100)).toEqual([40, 61]);
		// Where exact counting ends, the two agree to a rank.
		expect(Math.abs(ranks(1000)[0] - ranks(1001)[0])).toBeLessThanOrEqual(1);
	});

	test("is covered at least 95 times of 100 in samples of 25 of a skewed number", () => {
		const next = numbers(4, "medians");
		const hits = Array.from({ length: 2000 }, () => {
			const sorted = Array.from({ length: 25 }, () => -Math.log(1 - next())).sort((a, b) => a - b);
			return medianOf(25, (share) => sorted[Math.round(share * 25) - 1]!).interval;
		}).filter((interval) => covers(interval, Math.LN2));
		expect(hits.length / 2000).toBeGreaterThan(0.95);
	});
});

describe("the bootstrap of a mean", () => {
	const binned = (values: readonly number[]) => {
		const bins = new Map<number, number>();
		for (const value of values) count(bins, value, "day");
		const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
		return { bins, mean, within: [Math.min(...values), Math.max(...values)] as const };
	};
	const interval = (values: readonly number[], name = "a") => {
		const { bins, ...rest } = binned(values);
		return bootstrapInterval(bins, { unit: "day", ...rest, next: numbers(5, name) });
	};
	/** Days of a support that one in ten needs. */
	const days = (next: () => number, n: number) => Array.from({ length: n }, () => (next() < 0.1 ? -4 * Math.log(1 - next()) : 0));

	test("never leaves the range of the numbers, where Student's t does", () => {
		const values = [...Array.from({ length: 19 }, () => 0), 9];
		expect(meanEstimate(momentsOf(values)).interval[0]).toBeLessThan(0);
		const [low, high] = interval(values);
		expect([low, high <= 9, high > 0.45]).toEqual([0, true, true]);
	});

	test("is the same each time, and that of Student's t where the numbers are many and tame", () => {
		const next = numbers(6, "tame");
		const values = Array.from({ length: 400 }, () => 5 + next());
		expect(interval(values)).toEqual(interval(values));
		const {
			error,
			interval: [from, to],
		} = meanEstimate(momentsOf(values));
		expect(Math.abs(interval(values)[0] - from)).toBeLessThan(error / 3);
		expect(Math.abs(interval(values)[1] - to)).toBeLessThan(error / 3);
	});

	test("is covered about nine times of ten where few have much of what most have nothing of", () => {
		const next = numbers(7, "skewed");
		const hits = Array.from({ length: 300 }, (_, i) => interval(days(next, 100), `study ${i}`)).filter((one) => covers(one, 0.4));
		expect(hits.length / 300).toBeGreaterThan(0.86);
		expect(hits.length / 300).toBeLessThan(0.98);
	});
});
