import { describe, expect, test } from "vitest";
import { clamped, dayTicks, hoursAt, rowAt, snapped, xOf } from "../../../src/page/elements/time-axis.ts";
import { axisFor, extentOf, tickText, yOf } from "../../../src/page/elements/value-axis.ts";

const axis = { from: -24, to: 216, width: 480 };

describe("the axis of time", () => {
	test("a pixel leads to the hour that lies there, and never off the axis", () => {
		for (const hours of [-24, 0, 77.5, 216]) expect(hoursAt(axis, xOf(axis, hours))).toBeCloseTo(hours, 9);
		expect([hoursAt(axis, -50), hoursAt(axis, 999)]).toEqual([-24, 216]);
		expect(clamped(300, axis)).toBe(216);
	});

	test("a dragged time falls on the grid, without the dust of binary numbers", () => {
		expect([snapped(95.7, 1), snapped(0.3, 0.25), snapped(-0.2, 1) + 0, snapped(7.1, 0.1)]).toEqual([96, 0.25, 0, 7.1]);
	});

	test("labels of days are round, hold day 0, and do not touch", () => {
		for (const width of [120, 300, 900]) {
			for (const to of [72, 240, 720, 2880]) {
				const one = { from: -144, to, width };
				const ticks = dayTicks(one);
				expect(ticks).toContain(0);
				const gaps = ticks.slice(1).map((day, i) => xOf(one, day * 24) - xOf(one, ticks[i]! * 24));
				expect(Math.min(...gaps, 99)).toBeGreaterThanOrEqual(26 - 1e-9);
			}
		}
	});

	test("of an instant that stands twice the second row is read", () => {
		const times = [0, 1, 1, 2];
		expect([-1, 0, 0.5, 1, 1.5, 9].map((hours) => rowAt(times, hours))).toEqual([-1, 0, 0, 2, 2, 3]);
		expect(rowAt([], 3)).toBe(-1);
	});
});

describe("the axis of values", () => {
	test("higher values stand higher, on both kinds of axes; below a logarithmic one they lie on its edge", () => {
		const linear = axisFor({ kind: "linear", from: 36, to: 40, step: 2 }, { low: 37, high: 39 });
		const log = axisFor({ kind: "log", from: 1, to: 1000 }, { low: 0, high: 90 });
		expect([yOf(linear, 100, 36), yOf(linear, 100, 40)]).toEqual([100, 0]);
		expect([yOf(log, 90, 1), yOf(log, 90, 10), yOf(log, 90, 1000)].map(Math.round)).toEqual([90, 60, 0]);
		expect([yOf(log, 90, 0), yOf(log, 90, -3)]).toEqual([90, 90]);
	});

	test("an axis reaches all that is shown of it, and a column without a number has one too", () => {
		const extent = extentOf([Float64Array.of(1, Number.NaN, 7), [3]], [12]);
		expect(extent).toEqual({ low: 1, high: 12 });
		const { domain, ticks } = axisFor({ kind: "fitted" }, extent);
		expect(domain[0]).toBeLessThanOrEqual(1);
		expect(domain[1]).toBeGreaterThanOrEqual(12);
		expect(ticks.length).toBeLessThanOrEqual(5);
		expect(extentOf([[Number.NaN]])).toBeUndefined();
		expect(axisFor({ kind: "fitted" }, undefined)).toEqual(axisFor({ kind: "fitted" }, { low: 0, high: 1 }));
	});

	test("decades carry the ticks of a logarithmic axis", () => {
		expect(axisFor({ kind: "log", from: 1, to: 1000 }, { low: 1, high: 4000 }).ticks).toEqual([1, 10, 100, 1000, 10000]);
	});

	test("ticks are short", () => {
		expect([0, 0.05, 12, 2500, 10_000, 3e6, 1e-4].map(tickText)).toEqual(["0", "0.05", "12", "2.5k", "10k", "3M", "1e-4"]);
	});
});
