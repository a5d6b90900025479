import { describe, expect, test } from "vitest";
import { newChart } from "../../src/chart/chart.ts";
import { plausibleRange, readingsOf, signRows } from "../../src/chart/signs.ts";

const wordsAt = (level: number) =>
	readingsOf((column) => () => (["consciousness", "cerebral_edema"].includes(column) ? level : Number.NaN))();

test("each level of wakefulness and of edema has its word", () => {
	expect([0, 1, 2, 3, 4].map((level) => wordsAt(level).signs.consciousness)).toEqual([
		"alert",
		"voice",
		"tactile",
		"vigorous",
		"unarousable",
	]);
	expect([0, 1, 2].map((level) => wordsAt(level).signs.oedema)).toEqual(["none", "focal", "diffuse"]);
	expect(wordsAt(Number.NaN).signs).toMatchObject({ consciousness: undefined, oedema: undefined });
});

test("a score of a model is a whole number at the bedside", () => {
	expect(readingsOf((column) => () => (column === "ice" ? 6.4 : Number.NaN))().signs.ice).toBe(6);
});

test("no two signs share a column of the model or of the chart", () => {
	for (const side of ["model", "chart"] as const) {
		const columns = signRows.flatMap((row) => row[side]?.column ?? []);
		expect(new Set(columns).size).toBe(columns.length);
	}
});

test("a range is told in the unit of the model", () => {
	expect(plausibleRange("crp")).toEqual({ least: 0, most: 800, unit: "mg/L" });
	expect(plausibleRange("anc")).toEqual({ least: 0, most: 200, unit: "cells/nL" });
	expect(plausibleRange("il6")).toBeUndefined();
});

/** What a look makes of seizures: hour of begin, minutes; without minutes it still runs. */
function seen(seizures: readonly (readonly [number, number?])[], time: number) {
	const chart = newChart();
	for (const [from, minutes] of seizures) {
		chart.note({ kind: "seizure", time: from, runs: true });
		if (minutes !== undefined) chart.note({ kind: "seizure", time: from + minutes / 60, runs: false });
	}
	return chart.look(time, {}).signs.seizure;
}

describe("what a look makes of seizures", () => {
	test("nothing before the first and nothing a day after the last", () => {
		expect(seen([], 50)).toBeUndefined();
		expect(seen([[40, 2]], 40 + 24 + 2 / 60)).toBeUndefined();
	});

	test("a brief one that ended within the day is brief, though no look fell into it", () => {
		expect(seen([[40.5, 2]], 41)).toBe("brief_resolved");
		expect(seen([[40.5, 5]], 64)).toBe("brief_resolved");
	});

	test("a longer one than five minutes is long, also beside a brief one after it", () => {
		expect(
			seen(
				[
					[40.5, 20],
					[50, 2],
				],
				60,
			),
		).toBe("prolonged_gt5min");
	});

	test("one that still runs counts by its length so far", () => {
		expect(seen([[40]], 40 + 3 / 60)).toBe("brief_resolved");
		expect(seen([[40]], 40 + 10 / 60)).toBe("prolonged_gt5min");
	});
});
