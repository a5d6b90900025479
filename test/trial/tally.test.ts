import { describe, expect, test } from "vitest";
import { compareResults } from "../../src/trial/compare-results.ts";
import type { Seen } from "../../src/trial/endpoint.ts";
import { judged, seenInterval, verdictOn } from "../../src/trial/judge.ts";
import type { Prediction } from "../../src/trial/prediction.ts";
import { known, percentMiss, tally } from "../../src/trial/tally.ts";
import { endpoint, having, share, someTrials } from "./some-trials.ts";

const says = (value: number, interval: readonly [number, number]): Prediction => ({
	value,
	interval,
	sd: { patients: 0.03, parameters: null, monteCarlo: 0.04 },
	virtual: 1000,
});

const band = (from: number, to: number): Seen => ({ kind: "band", from, to });

describe("what was seen", () => {
	test("has the exact interval of its count: ELIANA's 58 and 35 of 75, as published beside them", () => {
		const percent = (count: number) => seenInterval(share(count, 75))?.map((x) => Number((100 * x).toFixed(1)));
		expect(percent(58)).toEqual([66.2, 86.2]);
		expect(percent(35)).toEqual([35.1, 58.6]);
	});

	test("has the published interval of a number, none by a range, and a band's ends", () => {
		const number = (of: "range" | "interval"): Seen => ({ kind: "number", value: 7, n: 94, beside: { of, from: 2, to: 58 } });
		expect([seenInterval(number("interval")), seenInterval(number("range")), seenInterval(band(0.1, 0.2))]).toEqual([
			[2, 58],
			null,
			[0.1, 0.2],
		]);
	});

	test("lies inside at the bounds, above or below beyond them, and a band where it overlaps", () => {
		const prediction = says(0.2, [0.1, 0.3]);
		expect([3, 2, 1, 0, 10].map((count) => verdictOn(share(count, 10), prediction))).toEqual([
			"inside",
			"inside",
			"inside",
			"below",
			"above",
		]);
		const bands = [band(0, 0.1), band(0.3, 0.4), band(0.31, 0.4), band(0, 0.09), band(0, 1)];
		expect(bands.map((seen) => verdictOn(seen, prediction))).toEqual(["inside", "inside", "above", "below", "inside"]);
		expect(verdictOn(share(1, 10), null)).toBe("not known");
	});

	test("is missed by what is predicted less what was seen, in points and in standard deviations; within a band by nothing", () => {
		const told = { name: "CRS", kind: "CRS", virtual: having(20) } as const;
		const miss = (seen: Seen) => judged(endpoint({ ...told, seen }), says(0.2, [0.1, 0.3])).miss;
		expect(miss(share(30, 100))).toEqual({ points: expect.closeTo(-10, 9), sds: expect.closeTo(-2, 9) });
		expect(miss(band(0.05, 0.15))).toEqual({ points: expect.closeTo(5, 9), sds: expect.closeTo(1, 9) });
		expect(miss(band(0.15, 0.25))).toEqual({ points: 0, sds: 0 });
	});
});

describe("a tally", () => {
	const result = someTrials();
	const { all, byUse, byKind, byTrial, misses } = tally(result.trials);

	test("counts each endpoint once, however it is grouped", () => {
		const rows = result.trials.flatMap(({ endpoints }) => endpoints).length;
		for (const groups of [[all], byUse, byKind, byTrial]) {
			expect(groups.reduce((sum, group) => sum + known(group) + group.unknown, 0)).toBe(rows);
			expect(groups.reduce((sum, group) => sum + group.inside, 0)).toBe(all.inside);
		}
		expect(all).toEqual({ of: "all", inside: 11, above: 2, below: 1, unknown: 1 });
	});

	test("tells which way a kind is missed: positive is too much", () => {
		const of = (kind: string) => misses.find((miss) => miss.kind === kind);
		expect(of("treatment")).toMatchObject({ count: 2, percent: null, high: 1, low: 1 });
		expect(of("neurologic")?.points).toBeLessThan(-9);
		expect(of("length")).toMatchObject({ points: null, high: 0, low: 1 });
		expect(of("infection")).toBeUndefined();
	});

	test("takes numbers in percent of what was seen", () => {
		const row = result.trials[0]!.endpoints.find(({ name }) => name === "CRS length")!;
		expect(percentMiss(row)).toBeCloseTo((100 * (row.prediction!.value - 7)) / 7, 9);
	});
});

describe("two results compared", () => {
	test("name the endpoints whose verdict changed, and count what both have", () => {
		const { changed, coverage, appeared, gone } = compareResults(someTrials(), someTrials({ crs: 30 }));
		expect(changed.map(({ trial, after }) => `${trial}: ${after.name}, ${after.verdict}`)).toEqual([
			"zuma-1: CRS of grade 3 or more, below",
		]);
		expect(coverage.before.inside - coverage.after.inside).toBe(1);
		expect({ appeared, gone }).toEqual({ appeared: [], gone: [] });
	});

	test("of one with itself find nothing; a trial that one alone has is named, not counted", () => {
		const result = someTrials();
		expect(compareResults(result, result)).toMatchObject({ changed: [], moved: [], appeared: [], gone: [] });
		const { gone, coverage } = compareResults(result, { ...result, trials: result.trials.slice(0, 1) });
		expect(gone).toHaveLength(4);
		expect(known(coverage.before) + coverage.before.unknown).toBe(11);
	});

	test("name what moved without a change of verdict", () => {
		const { moved } = compareResults(someTrials({ crs: 14 }), someTrials({ crs: 19 }));
		expect(moved.map(({ after }) => after.name)).toEqual(["CRS of grade 3 or more"]);
	});
});
