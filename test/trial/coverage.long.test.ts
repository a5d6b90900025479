import { describe, expect, test } from "vitest";
import type { Statistic } from "../../src/trial/endpoint.ts";
import { byTier } from "../support/tiers.ts";
import { predicted, ward } from "./known-ward.ts";

const found = (statistic: Statistic, values: readonly number[]): number => {
	if (statistic !== "median") return values.reduce((sum, x) => sum + x, 0) / values.length;
	const sorted = values.toSorted((a, b) => a - b);
	return (sorted[Math.floor((values.length - 1) / 2)]! + sorted[Math.floor(values.length / 2)]!) / 2;
};

/** Of so many trials of that ward the share that lies in the interval predicted from virtual patients of other parameters drawn from the same spread. */
function coverage(
	statistic: Statistic,
	{ sets, virtual, n, spread, trials, seed }: { sets: number; virtual: number; n: number; spread: number; trials: number; seed: number },
): number {
	const { normal, value } = ward(seed);
	const drawn = (count: number) => Array.from({ length: count }, normal);
	let inside = 0;
	for (let trial = 0; trial < trials; trial++) {
		const lucks = drawn(virtual);
		const values = drawn(sets).map((z) => lucks.map((luck) => value(statistic, { set: spread * z, luck })));
		const [low, high] = predicted(values, statistic, n, seed + trial).interval;
		const truth = spread * normal();
		const seen = found(
			statistic,
			drawn(n).map((luck) => value(statistic, { set: truth, luck })),
		);
		if (low <= seen + 1e-9 && seen - 1e-9 <= high) inside++;
	}
	return inside / trials;
}

describe("trials of a ward that is known lie in the interval as often as it says", () => {
	const trials = byTier({ fast: 100, usual: 100, long: 1000 });
	/** Three standard errors of a share of 95 % in so many trials; shares and medians of few patients leap, so more may lie within. */
	const least = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / trials);

	test.each([
		["share", { sets: 1, virtual: 1000, n: 20, spread: 0 }],
		["share", { sets: 1, virtual: 60, n: 200, spread: 0 }],
		["share", { sets: 60, virtual: 50, n: 15, spread: 0.3 }],
		["share", { sets: 60, virtual: 50, n: 200, spread: 0.1 }],
		["median", { sets: 1, virtual: 300, n: 20, spread: 0 }],
		["median", { sets: 1, virtual: 60, n: 101, spread: 0 }],
		["mean", { sets: 1, virtual: 300, n: 20, spread: 0 }],
		["mean", { sets: 1, virtual: 100, n: 60, spread: 0 }],
		["mean", { sets: 60, virtual: 40, n: 15, spread: 0.3 }],
	] as const)("%s, %o", (statistic, of) => {
		const covered = [23, 24].map((seed) => coverage(statistic, { ...of, trials: trials / 2, seed }));
		expect((covered[0]! + covered[1]!) / 2).toBeGreaterThan(least);
	});

	test("an interval that left out the parameters would not", () => {
		const { normal, value } = ward(29);
		let inside = 0;
		for (let trial = 0; trial < 100; trial++) {
			const values = Array.from({ length: 100 }, () => value("share", { set: 0, luck: normal() }));
			const [low, high] = predicted([values], "share", 200).interval;
			const truth = 0.5 * normal();
			const seen = found(
				"share",
				Array.from({ length: 200 }, () => value("share", { set: truth, luck: normal() })),
			);
			if (low <= seen && seen <= high) inside++;
		}
		expect(inside).toBeLessThan(80);
	});
});
