import { describe, expect, test } from "vitest";
import { runPlan } from "../support/run-plan.ts";
import { shipped } from "../support/shipped.ts";
import { ratesInC } from "./c-code.ts";
import { compiled, missing, rodas } from "./compiled.ts";
import { peers } from "./peers.ts";
import { errorOf, replayOf, solvedBy } from "./replay.ts";

const { plan } = shipped("demonstration");
const replay = replayOf(plan, 1e-6);

describe("what the bench measures is the run", () => {
	test("a replay of its stretches gives the states of the run", () => {
		const { states } = solvedBy("rodas5p", replay);
		const { trajectory } = runPlan(plan, { relativeTolerance: 1e-6 });
		const size = replay.start.length;
		const hours = replay.hours.flat();
		const il6 = replay.flat.states.findIndex(({ name }) => name === "il6");
		const column = trajectory.columns.get("il6")!.values as Float64Array;
		for (const [row, hour] of hours.entries()) {
			const there = trajectory.times.indexOf(hour);
			if (there >= 0) expect(Math.abs(states[row * size + il6]! / column[there]! - 1)).toBeLessThan(2e-5);
		}
	});

	test("every method and every package at hand meets the same states", () => {
		const tight = solvedBy("rodas5p", replay, { sharper: 1e3 });
		for (const method of ["rodas4", "rodas5p"]) expect(errorOf(solvedBy(method, replay), tight, replay)).toBeLessThan(1e-4);
		for (const { name, solve } of peers().present) expect([name, errorOf(solve(replay), tight, replay) < 1e-3]).toEqual([name, true]);
	});

	const why = missing().rodas;
	test.skipIf(why !== "")(`the same method in C takes the same steps to the same states${why && ` (skipped: ${why})`}`, () => {
		const [tight, own] = [solvedBy("rodas5p", replay, { sharper: 1e3 }), solvedBy("rodas5p", replay)];
		const { solvers, close } = compiled(replay);
		try {
			const inC = solvers.find(({ name }) => name === rodas)!.solve(1);
			// Powers of the compiler's library may differ in the last bit.
			expect(Math.abs(inC.steps / own.steps - 1)).toBeLessThan(0.01);
			expect(errorOf(inC, tight, replay)).toBeLessThan(1e-4);
		} finally {
			close();
		}
	});

	test("the right-hand side in C has no word of JavaScript, and no whole number that would divide without a remainder", () => {
		const code = ratesInC(replay.flat);
		expect(code).toMatch(/static void rates\(double t, double \*y, double \*p, double \*u, double \*k, double \*dy\) \{/);
		expect(code).not.toMatch(/\bconst \w+ =|===|=>|NaN|Math\./);
		for (const part of code.split(/static void rates\d*/).slice(1)) expect(part).not.toMatch(/(?<![\w.[]|\de[+-])\d+(?![\w.\]])/);
	});
});
