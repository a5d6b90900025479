import { describe, expect, test } from "vitest";
import { harm, neutral, rampColor } from "../../src/figures/color-ramp.ts";
import { forest } from "../../src/figures/forest.ts";
import { niceDomain } from "../../src/figures/nice-domain.ts";
import { type StudyFigureName, sensitivityFigures, studyFigures, studyFiguresFor } from "../../src/figures/study-figures.ts";
import { timingMap } from "../../src/figures/timing-map.ts";
import { renderSvg } from "../../src/node/render-figure.ts";
import type { StudySummary } from "../../src/population/study-summary.ts";
import { aSensitivity, aStudy, doses, starts, teams } from "../support/a-study.ts";

const six = [
	"nobody acts",
	"tocilizumab at grade 2",
	"dexamethasone for three days, then a long taper",
	"anakinra_prophylaxis",
	"early",
	"late",
];

const plain: readonly (readonly [string, StudySummary])[] = [
	["two arms", aStudy()],
	["one arm", aStudy({ arms: ["only"] })],
	["six arms with long names", aStudy({ arms: six, patients: 1000 })],
	["nobody who has the outcome", aStudy({ severity: 0, patients: 40 })],
	["one patient", aStudy({ patients: 1 })],
	["failed runs", aStudy({ failed: 4 })],
];
const varied: readonly (readonly [string, StudySummary])[] = [
	["one varied path", aStudy({ vary: [starts] })],
	["words varied", aStudy({ vary: [teams] })],
	["a grid of 9 x 5 in two arms", aStudy({ vary: [starts, doses] })],
	["a grid beside an arm that is not varied", aStudy({ vary: [starts, doses], still: true })],
	["a curve beside an arm that is not varied", aStudy({ vary: [starts], still: true })],
	["three varied paths", aStudy({ vary: [starts, teams, doses], arms: ["only"] })],
	["one value varied", aStudy({ vary: [{ ...starts, labels: ["3 day"] }] })],
];
const studies = [...plain, ...varied];
const cases = studies.flatMap(([words, study]) => studyFiguresFor(study).map((name) => [name, words, study] as const));

/** As it comes back from a file: what is no number became null. */
const readBack = (study: StudySummary): StudySummary => JSON.parse(JSON.stringify(study)) as StudySummary;

describe("figures of studies", () => {
	test.each(cases)("%s is valid Vega-Lite without warnings for %s", async (name, _, study) => {
		const { svg, warnings } = await renderSvg(studyFigures[name].spec(study));
		expect(warnings).toEqual([]);
		expect(svg).not.toMatch(/NaN|undefined|Infinity/);
		expect(svg).toContain("never a basis for treating a real patient");
	});

	test.each(cases)("%s of a summary read back from its file is the same, for %s", (name, _, study) => {
		expect(JSON.stringify(studyFigures[name].spec(readBack(study)))).toBe(JSON.stringify(studyFigures[name].spec(study)));
	});

	test.each(cases)("%s stays small enough to mail, for %s", (name, _, study) => {
		expect(JSON.stringify(studyFigures[name].spec(study)).length).toBeLessThan(300_000);
	});

	test("appear when they have something to show", () => {
		const names = (study: StudySummary): readonly StudyFigureName[] => studyFiguresFor(study);
		expect(names(aStudy())).toEqual(["forest", "grade-flow", "fan-chart", "who-benefits"]);
		expect(names(aStudy({ vary: [starts] }))).toEqual(["timing-map", "forest", "who-benefits"]);
		expect(names(aStudy({ arms: ["only"] }))).toEqual(["grade-flow", "fan-chart"]);
	});

	test("say how many patients, the seed, and how many runs failed", () => {
		const words = JSON.stringify(forest(aStudy({ failed: 4 })));
		expect(words).toContain("400\u00a0virtual patients (seed 7), the same in each of 2 arms; 8 runs failed and are left out.");
	});
});

describe("the timing map", () => {
	test("shows the first probability with the next outcome beside it, or those that are named", () => {
		const study = aStudy({ vary: [starts] });
		const words = (wishes?: { outcome: string; price: string }) => JSON.stringify(timingMap(study, wishes));
		expect(words()).toContain("Severe CRS, % of patients");
		expect(words()).toContain("Tumor shrinkage, mean, %");
		expect(words({ outcome: "died", price: "peak_il6" })).toContain("Peak IL-6, mean, pg/mL");
		expect(() => timingMap(study, { outcome: "survived" })).toThrow(
			'no outcome "survived"; the study has severe_crs, tumor_shrinkage, died',
		);
	});

	test("says where the outcome is lowest and highest, with intervals", () => {
		const words = JSON.stringify(timingMap(aStudy({ vary: [starts, doses], arms: ["only"] })));
		expect(words).toMatch(/lowest 33\s% \(\d+–\d+\) \[tocilizumab at 3\sdays, dose 12 mg\/kg\]/);
	});

	test("shows an arm in which nothing is varied too", () => {
		expect(JSON.stringify(timingMap(aStudy({ vary: [starts, doses], still: true })))).toContain('"text":"No tocilizumab"');
		expect(JSON.stringify(timingMap(aStudy({ vary: [starts], still: true })))).toContain('"type":"rect","color":"#1d4f91","opacity":0.12');
	});

	test("darkens from least to most in gray as well", () => {
		const gray = (color: string) =>
			[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).reduce((sum, c, i) => sum + c * [0.299, 0.587, 0.114][i]!, 0);
		for (const ramp of [harm, neutral]) {
			const grays = Array.from({ length: 21 }, (_, i) => gray(rampColor(ramp, i / 20)));
			expect(grays).toEqual([...grays].sort((a, b) => b - a));
		}
	});

	test("shades values that differ by chance alone no more than a shade", () => {
		const colors = new Set(
			JSON.stringify(timingMap(aStudy({ vary: [starts, doses], arms: ["only"], severity: 0 }))).match(/"color":"#[0-9a-f]{6}"/g),
		);
		expect(colors.size).toBeLessThanOrEqual(5);
	});
});

describe("the forest", () => {
	test("prints probabilities in points and numbers in their units, each with its interval", async () => {
		const { svg } = await renderSvg(forest(aStudy({ arms: six })));
		expect(svg).toMatch(/−12 points\s+\(−16 to −8\)/);
		expect(svg).toMatch(/−0\.73 days/);
		expect(svg).toMatch(/−1,100 pg\/mL/);
	});

	test("of very many cells shows the largest differences and says that they were chosen", () => {
		const words = JSON.stringify(forest(aStudy({ vary: [starts, doses], arms: six })));
		expect(words).toMatch(/Only the 24 largest differences/);
		expect(words.match(/"pairs":/g)!.length).toBe(5 * 24);
	});
});

describe("the tornado", () => {
	test.each([
		["a Sobol design", aSensitivity()],
		["a Latin hypercube", aSensitivity({ design: "latin-hypercube" })],
		["forty parameters with long names", aSensitivity({ parameters: 40, long: true })],
		["one parameter", aSensitivity({ parameters: 1 })],
	] as const)("is valid Vega-Lite without warnings for %s", async (_, summary) => {
		const { svg, warnings } = await renderSvg(sensitivityFigures.tornado.spec(summary));
		expect(warnings).toEqual([]);
		expect(svg).not.toMatch(/NaN|undefined|Infinity/);
		expect(svg).toContain("never a basis for treating a real patient");
		expect(svg.includes("Share of variance")).toBe(summary.design === "sobol");
	});
});

test("a round domain holds its numbers, keeps a given begin and never passes a bound", () => {
	for (const numbers of [
		[0.2, 0.9],
		[-17, 3],
		[1e-4, 2e-4],
		[812, 813],
		[5, 5],
		[0, 0],
	]) {
		const [low, high] = niceDomain(numbers);
		expect(low).toBeLessThanOrEqual(Math.min(...numbers));
		expect(high).toBeGreaterThanOrEqual(Math.max(...numbers));
		expect(high).toBeGreaterThan(low);
	}
	expect(niceDomain([3, 99.5], { from: 0, atMost: 100 })).toEqual([0, 100]);
	expect(niceDomain([])).toEqual([0, 1]);
});
