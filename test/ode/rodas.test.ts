import { describe, expect, test } from "vitest";
import type { Implicit, Rates, Step } from "../../src/ode/method.ts";
import { rodas4 as rodas4Method, rodas4Tableau } from "../../src/ode/rodas4.ts";
import { rodas5p as rodas5pMethod, rodas5pTableau } from "../../src/ode/rodas5p.ts";
import { aLeg, type OneLeg, oneLeg, type WholeLeg } from "./a-leg.ts";
import { measured } from "./measured.ts";
import { referenceProblems } from "./reference-problems.ts";
import { type StiffProblem, stiffProblems } from "./stiff-problems.ts";

const [rodas4, rodas5p] = [oneLeg(rodas4Method), oneLeg(rodas5pMethod)];
const both = [
	["rodas4", rodas4, rodas4Tableau],
	["rodas5p", rodas5p, rodas5pTableau],
] as const;

/** Tolerances under which no step is ever rejected, so that a leg of a given length is one step. */
const anything: Partial<WholeLeg> = { relativeTolerance: 1e3 };

/** A smooth system with time in it: y1' = y1 cos t, y2' = -2 t y1 y2, y2 = exp(-2 ∫ s exp(sin s) ds) is met by a tight run. */
const woven: Rates = (t, y, dy) => dy.set([y[0]! * Math.cos(t), -0.5 * y[0]! * y[1]! + Math.sin(2 * t) * y[1]! ** 2]);
const wovenStart = [1, 0.7];
const wovenEnd = rodas5p(aLeg(woven, wovenStart, 2, { relativeTolerance: 1e-12, absoluteTolerance: Float64Array.of(1e-14, 1e-14) })).y;

/** The error at time 2 after equal steps. */
function errorOf(method: OneLeg, count: number): number {
	let y: Float64Array = Float64Array.from(wovenStart);
	for (let i = 0; i < count; i++) {
		const result = method(aLeg(woven, [...y], (2 * (i + 1)) / count, { ...anything, from: (2 * i) / count, firstStep: 2 / count }));
		expect(result).toMatchObject({ end: { kind: "reached" }, steps: 1, rejected: 0 });
		y = result.y;
	}
	return Math.hypot(y[0]! - wovenEnd[0]!, y[1]! - wovenEnd[1]!);
}

/** The largest error inside one step of length h. */
function denseError(method: OneLeg, h: number): number {
	let worst = 0;
	const onStep = (step: Step) => {
		const out = new Float64Array(2);
		for (const s of [0.2, 0.4, 0.6, 0.8]) {
			step.at(s * h, out);
			const right = rodas5p(
				aLeg(woven, wovenStart, s * h, { relativeTolerance: 1e-12, absoluteTolerance: Float64Array.of(1e-15, 1e-15) }),
			).y;
			worst = Math.max(worst, Math.hypot(out[0]! - right[0]!, out[1]! - right[1]!));
		}
		return undefined;
	};
	expect(method(aLeg(woven, wovenStart, h, { ...anything, firstStep: h, onStep })).steps).toBe(1);
	return worst;
}

const slopes = (errors: readonly number[]) => errors.slice(1).map((error, i) => Math.log2(errors[i]! / error));

describe.each(both)("%s", (_, method, tableau) => {
	test("the error of equal steps falls with the stated order", () => {
		const orders = slopes([16, 32, 64, 128].map((count) => errorOf(method, count)));
		expect(orders.at(-1)).toBeGreaterThan(tableau.order - 0.35);
		expect(orders.at(-1)).toBeLessThan(tableau.order + 1);
	});

	test("the error of the dense output inside one step falls with one power more than its stated order", () => {
		const orders = slopes([0.1, 0.05, 0.025].map((h) => denseError(method, h)));
		expect(orders.at(-1)).toBeGreaterThan(tableau.denseOrder + 0.7);
	});

	test("an infinitely fast decay is gone after one step (L-stable)", () => {
		const result = method(aLeg((_t, y, dy) => dy.set([-1e12 * y[0]!]), [1], 1, { ...anything, firstStep: 1 }));
		// 10 x the length at which the rates would change the state is the most that a first step may have.
		expect(Math.abs(result.y[0]!)).toBeLessThan(1e-3);
		expect(result.steps).toBeLessThan(40);
	});

	test("coefficients are consistent: stage arguments lie where their times say", () => {
		// For y' = 1 every stage of the transformed form has k_i = gamma-weighted sums that reproduce t + alpha_i h.
		const seen: [number, number][] = [];
		const rates: Rates = (t, y, dy) => {
			seen.push([t, y[0]!]);
			dy[0] = 1;
		};
		const implicit = (): Implicit => {
			let shift = 1;
			return {
				linearize: (_t, _y, dy, slope) => {
					dy[0] = 1;
					slope[0] = 0;
				},
				factorize: (given) => {
					shift = given;
					return true;
				},
				solve: (b) => {
					b[0]! /= shift;
				},
			};
		};
		method(aLeg(rates, [0], 1, { ...anything, firstStep: 1, implicit }));
		expect(seen.length).toBeGreaterThanOrEqual(tableau.alpha.length - 1);
		for (const [time, value] of seen) expect(value).toBeCloseTo(time, 12);
	});
});

const problems = referenceProblems.map((problem) => [problem.name, problem] as const);

describe("problems with known answers", () => {
	test.each(problems)("%s: rodas4 with dense output is within 1e-5 of the truth at a tolerance of 1e-6", (_, problem) => {
		const { worst, result } = measured(rodas4, problem, 1e-6);
		expect(result.end).toEqual({ kind: "reached" });
		expect(worst).toBeLessThan(1e-5 * (problem.grows ?? 1));
	});

	test.each(problems)("%s: rodas5p agrees", (_, problem) => {
		expect(measured(rodas5p, problem, 1e-8).worst).toBeLessThan(1e-5 * (problem.grows ?? 1));
	});
});

function atEnd(method: OneLeg, { rates, start, until, end, size }: StiffProblem, relativeTolerance: number) {
	const absoluteTolerance = Float64Array.from(size, (one) => relativeTolerance * 1e-3 * one);
	const result = method(aLeg(rates, start, until, { relativeTolerance, absoluteTolerance }));
	expect(result.end).toEqual({ kind: "reached" });
	return { result, error: Math.max(...end.map((value, i) => Math.abs(result.y[i]! / value - 1))) };
}

/** Steps taken by rodas4 at 1e-6 when this was written, a guard with head-room. */
const stiffSteps: Readonly<Record<string, number>> = { ROBER: 590, HIRES: 784, OREGO: 2286, VDPOL: 1568, E5: 120, POLLU: 453 };

describe("stiff problems", () => {
	const rows = stiffProblems.map((problem) => [problem.name, problem] as const);
	test.each(rows)("%s: the published end is met", (_, problem) => {
		const { error, result } = atEnd(rodas4, problem, 1e-6);
		expect(error).toBeLessThan(1e-5);
		const usual = Object.entries(stiffSteps).find(([key]) => problem.source.includes(key))![1];
		expect(result.steps).toBeLessThan(usual * 1.3);
		expect(atEnd(rodas5p, problem, 1e-8).error).toBeLessThan(1e-7);
	});
});

const growing: Rates = (_, y, dy) => dy.set([y[0]!]);
const steady: Rates = (_, __, dy) => dy.set([1]);

describe.each([
	["rodas4", rodas4],
	["rodas5p", rodas5p],
] as const)("laws of %s", (_, method) => {
	test("steps join without a gap, from the beginning to exactly the end", () => {
		for (const [from, to] of [
			[-144, 720],
			[0.1, 0.3],
			[33.3, 33.4],
			[700, 700.000001],
		] as const) {
			const seams: number[] = [from];
			const onStep = (step: Step) => {
				expect(step.from).toBe(seams.at(-1));
				seams.push(step.to);
				return undefined;
			};
			const result = method(aLeg(steady, [1], to, { from, onStep }));
			expect(result).toMatchObject({ end: { kind: "reached" }, time: to });
			expect(seams.at(-1)).toBe(to);
			expect(result.y[0]).toBeCloseTo(1 + to - from, 9);
		}
	});

	test("what stands still stays exactly where it is, inside steps too", () => {
		const values: number[] = [];
		const out = new Float64Array(2);
		const onStep = (step: Step) => {
			for (const s of [0, 0.1, 0.35, 0.9, 1]) {
				step.at(step.from + s * (step.to - step.from), out);
				values.push(out[1]!);
			}
			return undefined;
		};
		method(aLeg((_t, y, dy) => dy.set([-y[0]!, 0]), [1, 0.1], 9, { onStep }));
		expect(new Set(values)).toEqual(new Set([0.1]));
	});

	test("the dense output meets the ends of its step", () => {
		const out = new Float64Array(1);
		const near = new Float64Array(1);
		const onStep = (step: Step) => {
			for (const [end, inside] of [
				[step.from, step.from + 1e-9 * (step.to - step.from)],
				[step.to, step.to - 1e-9 * (step.to - step.from)],
			] as const) {
				step.at(end, out);
				step.at(inside, near);
				expect(Math.abs(near[0]! / out[0]! - 1)).toBeLessThan(1e-8);
			}
			return undefined;
		};
		method(aLeg(growing, [1], 5, { onStep }));
	});

	test("a hint of the first step changes no answer beyond the tolerance, and may be wild", () => {
		for (const firstStep of [0, 1e-12, 1e-3, 1, 1e6]) {
			const { y, end } = method(aLeg(growing, [1], 7, { firstStep }));
			expect(end).toEqual({ kind: "reached" });
			expect(Math.abs(y[0]! / Math.exp(7) - 1)).toBeLessThan(1e-5);
		}
	});

	test("the next step that a leg leaves is not the stump at its end", () => {
		const whole = method(aLeg((_t, y, dy) => dy.set([-0.01 * y[0]!]), [1], 100));
		const short = method(aLeg((_t, y, dy) => dy.set([-0.01 * y[0]!]), [1], 1e-3, { firstStep: whole.nextStep! }));
		expect(short.steps).toBe(1);
		expect(short.nextStep).toBeGreaterThan(0.1);
	});

	test("a cut ends the leg at the time asked for, with the solution there", () => {
		const cutAt = (step: Step) => (step.to >= 2.345 ? 2.345 : undefined);
		const result = method(aLeg(growing, [1], 10, { onStep: cutAt }));
		expect(result).toMatchObject({ end: { kind: "cut" }, time: 2.345 });
		expect(result.y[0]! / Math.exp(2.345)).toBeCloseTo(1, 5);
	});

	test("a leg without length ends where it began; the starting values are not changed", () => {
		const start = Float64Array.of(2);
		expect(method(aLeg(growing, [2], 5, { from: 5, start }))).toMatchObject({ end: { kind: "reached" }, time: 5, steps: 0 });
		method(aLeg(growing, [2], 5, { start }));
		expect([...start]).toEqual([2]);
	});
});

describe.each([
	["rodas4", rodas4],
	["rodas5p", rodas5p],
] as const)("what %s cannot integrate is an outcome, told quickly", (_, method) => {
	test("rates that are nowhere numbers name the state and the beginning", () => {
		const result = method(aLeg((_t, _y, dy) => dy.set([1, Number.NaN]), [1, 1], 720));
		expect(result).toMatchObject({ end: { kind: "not-finite", state: 1 }, time: 0 });
		expect(result.evaluations).toBeLessThan(100);
	});

	test("rates that end at a wall are followed up to the wall", () => {
		const result = method(aLeg((_t, y, dy) => dy.set([y[0]! > 2 ? Number.NaN : 1]), [1], 720));
		expect(result.end).toEqual({ kind: "not-finite", state: 0 });
		expect(result.time).toBeCloseTo(1, 6);
		expect(result.evaluations).toBeLessThan(10_000);
	});

	test("a wall that only trial steps touch is passed by", () => {
		const result = method(aLeg((_t, y, dy) => dy.set([y[0]! > 2 ? Number.NaN : 2 - y[0]!]), [1], 30));
		expect(result.end).toEqual({ kind: "reached" });
		expect(result.y[0]).toBeCloseTo(2, 6);
	});

	test("a power of a state that trial steps drive below zero does not loop", () => {
		const result = method(aLeg((_t, y, dy) => dy.set([-(y[0]! ** 0.5)]), [1], 5));
		expect(result.end.kind).not.toBe("cut");
		expect(result.steps + result.rejected).toBeLessThan(5000);
	});

	test("a solution that runs to infinity at hour 1 stops there", () => {
		const result = method(aLeg((_t, y, dy) => dy.set([y[0]! ** 2]), [1], 2));
		expect(["not-finite", "step-too-small", "too-many-steps"]).toContain(result.end.kind);
		expect(result.end).toMatchObject({ state: 0 });
		expect(result.time).toBeCloseTo(1, 6);
		expect(result.evaluations).toBeLessThan(100_000);
	});

	test("a state that leaves the range of numbers while its rate stays finite is not finite", () => {
		expect(method(aLeg((_t, _y, dy) => dy.set([0, 1e308]), [1, 1], 720)).end).toEqual({ kind: "not-finite", state: 1 });
	});

	test("more steps than allowed are named with the state that is to blame", () => {
		const restless: Rates = (_t, y, dy) => dy.set([-y[0]!, 1e5 * y[2]!, -1e5 * y[1]!]);
		const result = method(aLeg(restless, [1, 0, 1], 720, { maxSteps: 500 }));
		expect(result.end.kind).toBe("too-many-steps");
		expect(result.end).not.toMatchObject({ state: 0 });
		expect(result.steps + result.rejected).toBeLessThanOrEqual(501);
	});

	test.each([1e-6, 1e-9, 1e-11, 1e-12])("a jump of the rates is stepped over at any tolerance: %s", (tolerance) => {
		// From 1 down to 1/2, then up again: the place of the jump is met by the solution, not by the time.
		const rates: Rates = (_t, y, dy) => dy.set([-0.7 * y[0]!, (y[0]! > 0.5 ? -1 : 1) * y[1]!]);
		const absoluteTolerance = Float64Array.of(tolerance * 1e-3, tolerance * 1e-3);
		const result = method(aLeg(rates, [1, 1], 5, { relativeTolerance: tolerance, absoluteTolerance }));
		expect(result.end).toEqual({ kind: "reached" });
		const at = Math.log(2) / 0.7;
		expect(result.y[1]! / Math.exp(5 - 2 * at)).toBeCloseTo(1, 4);
		expect(result.rejected).toBeLessThan(200);
	});

	test("rates that jump back and forth without an end are given up at the jump", () => {
		const result = method(aLeg((_t, y, dy) => dy.set([y[0]! > 1 ? -1 : 1]), [0], 5, { maxSteps: 20_000 }));
		expect(["step-too-small", "too-many-steps"]).toContain(result.end.kind);
		expect(result.time).toBeLessThan(1.5);
	});

	test("a right-hand side that is noise does not hang", () => {
		let seed = 1;
		const noise: Rates = (_t, _y, dy) => {
			seed = (seed * 16807) % 2147483647;
			dy[0] = seed;
		};
		const result = method(aLeg(noise, [1], 1, { maxSteps: 3000 }));
		expect(result.steps + result.rejected).toBeLessThanOrEqual(3000);
	});

	test("a matrix that can never be inverted ends the leg", () => {
		const implicit = (): Implicit => ({
			linearize: (_t, _y, dy, slope) => {
				dy.fill(1);
				slope.fill(0);
			},
			factorize: () => false,
			solve: () => undefined,
		});
		const result = method(aLeg(steady, [1], 10, { implicit }));
		expect(result.end.kind).toBe("not-finite");
		expect(result.rejected).toBeLessThan(100);
	});
});
