import { describe, expect, test } from "vitest";
import { bestResponseOf, responseOf, responseSentence } from "../../src/grading/response.ts";
import type { Column, Trajectory } from "../../src/trajectory/trajectory.ts";

const bind = { tumor_burden: { column: "mass", factor: 1 } };
const days = [-6, 0, 14, 28, 30];
const numbers = (name: string, values: readonly number[]): [string, Column] => [
	name,
	{ kind: "number", name, unit: "1", title: "", values: Float64Array.from(values) },
];
const of = (shrinkage: number, { until = 30, start = 100 } = {}) => {
	const times = days.filter((day) => day <= until);
	const burdens = times.map((day) => (day < 28 ? start : day === 28 ? start - (shrinkage * start) / 100 : 7));
	const trajectory: Trajectory = { times: Float64Array.from(times, (day) => day * 24), columns: new Map([numbers("mass", burdens)]) };
	return { trajectory, bind };
};

describe("the response on day 28", () => {
	test.each([
		[100, "CR"],
		[95, "CR"],
		[94.9, "PR"],
		[50, "PR"],
		[49.9, "SD"],
		[-50, "SD"],
		[-50.1, "PD"],
	] as const)("a shrinkage of %d percent is %s", (shrinkage, word) => {
		expect(responseOf(of(shrinkage))).toEqual({ word, day: 28, shrinkage: expect.closeTo(shrinkage, 9) });
	});

	test("never gets worse when the tumor shrinks more", () => {
		const order = ["PD", "SD", "PR", "CR"];
		const ranks = Array.from({ length: 60 }, (_, i) => order.indexOf(responseOf(of(-120 + 4 * i))!.word));
		expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
	});

	test("is unknown for a run that ended before, without a tumor, and where the model binds none", () => {
		expect(responseOf({ ...of(99), bind: {} })).toBeNull();
		expect(responseOf(of(99, { until: 14 }))).toBeNull();
		expect(responseOf(of(0, { start: 0 }))).toBeNull();
		expect(responseSentence(null)).toBe("");
	});

	test("is told in words", () => {
		expect(responseSentence(responseOf(of(96.2)))).toBe("complete response on day 28: 96 % smaller");
		expect(responseSentence(responseOf(of(-80)))).toBe("progressive disease on day 28: 80 % larger");
	});
});

test("the best response is that of the best staging until the run ended: it comes later in who shrinks slowly, and stays with who relapses", () => {
	const course = (shrinkages: Readonly<Record<number, number>>, until: number) => {
		const stagings = [0, 28, 90, 180, 270, 360].filter((day) => day <= until);
		const burdens = stagings.map((day) => 100 - (shrinkages[day] ?? 0));
		const trajectory: Trajectory = { times: Float64Array.from(stagings, (day) => day * 24), columns: new Map([numbers("mass", burdens)]) };
		return bestResponseOf({ trajectory, bind });
	};
	expect(course({ 28: 60, 90: 97, 180: 99 }, 180)).toMatchObject({ word: "CR", day: 90 });
	expect(course({ 28: 60, 90: 97, 180: 99 }, 28)).toMatchObject({ word: "PR", day: 28 });
	expect(course({ 28: 96, 90: -80, 180: -90 }, 180)).toMatchObject({ word: "CR", day: 28 });
	expect(course({ 28: 0 }, 0)).toBeNull();
});
