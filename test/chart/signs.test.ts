import { describe, expect, test } from "vitest";
import { newChart } from "../../src/chart/chart.ts";
import { type Bind, plausibleRanges, readingsOf, signRows } from "../../src/chart/signs.ts";

const wordsAt = (level: number) =>
	readingsOf(
		{ consciousness: { column: "awake", factor: 1 }, cerebral_edema: { column: "swollen", factor: 1 } },
		(column) => () => (["awake", "swollen"].includes(column) ? level : Number.NaN),
	)();

test("each level of wakefulness and of edema has its word", () => {
	expect([0, 1, 2, 3, 4].map((level) => wordsAt(level).signs.consciousness)).toEqual([
		"alert",
		"voice",
		"tactile",
		"vigorous",
		"unarousable",
	]);
	expect([0, 1, 2].map((level) => wordsAt(level).signs.oedema)).toEqual(["none", "focal", "diffuse"]);
	expect(wordsAt(Number.NaN).signs).toMatchObject({ consciousness: null, oedema: null });
});

test("a score of a model is a whole number at the bedside", () => {
	expect(readingsOf({ ice: { column: "points", factor: 1 } }, (column) => () => (column === "points" ? 6.4 : Number.NaN))().signs.ice).toBe(
		6,
	);
});

test("no two signs share a name or a column of the chart", () => {
	for (const names of [signRows.map(({ name }) => name), signRows.flatMap(({ chart }) => chart?.column ?? [])])
		expect(new Set(names).size).toBe(names.length);
});

test("a range is told in the unit of the model", () => {
	const bind: Bind = { c_reactive_protein: { column: "crp", factor: 1 }, neutrophils: { column: "anc", factor: 1000 } };
	expect([...plausibleRanges(bind)]).toEqual([
		["anc", [0, 200]],
		["crp", [0, 800]],
	]);
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
