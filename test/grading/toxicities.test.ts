import { describe, expect, test } from "vitest";
import { figuresOf } from "../../src/figures/figures.ts";
import { certainGrade } from "../../src/grading/course.ts";
import { leastOf, mostOf } from "../../src/grading/scale.ts";
import { markdownTable } from "../../src/report/markdown-table.ts";
import { summaryOf } from "../../src/report/summary.ts";
import { terminalComparison } from "../../src/report/terminal-comparison.ts";
import { terminalSummary } from "../../src/report/terminal-summary.ts";
import type { Run } from "../../src/simulate/run.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { aRunOf, aScenario, tinyModel, told } from "../support/a-scenario.ts";

const main = tinyModel().texts.get("model.yaml")!;
const head = main.slice(0, main.indexOf("bind:"));
/** The tiny model with other lines for what it means at the bedside. */
const meaning = (lines: string, more: Readonly<Record<string, string>> = {}) => ({ model: { "model.yaml": `${head}${lines}`, ...more } });
const run = (lines: string): Run => aRunOf("until: 96 h\ntreatments: [ { give: drug, dose: 5 mg, at: 20 h } ]", {}, meaning(lines));

const facts = {
	scenario: { file: "s.yaml", title: "A test.", sha256: "" },
	model: { name: "tiny", sha256: "" },
	version: "0",
	seed: null,
	options: {},
};

describe("a model that says nothing of the bedside", () => {
	const plain = run("");

	test("runs, and gets no grade and no column of one", () => {
		expect(plain.outcome.kind).toBe("finished");
		expect([plain.grades, plain.crsByScale]).toEqual([{}, {}]);
		expect([...plain.trajectory.columns.keys()].filter((name) => name.endsWith("_grade"))).toEqual([]);
	});

	test("is summarized, compared and drawn", () => {
		expect(summaryOf(plain, facts)).toMatchObject({ grades: {}, bind: {}, toxicities: {}, response: null });
		const told_ = [terminalSummary(plain), terminalComparison([plain, plain]), [markdownTable(plain)]].flat().join("\n");
		expect(told_).not.toMatch(/CRS|ICANS/);
		for (const { name, spec } of figuresOf([plain])) expect(JSON.stringify(spec()), name).not.toContain("undefined");
	});
});

describe("a model that binds little", () => {
	const crs = "toxicities: { crs: { graded_by: ASTCT_CRS } }\n";
	const boundsAt = (lines: string, hour: number) => {
		const { points } = run(lines).grades.crs;
		const point = points.findLast(({ time }) => time <= hour)!;
		return [leastOf(point), mostOf(point)];
	};

	test("temperature and mean pressure are enough for CRS: no fever, then fever alone", () => {
		const lines = `bind: { temperature: temperature, mean_arterial_pressure: map }\n${crs}`;
		expect([boundsAt(lines, 5), boundsAt(lines, 30)]).toEqual([
			[0, 0],
			[1, 1],
		]);
	});

	test("of temperature alone fever leaves hypotension open: grade 1 or 2", () => {
		const lines = `bind: { temperature: temperature }\n${crs}`;
		expect([boundsAt(lines, 5), boundsAt(lines, 30)]).toEqual([
			[0, 0],
			[1, 2],
		]);
	});

	test("without temperature nothing is known, never normal", () => {
		const { points } = run(`bind: { mean_arterial_pressure: map }\n${crs}`).grades.crs;
		expect(points.map(certainGrade)).toEqual(points.map(() => null));
	});

	test("it has a column and a strip for what it has, and for nothing else", () => {
		const one = run(`bind: { temperature: temperature }\n${crs}`);
		expect([...one.trajectory.columns.keys()].filter((name) => name.endsWith("_grade"))).toEqual(["crs_grade"]);
		expect(terminalSummary(one).join("\n")).not.toContain("ICANS");
		expect(terminalSummary(one).join("\n")).toMatch(/^CRS /m);
	});
});

describe("a toxicity by another name", () => {
	const lines =
		"bind: { temperature: temperature, mean_arterial_pressure: map }\ntoxicities: { storm: { label: Cytokine storm, graded_by: PENN_CRS, beside: [LEE2014_CRS] } }\n";
	const stormy = run(lines);

	test("is found by it: course, column, conditions and words", () => {
		expect(Object.keys(stormy.grades)).toEqual(["storm"]);
		expect(stormy.grades["storm"]!.scale).toBe("PENN_CRS");
		expect(Object.keys(stormy.crsByScale)).toEqual(["PENN_CRS", "LEE2014_CRS"]);
		expect(stormy.trajectory.columns.get("storm_grade")).toMatchObject({ title: "Cytokine storm grade (PENN)" });
		expect(terminalSummary(stormy).join("\n")).toContain("Cytokine storm");
		const given = aRunOf(
			"until: 96 h\ntreatments: [ { give: drug, dose: 5 mg, when: storm >= 1 and lee2014_crs >= 1 } ]",
			{},
			meaning(lines),
		);
		expect(given.events.map(({ what, time }) => [what, time])).toEqual([["drug", 10]]);
	});

	test("is drawn", () => {
		for (const { name, spec } of figuresOf([stormy])) expect(JSON.stringify(spec()), name).not.toContain("undefined");
	});

	test("can be died of, and the scale that grades it counts the death", () => {
		const body = `${tinyModel().texts.get("modules/body.yaml")!}hazards:\n  fatal: { rate: 0.02 /h, then: { die: storm } }\n`;
		const dead = aRunOf("until: 96 h", {}, meaning(lines, { "modules/body.yaml": body }));
		expect(dead.outcome).toMatchObject({ died: { of: "storm" } });
		expect(dead.events.at(-1)).toMatchObject({ died: "storm", why: expect.stringContaining("death of Cytokine storm") });
		expect([dead.grades["storm"]!.worst, dead.crsByScale["LEE2014_CRS"]!.worst]).toEqual([5, 5]);
	});
});

describe("a condition that names what the model does not have is told what it has", () => {
	const only = "bind: { temperature: temperature }\ntoxicities: { crs: { graded_by: ASTCT_CRS } }\n";
	const problems = (when: string, lines = only) =>
		told(() => aScenario(`treatments: [ { give: drug, dose: 5 mg, when: "${when}" } ]`, meaning(lines)));

	test.each([
		["icans >= 2", "this model has no icans | it has crs"],
		["worst(icans) >= 2", "this model has no icans | it has crs"],
		["held(icans >= 1) > 3 h", "this model has no icans | it has crs"],
		["penn_crs >= 2", "this model has no penn_crs | it has crs"],
		["icanz >= 2", 'unknown name "icanz"'],
	])("%s", (when, expected) => {
		expect(problems(when)).toEqual([expect.stringContaining(expected)]);
	});

	test("also where it has none at all", () => {
		expect(problems("crs >= 2", "")).toEqual([expect.stringContaining("this model has no crs | it has no graded toxicity")]);
	});
});

describe("what is wrong in toxicities: is told at its place", () => {
	const read = (lines: string, more: Readonly<Record<string, string>> = {}) =>
		told(() => readLibrary(tinyModel({ "model.yaml": `${head}toxicities: { ${lines} }\n`, ...more })));

	test.each([
		["an unknown scale", "crs: { graded_by: ASTCT_CR }", "toxicities.crs.graded_by"],
		[
			"an unknown key",
			"crs: { grade_by: ASTCT_CRS }",
			'toxicities.crs.grade_by | unknown key | allowed: label, graded_by, beside. Did you mean "graded_by"?',
		],
		[
			"a scale that grades two",
			"crs: { graded_by: ASTCT_CRS }, storm: { graded_by: ASTCT_CRS }",
			"toxicities.storm.graded_by | ASTCT_CRS already grades crs",
		],
		["scales beside none", "crs: { beside: [PENN_CRS] }", "toxicities.crs.beside | beside needs graded_by"],
		["a name of the pages", "map: { graded_by: ASTCT_CRS }", `toxicities.map | the model's pages have another "map"`],
	])("%s", (_, lines, expected) => {
		expect(read(lines)).toEqual([expect.stringContaining(expected)]);
	});

	test("a column of the model that is called as that of a grade is refused, and not overwritten", () => {
		const body = `${tinyModel().texts.get("modules/body.yaml")!}  crs_grade: { unit: "1", is: "7" }\n`;
		expect(read("crs: { graded_by: ASTCT_CRS }", { "modules/body.yaml": body })).toEqual([
			expect.stringContaining(`toxicities.crs | the model's pages have another "crs_grade", the column of its grade`),
		]);
	});

	test("a death of what the model does not have stands at its hazard", () => {
		const body = `${tinyModel().texts.get("modules/body.yaml")!}hazards:\n  fatal: { rate: 0.02 /h, then: { die: icans } }\n`;
		expect(read("crs: { graded_by: ASTCT_CRS }", { "modules/body.yaml": body })).toEqual([
			expect.stringContaining("hazards.fatal.then.die | this model has no icans"),
		]);
		expect(read("icans: {}", { "modules/body.yaml": body })).toEqual([]);
	});
});

test("a label is no part of a program: the id stays", async () => {
	const { compileProgram } = await import("../../src/simulate/program.ts");
	const id = (label: string) =>
		compileProgram(aScenario("until: 96 h", meaning(`toxicities: { crs: { label: ${label}, graded_by: ASTCT_CRS } }\n`)), {
			machineCode: false,
		}).id;
	const other = compileProgram(aScenario("until: 96 h", meaning("toxicities: { crs: { graded_by: PENN_CRS } }\n")), {
		machineCode: false,
	}).id;
	expect(id("CRS")).toBe(id("Storm"));
	expect(other).not.toBe(id("CRS"));
});
