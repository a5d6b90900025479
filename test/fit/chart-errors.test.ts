import { describe, expect, test } from "vitest";
import type { ChartedColumn, Charting } from "../../src/chart/charting.ts";
import { measure } from "../../src/exchange/charted.ts";
import { chartMisfit, fromScale, onScale, readingAt, readObservations } from "../../src/fit/chart-errors.ts";
import { fanAt, fanShares, isInside, weightedQuantiles } from "../../src/fit/course-fan.ts";
import { numbers } from "../../src/random/stream.ts";
import { aChartedColumn } from "../support/a-charted-column.ts";

const column = (more: Partial<ChartedColumn> = {}): ChartedColumn =>
	aChartedColumn({ name: "heat", unit: "degC", round: "vitals", noise: { kind: "plain", sd: 0.2 }, ...more });

const chartingOf = (...columns: readonly ChartedColumn[]): Charting => ({ infused: 10, bolus: null, rounds: [], columns });

/** A course that stays at one value. */
const at = (value: number, until = 10) =>
	({
		outcome: { kind: "finished", died: null },
		trajectory: {
			times: Float64Array.from({ length: until + 1 }, (_, hour) => hour),
			columns: new Map([["heat", { kind: "number", name: "heat", values: new Float64Array(until + 1).fill(value) }]]),
		},
	}) as unknown as Parameters<typeof chartMisfit>[0];

const seen = (value: number, lies: "at" | "below" | "above" = "at", time = 3) => ({ column: "heat", time, value, lies });

describe("how likely a chart is", () => {
	test("a value that lies two errors off counts four", () => {
		const read = readObservations([seen(38.4)], chartingOf(column()));
		expect(chartMisfit(at(38), read)).toBeCloseTo(4, 10);
	});

	test("errors of what grows with the value are those of its logarithm", () => {
		const read = readObservations([seen(110)], chartingOf(column({ noise: { kind: "logarithmic", sd: 0.1 } })));
		expect(chartMisfit(at(100), read)).toBeCloseTo((Math.log(1.1) / 0.1) ** 2, 8);
	});

	test("a bound counts nothing where the course keeps it, and more the farther it does not", () => {
		const read = readObservations([seen(5, "below")], chartingOf(column()));
		expect(chartMisfit(at(1), read)).toBeCloseTo(0, 6);
		expect(chartMisfit(at(5), read)).toBeCloseTo(2 * Math.log(2), 6);
		expect(chartMisfit(at(6), read)).toBeGreaterThan(20);
	});

	test("what the instrument cannot show beyond is a bound", () => {
		const read = readObservations([seen(100)], chartingOf(column({ noise: { kind: "plain", sd: 2 }, most: 100 })));
		expect(chartMisfit(at(104), read)).toBeLessThan(chartMisfit(at(98), read));
	});

	test("a course that ended before the chart did could not have been charted so", () => {
		const read = readObservations([seen(38, "at", 12)], chartingOf(column()));
		expect(chartMisfit(at(38, 10), read)).toBe(Number.POSITIVE_INFINITY);
	});

	test("a column of whose errors nothing is known does not count", () => {
		expect(readObservations([seen(38)], chartingOf(column({ noise: null })))).toEqual([]);
	});

	test("is what measuring makes of it: misfits of measurements have the mean 1", () => {
		const one = column({ step: 0.1, rhythm: { amplitude: 0.25, amplitudeSd: 0, highest: 18, highestSd: 0 } });
		const next = numbers(3, "measured");
		const charting = chartingOf(one);
		const misfits = Array.from({ length: 4000 }, () => {
			const { rhythm } = readingAt(one, charting, { time: 3, near: 38 });
			const { value } = measure(one, 38 + rhythm, next());
			return chartMisfit(at(38), readObservations([seen(value)], charting));
		});
		expect(misfits.reduce((a, b) => a + b, 0) / misfits.length).toBeCloseTo(1, 1);
	});
});

describe("a fan", () => {
	test("of one patient is what measuring makes of him", () => {
		const one = column({ noise: { kind: "logarithmic", sd: 0.2 } });
		const charting = chartingOf(one);
		const lines = fanAt({ name: "heat", charting }, 0, { values: [100], weights: [1] });
		expect(lines[2]).toBeCloseTo(100, 8);
		// Eleven errors of equal weight stand for all: the outer lines are those of the first and the last but one.
		expect(Math.log(lines[0]! / 100) / 0.2).toBeCloseTo(-1.1, 0);
		expect(lines).toHaveLength(fanShares.length);
	});

	test("goes with the weights", () => {
		const all = [
			{ value: 1, weight: 0.7 },
			{ value: 2, weight: 0.3 },
			{ value: 3, weight: 0 },
		];
		expect(weightedQuantiles(all, [0.1, 0.5, 0.9])).toEqual([1, 1, 2]);
	});

	test("a bound lies in it where it may", () => {
		expect(isInside({ value: 5, lies: "below" }, [1, 2, 3])).toBe(true);
		expect(isInside({ value: 5, lies: "below" }, [6, 7, 8])).toBe(false);
		expect(isInside({ value: 5, lies: "above" }, [1, 2, 8])).toBe(true);
		expect(isInside({ value: 5, lies: "at" }, [1, 2, 3])).toBe(false);
	});

	test("a scale and back is the same", () => {
		const reading = readingAt(column({ noise: { kind: "logarithmic", sd: 0.1 } }), chartingOf(), { time: 0, near: 7 });
		expect(fromScale(reading, onScale(reading, 7))).toBeCloseTo(7, 12);
	});
});
