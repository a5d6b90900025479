import { expect, test } from "vitest";
import { figuresOf } from "../../src/figures/figures.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { beyondBounds } from "../../src/report/beyond-bounds.ts";
import { nadirOf, peakOf } from "../../src/report/extremes.ts";
import { htmlReport } from "../../src/report/html-report.ts";
import { keyNumbers } from "../../src/report/key-numbers.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Run } from "../../src/simulate/run.ts";
import { column } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";
import { runShipped } from "../support/shipped.ts";

const models = modelsAtHand();
const of = (lines: string) =>
	runPlan(parseScenario(`about: Test.\nmodel: checkpoint-inhibitor\nuntil: 180 day\n${lines}`, { file: "s.yaml", models }));
const peak = (run: Run, name: string) => peakOf(run.trajectory, name)!;
const on = (run: Run, name: string, day: number) => column(run, name)[run.trajectory.times.lastIndexOf(day * 24)]!;

const typical = runShipped("checkpoint-inhibitor");
const colitis = runShipped("checkpoint-colitis");
const untreatedColitis = of("set: { colon_susceptibility: 20x }\n");

test("without the drug nothing moves but the tumor", () => {
	const rest = of("treatments: [ { give: nivolumab, dose: 240 mg, at: 180 day } ]\n");
	for (const name of ["tolerance", "autoreactive_cells", "il6", "crp", "temperature", "thyroxine", "liver_enzyme", "stool_frequency"])
		expect(Math.max(...column(rest, name)) - Math.min(...column(rest, name))).toBe(0);
});

test("there is no burst in the first week and no cytokine release syndrome at all", () => {
	for (const run of [typical, colitis, untreatedColitis]) {
		expect(on(run, "il6", 7)).toBeLessThan(6);
		expect(peak(run, "il6").value).toBeLessThan(60);
		expect(run.grades.crs.worst).toBe(0);
		expect(Object.keys(run.grades)).toEqual(["crs"]);
	}
});

test("tolerance is lost over weeks, and self-reactive cells peak months after the first dose", () => {
	expect(on(typical, "tolerance", 7)).toBeGreaterThan(0.7);
	expect(on(typical, "tolerance", 42)).toBeLessThan(0.5);
	expect(peak(typical, "autoreactive_cells").day).toBeGreaterThan(42);
});

test("the typical patient keeps bowel and thyroid: grave toxicity needs a susceptible organ", () => {
	expect(peak(typical, "stool_frequency").value).toBeLessThan(3);
	expect(nadirOf(typical.trajectory, "thyroxine")!.value).toBeGreaterThan(12);
});

test("the skin comes before the bowel", () => {
	const crosses = (name: string) => column(untreatedColitis, name).findIndex((value) => value > 0.1);
	expect(crosses("skin_inflammation")).toBeLessThan(crosses("colon_inflammation"));
	expect(crosses("colon_inflammation") / 24).toBeGreaterThan(28);
});

test("steroid and infliximab calm the bowel, but the thyroid does not grow back", () => {
	expect(on(colitis, "stool_frequency", 140)).toBeLessThan(3);
	expect(on(untreatedColitis, "stool_frequency", 140)).toBeGreaterThan(6);
	expect(on(colitis, "thyroxine", 180)).toBeLessThan(9);
});

test("infliximab helps the bowel and leaves the self-reactive cells alone", () => {
	const helped = of("set: { colon_susceptibility: 20x }\ntreatments: [ { give: infliximab, dose: 5 mg/kg, at: 80 day } ]\n");
	expect(on(helped, "stool_frequency", 100)).toBeLessThan(0.8 * on(untreatedColitis, "stool_frequency", 100));
	// The scenario names no nivolumab, so the standing one goes on in both.
	expect(on(helped, "autoreactive_cells", 100)).toBeCloseTo(on(untreatedColitis, "autoreactive_cells", 100), 3);
});

test("its figures are its own, and each shows something", () => {
	expect(figuresOf([typical]).map(({ name, hasSomethingToShow }) => [name, hasSomethingToShow])).toEqual([
		["course", true],
		["organs", true],
		["drugs", true],
	]);
});

test("it keeps to its own bounds, but for rounding", () => {
	expect([typical, colitis].flatMap(beyondBounds)).toEqual([]);
});

test("its summary and report tell of its organs, and of nothing that it has not", () => {
	const told = keyNumbers(colitis).map(({ sign, side }) => `${side} ${sign}`);
	for (const words of [
		"highest Stools",
		"highest Alanine aminotransferase",
		"lowest Free thyroxine",
		"highest Bowel inflammation",
		"lowest Tolerance of own organs",
	])
		expect(told).toContain(words);
	const facts = { scenario: { file: "", title: "", sha256: "" }, model: { name: "", sha256: "" }, version: "", seed: null, options: {} };
	const page = htmlReport({ runs: [{ run: colitis, facts }], figures: [] });
	for (const words of ["Highest stools", "Lowest free thyroxine", "The thyroid does not grow back"]) expect(page).toContain(words);
	for (const words of ["ASTCT", "antibody against its receptor", "CAR-T"]) expect(page).not.toContain(words);
});
