import { describe, expect, test } from "vitest";
import { influences } from "../../src/population/influences.ts";
import { latinHypercube } from "../../src/population/latin-hypercube.ts";
import { partialRankCorrelations, rankCorrelation, ranks } from "../../src/population/rank-correlation.ts";
import { pointOfRun, runsOf, sobolDesign } from "../../src/population/sobol-design.ts";
import { sobolIndices } from "../../src/population/sobol-indices.ts";
import { numbers } from "../../src/random/stream.ts";

type Function = (x: readonly number[]) => number;

function indicesOf(f: Function, { parameters, points, seed = 1 }: { parameters: number; points: number; seed?: number }) {
	const design = sobolDesign(
		Array.from({ length: parameters }, (_, i) => `x${i + 1}`),
		{ seed, points },
	);
	const outcomes = Array.from({ length: runsOf(design) }, (_, run) => f(pointOfRun(design, run)));
	return sobolIndices(outcomes, { parameters, seed, resamples: 100 });
}

/** Ishigami and Homma 1990, with a = 7 and b = 0.1. */
const ishigami: Function = (x) => {
	const [a, b, c] = x.map((u) => Math.PI * (2 * u - 1)) as [number, number, number];
	return Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a);
};

/** Sobol's g-function: V_i = (1/3) / (1 + a_i)², V = Π(1 + V_i) - 1. */
const weights = [0, 1, 4.5, 9];
const g: Function = (x) => x.reduce((product, u, i) => product * ((Math.abs(4 * u - 2) + weights[i]!) / (1 + weights[i]!)), 1);
const parts = weights.map((a) => 1 / 3 / (1 + a) ** 2);
const whole = parts.reduce((product, v) => product * (1 + v), 1) - 1;

const known: readonly [string, Function, { readonly first: readonly number[]; readonly total: readonly number[] }][] = [
	["Ishigami", ishigami, { first: [0.3139, 0.4424, 0], total: [0.5576, 0.4424, 0.2437] }],
	["an additive", (x) => 3 * x[0]! + 2 * x[1]! + x[2]! + 1000, { first: [9 / 14, 4 / 14, 1 / 14], total: [9 / 14, 4 / 14, 1 / 14] }],
	["Sobol's g", g, { first: parts.map((v) => v / whole), total: parts.map((v) => (v * (1 + whole)) / (1 + v) / whole) }],
];

describe("Sobol indices", () => {
	test.each(known)("of %s function are the known ones, within three of their own standard errors and 0.03", (_, f, { first, total }) => {
		indicesOf(f, { parameters: first.length, points: 4000 }).forEach((found, i) => {
			for (const [estimate, truth] of [
				[found.first!, first[i]!],
				[found.total!, total[i]!],
			] as const) {
				expect(Math.abs(estimate.value - truth)).toBeLessThan(0.03);
				expect(Math.abs(estimate.value - truth)).toBeLessThan(3 * estimate.error + 1e-9);
			}
		});
	});

	test("get surer with more points", () => {
		const error = (points: number) => indicesOf(ishigami, { parameters: 3, points })[0]!.total!.error;
		expect(error(2000) / error(500)).toBeLessThan(0.7);
	});

	test("of an outcome that never varies are not known", () => {
		expect(indicesOf(() => 5, { parameters: 2, points: 20 })).toEqual([
			{ first: null, total: null },
			{ first: null, total: null },
		]);
	});

	test("leave out a point whose run failed, and no other", () => {
		const outcomes = Array.from({ length: 40 * 4 }, (_, i) => Math.sin(i * i));
		const failed = outcomes.map((y, i) => (i === 9 ? Number.NaN : y));
		const without = outcomes.filter((_, i) => i < 8 || i >= 12);
		const options = { parameters: 2, seed: 1 };
		expect(sobolIndices(failed, options)).toEqual(sobolIndices(without, options));
		expect(() => sobolIndices(outcomes.slice(1), options)).toThrow("159 runs are not whole points of 4");
	});
});

describe("the designs", () => {
	test("a Latin hypercube has exactly one point in each stratum of each parameter", () => {
		const points = latinHypercube(["a", "b", "c"], { seed: 7, points: 100 });
		for (const i of [0, 1, 2]) {
			const strata = points.map((point) => Math.floor(point[i]! * 100)).sort((x, y) => x - y);
			expect(strata).toEqual(Array.from({ length: 100 }, (_, k) => k));
			expect(points.every((point) => point[i]! > 0 && point[i]! < 1)).toBe(true);
		}
	});

	test("a further parameter changes no other, another seed changes all, the same seed nothing", () => {
		const column = (names: readonly string[], i: number, seed = 7) => latinHypercube(names, { seed, points: 20 }).map((point) => point[i]);
		expect(column(["new", "a"], 1)).toEqual(column(["a"], 0));
		expect(column(["a"], 0, 8)).not.toEqual(column(["a"], 0));
	});

	test("each run of a Sobol design beyond A and B differs from A in one parameter, taken from B", () => {
		const design = sobolDesign(["a", "b", "c"], { seed: 1, points: 8 });
		for (let point = 0; point < 8; point++) {
			const [a, b, ...mixed] = [0, 1, 2, 3, 4].map((k) => pointOfRun(design, point * 5 + k));
			mixed.forEach((row, i) => {
				expect(row).toEqual(a!.map((value, j) => (i === j ? b![j] : value)));
			});
		}
		expect(runsOf(design)).toBe(40);
		expect(() => pointOfRun(design, 40)).toThrow("40 runs, so no run 40");
	});
});

describe("rank correlations", () => {
	test("equal numbers share the mean of their places", () => {
		expect(ranks([10, 20, 10, 30, 20, 20])).toEqual([1.5, 4, 1.5, 6, 4, 4]);
	});

	test("see order alone: any rising bend leaves them, a falling one flips the sign", () => {
		const next = numbers(5, "ranks");
		const x = Array.from({ length: 200 }, next);
		const y = x.map((value) => value + next());
		const rho = rankCorrelation(x, y);
		expect(
			rankCorrelation(
				x.map(Math.exp),
				y.map((v) => v ** 3),
			).value,
		).toBeCloseTo(rho.value, 12);
		expect(
			rankCorrelation(
				x,
				y.map((v) => -v),
			).value,
		).toBeCloseTo(-rho.value, 12);
		expect(rankCorrelation(x, x)).toMatchObject({ value: expect.closeTo(1, 12) });
		expect(
			rankCorrelation(
				x,
				x.map(() => 3),
			).value,
		).toBe(0);
	});

	test("with ties are those of the textbook: Spearman of a worked example", () => {
		// Ranks 1 2.5 2.5 4 5 and 2 1 3.5 3.5 5: Pearson of the two is 7.25 / 9.5.
		expect(rankCorrelation([1, 2, 2, 3, 4], [2, 1, 3, 3, 9]).value).toBeCloseTo(7.25 / 9.5, 12);
	});

	test("are covered by their interval about 95 times of 100", () => {
		const next = numbers(6, "coverage");
		const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
		// Pearson 0.5 of two normal numbers is Spearman (6 / pi) asin(0.25).
		const truth = (6 / Math.PI) * Math.asin(0.25);
		const hits = Array.from({ length: 1500 }, () => {
			const x = Array.from({ length: 50 }, normal);
			const { interval } = rankCorrelation(
				x,
				x.map((v) => 0.5 * v + Math.sqrt(0.75) * normal()),
			);
			return interval[0] <= truth && truth <= interval[1];
		}).filter(Boolean).length;
		expect(hits / 1500).toBeGreaterThan(0.935);
		expect(hits / 1500).toBeLessThan(0.975);
	});

	test("with the others held find the parameter that works through another: none is left", () => {
		const next = numbers(7, "partial");
		const cause = Array.from({ length: 2000 }, next);
		const shadow = cause.map((v) => v + 0.5 * next());
		const outcome = cause.map((v) => v + 0.5 * next());
		const [direct, throughOther] = partialRankCorrelations([cause, shadow], outcome);
		expect(rankCorrelation(shadow, outcome).value).toBeGreaterThan(0.7);
		expect(direct).toBeGreaterThan(0.6);
		expect(Math.abs(throughOther!)).toBeLessThan(0.1);
	});

	test("of one parameter alone are the plain ones; a constant parameter has none", () => {
		const x = [1, 2, 3, 4, 5, 6, 7];
		const y = [2, 1, 4, 3, 7, 6, 5];
		const [partial, constant] = partialRankCorrelations([x, x.map(() => 1)], y);
		expect(partial).toBeCloseTo(rankCorrelation(x, y).value, 12);
		expect(constant).toBe(0);
	});

	test("of parameters that determine each other, or of more than the runs can tell apart, are unknown", () => {
		const x = [1, 2, 3, 4, 5];
		const y = [1, 3, 2, 4, 5];
		expect(partialRankCorrelations([x, x], y)).toEqual([Number.NaN, Number.NaN]);
		expect(partialRankCorrelations([x, y, [5, 1, 2, 3, 4], [2, 1, 4, 5, 3]], y)).toEqual(Array(4).fill(Number.NaN));
	});

	test("the plain rank correlation orders the influences where the partial one is unknown", () => {
		const points = [0.1, 0.5, 0.9].map((x, i) => [0.5 - 0.1 * (i % 2), x, 0.3, 0.2]);
		const found = influences(["a", "b", "c", "d"], { points, outcomes: [1, 2, 3] });
		expect(found[0]).toMatchObject({ parameter: "b", partialRank: Number.NaN });
	});
});

test("influences come with the most influential first, and a failed run counts for none", () => {
	const points = latinHypercube(["weak", "strong", "none"], { seed: 1, points: 400 });
	const outcomes = points.map(([weak, strong], i) => (i === 3 ? Number.NaN : weak! - 4 * strong!));
	const found = influences(["weak", "strong", "none"], { points, outcomes });
	expect(found.map(({ parameter }) => parameter)).toEqual(["strong", "weak", "none"]);
	expect(found[0]!.rank.value).toBeLessThan(-0.9);
	expect(found[0]!.first).toBeNull();
});
