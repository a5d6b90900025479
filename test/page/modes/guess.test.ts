import { describe, expect, test } from "vitest";
import type { KitColumn } from "../../../src/page/kit.ts";
import { compareGuess, drawn, emptyGuess, gridFor, missingOf } from "../../../src/page/modes/guess.ts";
import { guessSentences } from "../../../src/page/modes/guess-words.ts";

const grid = gridFor(48);
const column: KitColumn = {
	name: "temperature",
	unit: "°C",
	title: "Core temperature",
	look: {
		label: "Temperature",
		short: "Temperature",
		meaning: "",
		axis: { kind: "fitted" },
		fineness: { decimals: 1 },
		steps: false,
		summary: "highest",
	},
};
const asked = { column: "temperature", side: "highest", grid } as const;
const strip = (toxicity: string, worst: number | null) => ({
	toxicity,
	charted: [],
	attributed: [],
	worst,
	onsetDay: null,
	resolvedDay: null,
});
const course = {
	times: Float64Array.of(-24, 0, 12, 24, 36, 48),
	columns: { temperature: Float64Array.of(42, 37, 38, 40, 39.9, 38) },
	grades: [strip("crs", 3), strip("icans", 0), strip("icaht", null)],
};
const toxicities = ["crs", "icans", "icaht"].map((name) => ({ name, label: name.toUpperCase(), scale: "", title: "" }));

describe("a guess", () => {
	test("can be drawn over the first fifteen days, or a shorter run, at every half day", () => {
		expect(grid).toEqual([0, 12, 24, 36, 48]);
		expect(gridFor(720).at(-1)).toBe(360);
	});

	test("what the pen passes is joined, in either direction", () => {
		const there = drawn(emptyGuess(grid), { at: 1, value: 38 }, { at: 3, value: 40 });
		expect(there.curve).toEqual([null, 38, 39, 40, null]);
		expect(drawn(emptyGuess(grid), { at: 3, value: 40 }, { at: 1, value: 38 }).curve).toEqual(there.curve);
		expect(drawn(there, { at: 2, value: 41 }, { at: 2, value: 41 }).curve).toEqual([null, 38, 41, 40, null]);
	});

	test("the course stays hidden until day, grade and a curve are guessed", () => {
		const empty = emptyGuess(grid);
		expect(missingOf(empty, "crs", "CRS")).toEqual(["the day of the peak", "the worst CRS grade", "a curve"]);
		const curve = drawn(empty, { at: 0, value: 37 }, { at: 2, value: 39 });
		expect(missingOf({ ...curve, worst: { crs: 0 }, peakDay: 0 }, "crs", "CRS")).toEqual([]);
	});

	test("is compared from infusion on: what was before is no peak", () => {
		const guess = { ...drawn(emptyGuess(grid), { at: 0, value: 37 }, { at: 4, value: 37 }), peakDay: 2, worst: { crs: 2 } };
		const { peak, curve, grades } = compareGuess(guess, course, asked);
		expect(peak).toEqual({ guessed: 2, was: 1, value: 40, isOnHeight: false });
		expect(grades).toEqual([{ toxicity: "crs", guessed: 2, was: 3 }]);
		expect(curve!.mean).toBeCloseTo((0 + 1 + 3 + 2.9 + 1) / 5);
		expect(curve!.farthest).toEqual({ day: 1, guessed: 37, was: 40 });
	});

	test("a perfect guess is told to be one, and a day on the plateau counts as the day of the peak", () => {
		const curve = [37, 38, 40, 39.9, 38];
		const result = compareGuess({ worst: { crs: 3, icans: 0 }, peakDay: 1.5, curve }, course, asked);
		expect(result.curve!.mean).toBe(0);
		expect(guessSentences({ toxicities }, column, result)).toMatchInlineSnapshot(`
			[
			  "Just so: the worst CRS grade was 3, as you said.",
			  "Just so: there was no ICANS, as you said.",
			  "Temperature peaked on day 1.0 at 40.0 °C; your day 1.5 was right.",
			  "Your curve lies on the course.",
			]
		`);
	});

	test("what was off is told kindly, by how much and to which side", () => {
		const guess = { worst: { crs: 1, icans: 2, icaht: 2 }, peakDay: 2, curve: [37, 37, 38, 38, 38] };
		expect(guessSentences({ toxicities }, column, compareGuess(guess, course, asked))).toMatchInlineSnapshot(`
			[
			  "The worst CRS grade was 3; you said 1, 2 grades too low.",
			  "There was no ICANS; you said 2, 2 grades too high.",
			  "The ICAHT grade was never known, so your 2 stands unanswered.",
			  "Temperature peaked on day 1.0 at 40.0 °C; your day 2 was 1 day too late.",
			  "Your curve lies 1.0 °C away on average, the farthest on day 1.0, where you drew 38.0 °C and the course had 40.0 °C.",
			]
		`);
	});

	test("where the course is unknown nothing is compared", () => {
		const unknown = { ...course, columns: { temperature: new Float64Array(6).fill(Number.NaN) } };
		expect(compareGuess({ worst: {}, peakDay: 1, curve: [37, 37, 37, null, null] }, unknown, asked)).toEqual({
			grades: [],
			peak: null,
			curve: null,
		});
	});
});
