import { describe, expect, test } from "vitest";
import { crossingIn, type Direction } from "../../src/ode/crossing.ts";
import type { Rates, Step } from "../../src/ode/method.ts";
import { odex } from "../../src/ode/odex.ts";
import { aLeg, oneLeg } from "./a-leg.ts";

const scratch = new Float64Array(1);

/** A step along a curve. */
const along = (curve: (t: number) => number, from: number, to: number): Step => ({
	from,
	to,
	end: [curve(to)],
	at: (t, out) => out.set([curve(t)]),
});
const wave = (from: number, to: number) => along(Math.sin, from, to);
const value = (_: number, y: Float64Array) => y[0]!;

describe("crossings", () => {
	test("a crossing is found to a millionth of an hour, just beyond it", () => {
		const time = crossingIn(wave(3, 4), value, "down", scratch)!;
		expect(time).toBeGreaterThanOrEqual(Math.PI);
		expect(time - Math.PI).toBeLessThanOrEqual(1e-6);
	});

	test.each([
		["up", 3, 4, false],
		["down", 3, 4, true],
		["both", 3, 4, true],
		["up", 6, 7, true],
		["down", 6, 7, false],
		["both", 6, 7, true],
		["both", 1, 2, false],
	] as const)("%s between %d and %d: %s", (direction: Direction, from, to, found) => {
		expect(crossingIn(wave(from, to), value, direction, scratch) !== undefined).toBe(found);
	});

	test("a level that is met exactly at the end of a step is crossed there, and not again in the next", () => {
		const line = along((t) => t - 1, 0, 1);
		const after = along((t) => t - 1, 1, 2);
		expect(crossingIn(line, value, "up", scratch)).toBe(1);
		expect(crossingIn(after, value, "up", scratch)).toBeUndefined();
	});

	test("a level in an integrated course is met to a millionth of an hour: ln(10)/0.8 for a tenth of a decay", () => {
		const decay: Rates = (_, y, dy) => dy.set([-0.8 * y[0]!]);
		let met: number | undefined;
		const onStep = (step: Step) => {
			met ??= crossingIn(step, (_, y) => y[0]! - 0.1, "down", scratch);
			return met;
		};
		const result = oneLeg(odex)(aLeg(decay, [1], 24, { onStep, relativeTolerance: 1e-8, absoluteTolerance: Float64Array.of(1e-12) }));
		expect(result.end).toEqual({ kind: "cut" });
		expect(Math.abs(met! - Math.log(10) / 0.8)).toBeLessThanOrEqual(1.1e-6);
		expect(result.time).toBe(met);
	});
});
