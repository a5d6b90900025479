import { describe, expect, test } from "vitest";
import type { Rates, Step } from "../../src/ode/method.ts";
import { adviceFor } from "../../src/ode/methods.ts";
import { odex as odexMethod } from "../../src/ode/odex.ts";
import { aLeg, oneLeg } from "./a-leg.ts";
import { measured } from "./measured.ts";
import { type ReferenceProblem, referenceProblems } from "./reference-problems.ts";

const odex = oneLeg(odexMethod);

function worstError(problem: ReferenceProblem, relativeTolerance: number): number {
	const { worst, result } = measured(odex, problem, relativeTolerance);
	expect(result.end).toEqual({ kind: "reached" });
	return worst;
}

const growing: Rates = (_, y, dy) => dy.set([y[0]!]);
const steady: Rates = (_, __, dy) => dy.set([1]);

test("what is stiff is advised to take an implicit method, by name; the implicit ones say nothing of it", () => {
	for (const kind of ["step-too-small", "too-many-steps", "not-finite"] as const) {
		expect(adviceFor(kind, "odex")).toMatch(/^odex is explicit: .* take --method rodas4 or rodas5p; else /);
		expect(adviceFor(kind, "rodas5p")).not.toContain("explicit");
	}
});

describe("laws of integration", () => {
	test.each(referenceProblems.map((problem) => [problem.name, problem] as const))(
		"%s: dense output is within 1e-5 of the truth at a tolerance of 1e-6",
		(_, problem) => {
			expect(worstError(problem, 1e-6)).toBeLessThan(1e-5 * (problem.grows ?? 1));
		},
	);

	test("a tighter tolerance gives a smaller error", () => {
		for (const problem of referenceProblems.filter((one) => one.exact)) {
			expect(worstError(problem, 1e-8), problem.name).toBeLessThanOrEqual(worstError(problem, 1e-4) + 1e-12);
		}
	});

	test("steps join without a gap, from the beginning to exactly the end", () => {
		for (const [from, to] of [
			[-144, 720],
			[0.1, 0.3],
			[33.3, 33.4],
			[700, 700.000001],
		] as const) {
			const seams: number[] = [from];
			const onStep = (step: Step) => {
				expect(step.from).toBeCloseTo(seams.at(-1)!, 12);
				seams.push(step.to);
				return undefined;
			};
			const result = odex(aLeg(steady, [1], to, { from, onStep }));
			expect(result.end).toEqual({ kind: "reached" });
			expect(result.time).toBe(to);
			expect(seams.at(-1)).toBe(to);
		}
	});

	test("two legs one after the other equal one leg", () => {
		const first = odex(aLeg(growing, [1], 3));
		const second = odex(aLeg(growing, Array.from(first.y), 7, { from: 3 }));
		expect(second.y[0]! / Math.exp(7)).toBeCloseTo(1, 6);
	});

	test("the starting values are not changed, and counts are positive", () => {
		const start = Float64Array.of(1);
		const result = odex(aLeg(growing, [1], 5, { start }));
		expect([...start]).toEqual([1]);
		expect(result.steps).toBeGreaterThan(0);
		expect(result.evaluations).toBeGreaterThan(result.steps);
		expect(result.rejected).toBeGreaterThanOrEqual(0);
	});

	test("a leg without length ends where it began", () => {
		const result = odex(aLeg(growing, [2], 5, { from: 5 }));
		expect(result).toMatchObject({ end: { kind: "reached" }, time: 5, steps: 0 });
		expect([...result.y]).toEqual([2]);
	});

	test("a cut ends the leg at the time asked for, with the solution there", () => {
		const cutAt = (step: Step) => (step.to >= 2.345 ? 2.345 : undefined);
		const result = odex(aLeg(growing, [1], 10, { onStep: cutAt }));
		expect(result.end).toEqual({ kind: "cut" });
		expect(result.time).toBe(2.345);
		expect(result.y[0]! / Math.exp(2.345)).toBeCloseTo(1, 5);
	});
});

describe("what cannot be integrated is an outcome, told quickly", () => {
	test("rates that are nowhere numbers name the state and the beginning", () => {
		const broken: Rates = (_, __, dy) => dy.set([1, Number.NaN]);
		const result = odex(aLeg(broken, [1, 1], 720));
		expect(result.end).toEqual({ kind: "not-finite", state: 1 });
		expect(result.time).toBe(0);
		expect(result.evaluations).toBeLessThan(100);
	});

	test("rates that end at a wall are followed up to the wall", () => {
		const wall: Rates = (_, y, dy) => dy.set([y[0]! > 2 ? Number.NaN : 1]);
		const result = odex(aLeg(wall, [1], 720));
		expect(result.end).toEqual({ kind: "not-finite", state: 0 });
		expect(result.time).toBeCloseTo(1, 6);
		expect(result.evaluations).toBeLessThan(10_000);
	});

	test("a wall that only trial steps touch is passed by", () => {
		const near: Rates = (_, y, dy) => dy.set([y[0]! > 2 ? Number.NaN : 2 - y[0]!]);
		const result = odex(aLeg(near, [1], 720));
		expect(result.end).toEqual({ kind: "reached" });
		expect(result.y[0]).toBeCloseTo(2, 6);
	});

	test("after a narrow place without numbers steps grow long again", () => {
		const gap: Rates = (t, __, dy) => dy.set([t > 5.0000001 && t < 5.0001 ? Number.NaN : Math.cos(t / 100)]);
		const result = odex(aLeg(gap, [0], 720));
		expect(["reached", "not-finite"]).toContain(result.end.kind);
		expect(result.steps).toBeLessThan(2000);
	});

	test("a solution that runs to infinity at hour 1 stops there", () => {
		const square: Rates = (_, y, dy) => dy.set([y[0]! ** 2]);
		const result = odex(aLeg(square, [1], 2));
		expect(["not-finite", "step-too-small", "too-many-steps"]).toContain(result.end.kind);
		expect(result.end).toMatchObject({ state: 0 });
		expect(result.time).toBeCloseTo(1, 6);
		expect(result.evaluations).toBeLessThan(100_000);
	});

	test("a state that leaves the range of numbers while its rate stays finite is not finite", () => {
		const huge: Rates = (_, __, dy) => dy.set([0, 1e308]);
		expect(odex(aLeg(huge, [1, 1], 720)).end).toEqual({ kind: "not-finite", state: 1 });
	});

	test("more steps than allowed are named with the state that is to blame", () => {
		const restless: Rates = (_, y, dy) => dy.set([-y[0]!, 1e5 * y[2]!, -1e5 * y[1]!]);
		const result = odex(aLeg(restless, [1, 0, 1], 720, { maxSteps: 500 }));
		expect(result.end.kind).toBe("too-many-steps");
		expect(result.end).not.toMatchObject({ state: 0 });
		expect(result.steps + result.rejected).toBeLessThanOrEqual(501);
	});

	test("a right-hand side that is noise does not hang", () => {
		let seed = 1;
		const noise: Rates = (_, __, dy) => {
			seed = (seed * 16807) % 2147483647;
			dy[0] = seed;
		};
		const result = odex(aLeg(noise, [1], 1, { maxSteps: 3000 }));
		expect(["step-too-small", "too-many-steps"]).toContain(result.end.kind);
	});
});
