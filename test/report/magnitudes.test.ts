import { describe, expect, test } from "vitest";
import { magnitudeResults, magnitudeTable } from "../../src/report/magnitudes.ts";
import type { Run } from "../../src/simulate/run.ts";
import { aRun } from "../support/a-run.ts";
import { shippedMagnitudes as magnitudes } from "../support/shown.ts";

function graded(worst: number, severity: number): Run {
	const run = aRun({ severity });
	return { ...run, grades: { ...run.grades, crs: { ...run.grades.crs, worst: worst as 1 } } };
}

const runs = [graded(1, 0.4), graded(3, 1)];

describe("the table of magnitudes", () => {
	test("every range rises: its least is not above its most, and a higher grade never expects less of a peak", () => {
		for (const { expected, side } of magnitudes) {
			const ranges = [1, 2, 3, 4].flatMap((grade) => expected[grade as 1] ?? []);
			for (const grade of [1, 2, 3, 4] as const) expect(expected[grade]?.[0] ?? 0).toBeLessThanOrEqual(expected[grade]?.[1] ?? 0);
			expect(ranges.length).toBeGreaterThan(0);
			if (side === "lowest" && expected[1] && expected[4]) expect(expected[4][0]).toBeLessThanOrEqual(expected[1][0]);
		}
	});

	test("a grade that no run reached is neither right nor wrong", () => {
		for (const row of magnitudeResults(runs, magnitudes)) expect(row.verdict[4]).toBe("not reached");
		expect(magnitudeTable(runs, magnitudes).at(-1)).toContain("2, 4");
	});

	test("a value outside of its range is called a miss, in the table and in words", () => {
		const far = magnitudeResults([graded(1, 3)], magnitudes).find((row) => row.column === "il6")!;
		expect(far.verdict[1]).toBe("miss");
		const text = magnitudeTable([graded(1, 3)], magnitudes).join("\n");
		expect(text).toMatch(/^il6 .*MISS/m);
		expect(text).toMatch(/missed at grade 1: .*il6/);
	});

	test("signs that no run has are left out", () => {
		const bare = {
			...runs[0]!,
			trajectory: { ...runs[0]!.trajectory, columns: new Map([["crp", runs[0]!.trajectory.columns.get("crp")!]]) },
		};
		expect(magnitudeResults([bare], magnitudes).map((row) => row.column)).toEqual(["crp"]);
	});
});
