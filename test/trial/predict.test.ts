import { describe, expect, test } from "vitest";
import { numbers } from "../../src/random/stream.ts";
import { atLeast, betaBinomial, binomial } from "../../src/trial/beta-binomial.ts";
import type { Statistic } from "../../src/trial/endpoint.ts";
import { predict } from "../../src/trial/predict.ts";
import { type Prediction, totalSd } from "../../src/trial/prediction.ts";
import { predicted, ward } from "./known-ward.ts";

const having = (count: number, of: number): readonly number[] => Array.from({ length: of }, (_, i) => Number(i < count));

describe("the beta-binomial distribution", () => {
	test("is uniform after nothing, and the binomial one after very much", () => {
		for (const p of betaBinomial(9, { of: 1, against: 1 })) expect(p).toBeCloseTo(0.1, 12);
		const sure = betaBinomial(12, { of: 3e9, against: 7e9 });
		for (const [x, p] of binomial(12, 0.3).entries()) expect(sure[x]).toBeCloseTo(p, 7);
	});

	test("has the mean and the variance of the textbook, and loses nothing of its tails in a trial of thousands", () => {
		const [n, of, against] = [3000, 700.5, 20.5];
		const chances = betaBinomial(n, { of, against });
		const mean = chances.reduce((sum, p, x) => sum + p * x, 0);
		const variance = chances.reduce((sum, p, x) => sum + p * (x - mean) * (x - mean), 0);
		const all = of + against;
		expect(mean / n).toBeCloseTo(of / all, 10);
		expect(variance / ((n * of * against * (all + n)) / (all * all * (all + 1)))).toBeCloseTo(1, 8);
		expect(atLeast(chances, 0)).toBeCloseTo(1, 12);
	});
});

describe("a predicted share", () => {
	test("of one set of parameters is beta-binomial after Jeffreys, summed by hand: 900 of 1,000, a trial of 10", () => {
		const chances = betaBinomial(10, { of: 900.5, against: 100.5 });
		const upTo = Array.from(chances, (_, x) => 1 - atLeast(chances, x + 1));
		const low = upTo.findIndex((p) => p > 0.025) / 10;
		const high = upTo.findIndex((p) => p >= 0.975) / 10;
		expect(predicted([having(900, 1000)], "share", 10)).toMatchObject({ value: 0.9, interval: [low, high], virtual: 1000 });
		expect([low, high]).toEqual([0.7, 1]);
	});

	test("of nobody among many is not never: up to 2 of 100 after 0 of 300", () => {
		const { value, interval } = predicted([having(0, 300)], "share", 100);
		expect({ value, interval }).toEqual({ value: 0, interval: [0, 0.02] });
	});

	test("has the variance of its parts, in sum and one by one", () => {
		const { sd } = predicted([having(300, 1000)], "share", 50);
		const p = 300.5 / 1001;
		expect(sd.monteCarlo).toBeCloseTo(Math.sqrt((p * (1 - p)) / 1002), 12);
		expect(totalSd({ sd } as Prediction)).toBeCloseTo(Math.sqrt(((p * (1 - p)) / 50) * ((1001 + 50) / 1002)), 12);
		expect(sd.parameters).toBeNull();
	});

	test("for a band is the expected one: no patients of a trial in it, and the beta quantiles", () => {
		const { sd, interval } = predicted([having(300, 1000)], "share", null);
		expect(sd.patients).toBe(0);
		expect(interval.map((x) => Number(x.toFixed(3)))).toEqual([0.272, 0.329]);
	});

	test("is mirrored when those with become those without", () => {
		const { interval } = predicted([having(70, 400)], "share", 33);
		const mirrored = predicted([having(330, 400)], "share", 33).interval;
		expect(mirrored).toEqual([expect.closeTo(1 - interval[1], 9), expect.closeTo(1 - interval[0], 9)]);
	});
});

describe("any prediction", () => {
	const statistics: readonly Statistic[] = ["share", "median", "mean"];
	const set = (statistic: Statistic, { shift, count, seed }: { shift: number; count: number; seed: number }) => {
		const { normal, value } = ward(seed);
		return Array.from({ length: count }, () => value(statistic, { set: shift, luck: normal() }));
	};

	test.each(statistics)("%s: equal sets of parameters add nothing, and are one set", (statistic) => {
		const one = set(statistic, { shift: 0, count: 300, seed: 3 });
		const [alone, same] = [predicted([one], statistic, 40), predicted([one, one, one], statistic, 40)];
		expect(same.sd.parameters).toBeCloseTo(0, 9);
		expect(totalSd(same)).toBeCloseTo(totalSd(alone), 9);
		if (statistic !== "mean") expect(same.interval).toEqual(alone.interval);
	});

	test.each(statistics)("%s: sets that differ by chance alone are not taken for different parameters", (statistic) => {
		const sets = Array.from({ length: 40 }, (_, seed) => set(statistic, { shift: 0, count: 200, seed }));
		const { sd } = predicted(sets, statistic, 40);
		// The variance between 40 equal sets is known to sqrt(2/39) of what chance leaves: two such errors.
		expect(sd.parameters).toBeLessThan(0.67 * predicted(sets.slice(0, 1), statistic, 40).sd.monteCarlo);
	});

	test.each(statistics)("%s: a shift of the parameters is found as large as it is", (statistic) => {
		const sets = Array.from({ length: 20 }, (_, s) => set(statistic, { shift: s % 2 === 0 ? -0.4 : 0.4, count: 2000, seed: 5 }));
		const { sd } = predicted(sets, statistic, 40);
		// Half the distance between the two: of shares normalProbability(-0.1) - normalProbability(-0.9).
		expect(sd.parameters).toBeCloseTo(statistic === "share" ? 0.138 : 0.4, 1);
	});

	test.each(statistics)(
		"%s: more patients in the trial, and more virtual ones, make it surer; the bounds follow the spread",
		(statistic) => {
			const at = (n: number, count: number) => predicted([set(statistic, { shift: 0, count, seed: 11 })], statistic, n);
			expect(totalSd(at(160, 400))).toBeLessThan(totalSd(at(40, 400)));
			expect(at(40, 1600).sd.monteCarlo).toBeLessThan(at(40, 100).sd.monteCarlo);
			const { interval } = at(40, 400);
			expect((interval[1] - interval[0]) / totalSd(at(40, 400))).toBeGreaterThan(3.3);
			expect((interval[1] - interval[0]) / totalSd(at(40, 400))).toBeLessThan(4.5);
		},
	);

	test.each(statistics)("%s: whoever does not count changes nothing, and of nobody there is no prediction", (statistic) => {
		const values = set(statistic, { shift: 0, count: 100, seed: 13 });
		const some = values.flatMap((value) => [value, Number.NaN]);
		expect(predicted([some], statistic, 20).interval).toEqual(predicted([values], statistic, 20).interval);
		expect(predict([[Number.NaN]], { statistic, n: 20, next: numbers(1, "none") })).toBeNull();
	});

	test.each(statistics)("%s: the same stream gives the same bits", (statistic) => {
		const values = [set(statistic, { shift: 0, count: 100, seed: 17 })];
		expect(predicted(values, statistic, 21)).toEqual(predicted(values, statistic, 21));
	});

	test("a trial of no patients, and sets of different patients, are refused with what is needed", () => {
		const next = numbers(1, "none");
		expect(() => predict([[1]], { statistic: "share", n: 0, next })).toThrow("a whole number from 1 on is needed");
		expect(() => predict([[1], [1, 0]], { statistic: "share", n: 5, next })).toThrow("a value of each virtual patient");
	});

	test("medians and means of whole numbers stay where numbers are: days 1, 2, 3", () => {
		const days = Array.from({ length: 300 }, (_, i) => (i < 30 ? 1 : i < 270 ? 2 : 3));
		expect(predicted([days], "median", 51)).toMatchObject({ value: 2, interval: [2, 2] });
		const [low, high] = predicted([days], "mean", 51).interval;
		expect(low).toBeGreaterThan(1.8);
		expect(high).toBeLessThan(2.2);
	});
});
