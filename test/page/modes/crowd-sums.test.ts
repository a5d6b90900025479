import { describe, expect, test } from "vitest";
import type { CrowdMember } from "../../../src/page/answer.ts";
import { crowdBand, gradeShares, nearestMember, shareWords } from "../../../src/page/modes/crowd-sums.ts";

const times = Float64Array.of(0, 12, 24);
const aMember = (patient: number, values: readonly number[], more: Partial<CrowdMember> = {}): CrowdMember => ({
	patient,
	times,
	columns: { il6: Float64Array.from(values) },
	worst: { crs: 0 },
	died: null,
	...more,
});

describe("shares of grades", () => {
	const members = [0, 0, 1, 3, null].map((crs, i) => aMember(i + 1, [1, 1, 1], { worst: { crs } }));

	test("count those whose worst grade is known, and add up to all of them", () => {
		const { known, grades } = gradeShares(members, "crs");
		expect(known).toBe(4);
		expect(grades.map(({ count }) => count)).toEqual([2, 1, 0, 1, 0, 0]);
		expect(grades.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
	});

	test("have exact intervals: none of four may still be 60 percent", () => {
		const none = gradeShares(members, "crs").grades[2]!;
		expect(none.interval[0]).toBe(0);
		expect(none.interval[1]).toBeCloseTo(1 - 0.025 ** (1 / 4));
		expect(shareWords(none, 4)).toBe("0 of 4, 0 % (0 to 60 %)");
	});

	test("nobody yet is no share", () => {
		const { known, grades } = gradeShares([], "crs");
		expect(shareWords(grades[1]!, known)).toBe("nobody yet");
	});
});

describe("the band", () => {
	const window = { from: 0, until: 24, every: 12 };

	test("is the median and holds four of five, whatever the order of the patients", () => {
		const members = Array.from({ length: 11 }, (_, i) => aMember(i + 1, [i, 2 * i, 3 * i]));
		const band = crowdBand(members, "il6", window);
		expect(band).toEqual({ times: [0, 12, 24], low: [1, 2, 3], median: [5, 10, 15], high: [9, 18, 27] });
		expect(crowdBand(members.toReversed(), "il6", window)).toEqual(band);
	});

	test("leaves out who has died, and is unknown where too few are left", () => {
		const alive = Array.from({ length: 5 }, (_, i) => aMember(i + 1, [1, 1, 1]));
		const dead = aMember(6, [9], { times: Float64Array.of(0), columns: { il6: Float64Array.of(9) }, died: "crs" });
		expect(crowdBand([...alive, dead], "il6", { ...window, every: 8 }).high.at(-1)).toBe(1);
		expect(crowdBand(alive.slice(1), "il6", window).median.every(Number.isNaN)).toBe(true);
	});
});

describe("a tap", () => {
	const members = [aMember(1, [10, 10, 10]), aMember(2, [20, 20, 20])];
	const near = (y: number, within = 4) => nearestMember(members, "il6", { hour: 13, y: (value) => value, reach: { y, within } })?.patient;

	test("opens the line that passes nearest, and none from afar", () => {
		expect([near(12), near(18), near(15, 10)]).toEqual([1, 2, 1]);
		expect(near(40)).toBeUndefined();
	});
});
