import { describe, expect, test } from "vitest";
import type { LaidCourse } from "../../../src/page/answer.ts";
import { gradeBands, heightOf } from "../../../src/page/elements/grade-bands.ts";
import { anAnswer, aStrip } from "../words/builders.ts";

const laid: LaidCourse = {
	name: "chart.csv",
	points: {},
	grades: [aStrip("crs", 1)],
	to: 120,
	distances: { head: [], rows: [], reading: "" },
	notes: [],
};
const strip = aStrip("crs", 2);
const named = (...args: Parameters<typeof gradeBands>) => gradeBands(...args).map(({ of }) => of);

describe("the strips of a toxicity", () => {
	test("one where nothing stands beside the course; each of the others below it by its name", () => {
		const answer = anAnswer();
		const other = { ...strip, attributed: aStrip("crs", 1).charted };
		expect(named(strip, answer, { pinned: undefined, laid: undefined })).toEqual(["simulated"]);
		expect(named(other, answer, { pinned: answer, laid })).toEqual(["simulated", "chart", "attributed", "pinned"]);
	});

	test("a chart that does not grade it has no strip of it, and one that does ends with its last row", () => {
		const answer = anAnswer();
		expect(named(aStrip("icans", 1), answer, { pinned: undefined, laid })).toEqual(["simulated"]);
		expect(gradeBands(strip, answer, { pinned: undefined, laid }).map(({ until }) => until)).toEqual([240, 120]);
	});

	test("none lies over another, and the picture holds them all", () => {
		const bands = gradeBands(strip, anAnswer(), { pinned: anAnswer(), laid });
		for (const [i, { top }] of bands.entries()) if (i > 0) expect(top).toBeGreaterThan(bands[i - 1]!.top + bands[i - 1]!.height);
		expect(heightOf(bands)).toBe(bands.at(-1)!.top + bands.at(-1)!.height);
	});

	test("other courses of the patient stand below by their names, each as long as it was, and the course itself has its own", () => {
		const answer = anAnswer();
		const died = { ...answer, times: answer.times.filter((time) => time <= 96) };
		const beside = { pinned: undefined, laid: undefined, label: "your care" };
		const bands = gradeBands(strip, answer, { ...beside, others: [{ label: "nobody", answer: { ...died, grades: [strip] } }] });
		expect(bands.map(({ label, until }) => [label, until])).toEqual([
			["your care", 240],
			["nobody", 96],
		]);
	});
});
