import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ChartedLook } from "../../src/chart/sight.ts";
import { eventsCsv, trajectoryCsv } from "../../src/exchange/csv.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { readRunFolder } from "../../src/exchange/read-run-folder.ts";
import { chartCsv } from "../../src/exchange/write-chart.ts";
import type { GradeCourse } from "../../src/grading/course.ts";
import { isSameGrade } from "../../src/grading/scale.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import { home, readModelTexts } from "../../src/node/model-files.ts";
import { loadScenario, modelsAtHand } from "../../src/node/scenario-files.ts";
import { summaryOf } from "../../src/report/summary.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Run } from "../../src/simulate/run.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { withCopies } from "../support/copied-treatment.ts";
import { runPlan } from "../support/run-plan.ts";
import { runShipped } from "../support/shipped.ts";

/**
 * A run is graded as it goes, again from its written folder without any model, and again from its chart as a person would type it: the
 * three agree, whatever was given and by whatever name it goes.
 */
const library = readLibrary(withCopies(readModelTexts("cart-crs")));
const models = new Map([["cart-crs", library]]);

/** How each kind of treatment is given, where its usual dose does not do. */
const orders: Readonly<Record<string, readonly string[]>> = {
	norepinephrine: ["rate: 0.35 ug/kg/min, at: 80 h, for: 9 h"],
	epinephrine: ["rate: 0.2 ug/kg/min, at: 80 h, for: 9 h"],
	vasopressin: ["rate: 0.04 U/min, at: 80 h, for: 30 h"],
	oxygen: [
		"device: hfnc, fio2: 0.35, flow: 5 L/min, at: 50 h, for: 10 h",
		"device: nasal_cannula, flow: 0 L/min, at: 70 h, for: 5 h",
		"device: venturi, fio2: 0.5, at: 80 h, for: 5 h",
		"device: invasive, fio2: 0.6, at: 100 h, for: 5 h",
	],
	bacteremia: ["at: 60 h"],
	cart_infusion: ["at: 2 day"],
};

/** The course of a bulky patient on a little norepinephrine and oxygen, with one more treatment. */
function runWith(name: string): Run {
	const given = orders[name.replace("copied_", "")] ?? ["at: 60.5 h", "at: 5 day"];
	const rows = [
		"give: norepinephrine, rate: 0.12 ug/kg/min, at: 76 h, for: 40 h",
		"give: oxygen, device: nasal_cannula, flow: 3 L/min, at: 66 h, for: 60 h",
		...given.map((rest) => `give: ${name}, ${rest}`),
	];
	const text = `about: A test.\npatient: { tumor_burden: 3 }\nuntil: 13 day\ntreatments:\n${rows.map((row) => `  - { ${row} }`).join("\n")}\n`;
	const run = runPlan(parseScenario(text, { file: "test.yaml", models }));
	expect(run.outcome.kind).toBe("finished");
	expect(run.events.some((event) => event.what === name)).toBe(true);
	return run;
}

const facts = {
	scenario: { file: "test.yaml", title: "", sha256: "" },
	model: { name: "cart-crs", sha256: "" },
	version: "0",
	seed: null,
	options: {},
};

function folderLooks(run: Run): readonly ChartedLook[] {
	const { looks, notes } = readRunFolder({
		trajectory: { text: trajectoryCsv(run.trajectory), file: "trajectory.csv" },
		events: { text: eventsCsv(run.events), file: "events.csv" },
		summary: JSON.parse(JSON.stringify(summaryOf(run, facts))),
	});
	expect(notes).toEqual([]);
	return looks;
}

const chartLooks = (run: Run) => readChart(chartCsv(run), { file: "chart.csv", formulary: library.formulary }).looks;

/** The looks at which a grade changed, from the first one on: what every look had follows. */
const turns = ({ points }: GradeCourse) => points.filter((one, i, all) => i === 0 || !isSameGrade(one, all[i - 1]!));

const turnsOf = (courses: Readonly<Record<string, GradeCourse>>) =>
	Object.fromEntries(Object.entries(courses).map(([id, course]) => [id, turns(course).map(({ time, grade }) => [time, grade])]));

const said = ({ grades: { icans, iec_hs, icaht }, crsByScale }: Run) =>
	turnsOf({ ...crsByScale, ASTCT_ICANS: icans, IECHS_GRADE: iec_hs, ICAHT: icaht });

function graded(looks: readonly ChartedLook[]) {
	const { CARTOX_CRES: _, ...courses } = gradeStay(looks).courses;
	return turnsOf(courses);
}

describe.each([...library.treatments.keys()].filter((name) => !name.startsWith("copied_")))("%s", (name) => {
	test("run, folder and chart agree on every scale at every look, and a copy under another name is graded alike", () => {
		const original = runWith(name);
		const expected = said(original);
		expect(graded(folderLooks(original))).toEqual(expected);
		expect(graded(chartLooks(original))).toEqual(expected);
		const copy = runWith(`copied_${name}`);
		const ofCopy = said(copy);
		expect(graded(folderLooks(copy))).toEqual(ofCopy);
		expect(graded(chartLooks(copy))).toEqual(ofCopy);
		const { formulary } = copy;
		expect({ ...formulary[`copied_${name}`], names: null }).toEqual({ ...library.formulary[name], names: null });
	});
});

describe.each([
	"death-untreated",
	"icans-seizure",
	"icans-ventilated",
	"hypoxia-oxygen-ladder",
	"marrow-aplastic",
	"hyperinflammation-ruxolitinib",
	"sepsis-hidden-by-tocilizumab",
])("the shipped scenario %s", (name) => {
	test("run, folder and chart agree", () => {
		const run = runShipped(name);
		const expected = said(run);
		expect(graded(folderLooks(run))).toEqual(expected);
		expect(graded(chartLooks(run))).toEqual(expected);
	});
});

describe.each(["p0", "p1", "p3", "p4", "p6", "p9"])("a bulky patient in the care of %s", (care) => {
	test("run, folder and chart agree", () => {
		const run = runPlan(loadScenario(join(home, "scenarios/bulky-untreated.yaml"), modelsAtHand(), { care }).plan);
		const expected = said(run);
		expect(graded(folderLooks(run))).toEqual(expected);
		expect(graded(chartLooks(run))).toEqual(expected);
	});
});
