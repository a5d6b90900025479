import { describe, expect, test } from "vitest";
import { outcomesAt } from "../../src/population/sample-points.ts";
import { pointsOf, sensitivityOf } from "../../src/population/sensitivity.ts";
import { workOf } from "../../src/population/study-work.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { aStudy } from "../support/a-study-text.ts";

const planned = (plan: string) => {
	const study = aStudy(`sensitivity: ${plan}\n`);
	const work = workOf(study);
	const engine = loadProgram(work.programs[0]!);
	const at = (points: readonly (readonly number[])[]) => outcomesAt(work, engine, points);
	return { study, at, found: () => sensitivityOf(study, at(pointsOf(study))) };
};

describe("a sensitivity plan on the model of paper, where only the height of the fever moves its duration above a level", () => {
	test("a Latin hypercube ranks what decides first, and finds nothing in the rest", () => {
		const { found } = planned("{ outcome: hot, samples: 60 }");
		const { influences, runs, failed, design } = found();
		expect([runs, failed, design]).toEqual([60, 0, "latin-hypercube"]);
		expect(influences[0]!.parameter).toBe("fever_height");
		expect(influences[0]!.rank.value).toBeGreaterThan(0.6);
		for (const { rank } of influences.slice(1)) expect(rank.interval[0] < 0 && rank.interval[1] > 0).toBe(true);
	});

	test("a Sobol design gives the whole variance to what decides", () => {
		const { found } = planned("{ outcome: hot, design: sobol, samples: 64, parameters: [gain, fever_height] }");
		const { influences, runs } = found();
		expect(runs).toBe(64 * 4);
		expect(influences.map(({ parameter }) => parameter)).toEqual(["fever_height", "gain"]);
		expect(influences[0]!.total!.value).toBeCloseTo(1, 0);
		expect(influences[1]!.total!.value).toBeCloseTo(0, 6);
	});

	test("the same seed gives the same points, cut into parts or not", () => {
		const { study, at } = planned("{ outcome: hot, samples: 20 }");
		const points = pointsOf(study);
		expect(pointsOf(study)).toEqual(points);
		const whole = at(points);
		expect([...at(points.slice(0, 7)), ...at(points.slice(7))]).toEqual(whole);
	});
});
