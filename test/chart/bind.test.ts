import { describe, expect, test } from "vitest";
import { bindableSigns } from "../../src/chart/read-bind.ts";
import type { SignName } from "../../src/chart/signs.ts";
import { eventsCsv, trajectoryCsv } from "../../src/exchange/csv.ts";
import { readRunFolder } from "../../src/exchange/read-run-folder.ts";
import type { GradeCourse, GradedPoint } from "../../src/grading/course.ts";
import { isSameGrade, leastOf, mostOf } from "../../src/grading/scale.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import { readModelTexts } from "../../src/node/model-files.ts";
import { summaryOf } from "../../src/report/summary.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Run } from "../../src/simulate/run.ts";
import { type Library, readLibrary } from "../../src/treatment/library.ts";
import { aScenario, tinyModel, told } from "../support/a-scenario.ts";
import { renamedModel } from "../support/renamed-model.ts";
import { runPlan } from "../support/run-plan.ts";

const files = readModelTexts("cart-crs");

/** A bulky patient who gets fever, pressors, oxygen and a seizure, in a model of this library. */
const scenario = `about: A test.
patient: { FACTS }
until: 12 day
set: { seizure_draw: 0.02 }
treatments:
  - { give: norepinephrine, rate: 0.12 ug/kg/min, at: 76 h, for: 40 h }
  - { give: oxygen, device: nasal_cannula, flow: 3 L/min, at: 66 h, for: 60 h }
  - { give: oxygen, device: venturi, fio2: 0.5, at: 130 h, for: 20 h }
  - { give: tocilizumab, dose: 8 mg/kg, when: crs >= 2 }
`;
const runOf = (library: Library, facts = "tumor_burden: 3, weight: 62 kg, age: 71 year"): Run => {
	const text = scenario.replace("FACTS", facts);
	return runPlan(parseScenario(text, { file: "s.yaml", models: new Map([["cart-crs", library]]) }));
};
const original = runOf(readLibrary(files));
const coursesOf = ({ grades, crsByScale }: Run): Readonly<Record<string, GradeCourse>> => ({ ...grades, ...crsByScale });

/** The run graded again from its written folder, without any model. */
function regraded(run: Run): Readonly<Record<string, GradeCourse>> {
	const facts = { scenario: { file: "", title: "", sha256: "" }, model: { name: "", sha256: "" }, version: "0", seed: null, options: {} };
	const { looks } = readRunFolder({
		trajectory: { text: trajectoryCsv(run.trajectory), file: "trajectory.csv" },
		events: { text: eventsCsv(run.events), file: "events.csv" },
		summary: JSON.parse(JSON.stringify(summaryOf(run, facts))),
	});
	return gradeStay(looks).courses;
}

/** The looks at which a grade changed. */
const turnsOf = ({ points }: GradeCourse) =>
	points.filter((one, i) => i === 0 || !isSameGrade(one, points[i - 1]!)).map(({ time, grade }) => [time, grade]);

/** At each time of the second course what the first one says there. */
const pointAt = ({ points }: GradeCourse, time: number): GradedPoint => points.findLast((point) => point.time <= time)!;

describe("names of columns mean nothing", () => {
	const bound = Object.values(original.bind).map(({ column }) => column);
	const names = new Map([...new Set(bound)].map((name, i) => [name, `column_${"abcdefghijklmnopqrstuvwxyz"[i]}`]));
	const library = readLibrary(renamedModel(files, names));
	const renamed = runOf(library, `tumor_burden: 3, ${names.get("weight")}: 62 kg, ${names.get("age")}: 71 year`);

	test("a model whose bound columns and facts are renamed binds the same signs to other names", () => {
		expect(Object.keys(library.bind)).toEqual(Object.keys(original.bind));
		const kept = Object.values(library.bind).filter(({ column }) => bound.includes(column));
		expect(kept).toEqual([]);
		expect([...renamed.trajectory.columns.keys()].filter((name) => bound.includes(name))).toEqual([]);
	});

	test("the same run is graded alike on every scale, as it goes and from its folder", () => {
		expect(renamed.events).toEqual(original.events);
		expect(original.events.some(({ what }) => what === "seizure")).toBe(true);
		expect(coursesOf(original)["icans"]!.worst).toBe(3);
		expect(coursesOf(renamed)).toEqual(coursesOf(original));
		expect(regraded(renamed)).toEqual(regraded(original));
		expect(summaryOf(renamed, {} as never).response).toEqual(summaryOf(original, {} as never).response);
	});

	test("and doses per kg follow the fact that is bound to weight", () => {
		const dose = ({ events }: Run) => events.find(({ what }) => what === "tocilizumab")?.amount;
		expect(dose(renamed)).toBe(8 * 62);
	});
});

const brain = ["icans", "ASTCT_ICANS", "CTCAE_NEURO"];

/** Which scales need a sign: of the others nothing changes without it. Pressures are two ways to one answer. */
const needed: Readonly<Record<string, readonly string[]>> = {
	temperature: ["crs", "iec_hs", "ASTCT_CRS", "LEE2014_CRS", "PENN_CRS", "CTCAE5_CRS", "CARTOX_CRS", "MSKCC_CRS"],
	"mean_arterial_pressure systolic_pressure": [
		"crs",
		"iec_hs",
		"ASTCT_CRS",
		"LEE2014_CRS",
		"PENN_CRS",
		"CTCAE5_CRS",
		"CARTOX_CRS",
		"MSKCC_CRS",
	],
	oxygen_saturation: [],
	// A child is asked the Cornell score, and anyone of whom it alone is known.
	"ice capd": brain,
	consciousness: brain,
	seizure: brain,
	cerebral_edema: brain,
	neutrophils: ["icaht", "iec_hs"],
	platelets: ["iec_hs"],
	ferritin: ["iec_hs"],
	fibrinogen: ["iec_hs"],
	weight: ["LEE2014_CRS", "PENN_CRS", "CTCAE5_CRS", "CARTOX_CRS", "MSKCC_CRS", "iec_hs"],
	tumor_burden: [],
};

describe.each(Object.entries(needed))("without %s", (signs, scales) => {
	const left = signs.split(" ");
	const main = files.texts.get("model.yaml")!;
	const without = left.reduce((text, sign) => text.replace(new RegExp(`^ {2}${sign}: .*\\n`, "m"), ""), main);
	// Rules about causes read these signs: a model that lacks them has none.
	const others = [...files.texts].filter(([path]) => path !== "attribution.yaml");
	const library = readLibrary({ ...files, texts: new Map([...others, ["model.yaml", without]]) });
	// Nobody acts on a grade here, so that the run itself stays what it was.
	const rule = scenario.replace("when: crs >= 2", "at: 90 h").replace("FACTS", "tumor_burden: 3");
	const run = (of: Library) => runPlan(parseScenario(rule, { file: "s.yaml", models: new Map([["cart-crs", of]]) }));
	const [whole, partial] = [coursesOf(run(readLibrary(files))), coursesOf(run(library))];

	test("the model no longer binds it", () => {
		for (const sign of left) expect(library.bind[sign as SignName]).toBeUndefined();
	});

	test("what needs it is known between bounds that hold the grade, and nothing else changes", () => {
		for (const [name, course] of Object.entries(whole)) {
			const other = partial[name]!;
			if (!scales.includes(name)) {
				expect({ name, turns: turnsOf(other) }).toEqual({ name, turns: turnsOf(course) });
				continue;
			}
			for (const time of [...course.points, ...other.points].map((point) => point.time)) {
				const [sure, open] = [pointAt(course, time), pointAt(other, time)];
				expect(leastOf(open), `${name} at ${time}`).toBeLessThanOrEqual(leastOf(sure));
				expect(mostOf(open), `${name} at ${time}`).toBeGreaterThanOrEqual(mostOf(sure));
			}
		}
	});
});

describe("what is wrong in bind: is told at its place, with what to do", () => {
	const main = tinyModel().texts.get("model.yaml")!;
	const read = (bind: string) => told(() => readLibrary(tinyModel({ "model.yaml": main.replace(/^bind: .*$/m, `bind: { ${bind} }`) })));

	test.each([
		["an unknown name", "temperature: temperatur", '5:22 bind.temperature | unknown name "temperatur" | Did you mean "temperature"?'],
		["an unknown sign", "temprature: temperature", '5:9 bind.temprature | unknown key | Did you mean "temperature"?'],
		[
			"another kind of unit",
			"temperature: map",
			'5:22 bind.temperature | "map" is in mmHg, a pressure; temperature is a temperature | bind a name in degC or another unit of its kind, or leave temperature out: it is then unknown',
		],
		["a parameter", "temperature: fever_height", '5:22 bind.temperature | "fever_height" is a parameter, not a sign'],
		[
			"a seizure that no hazard can set",
			"seizure: ice",
			'5:18 bind.seizure | "ice" is a observable; a seizure is an input that a hazard sets',
		],
		["an expression", "temperature: map + 1 mmHg", 'bind.temperature | unknown name "map + 1 mmHg"'],
	])("%s", (_, bind, expected) => {
		const [problem, ...others] = read(bind).map((line) => line.replace(/allowed: .*\. (?=Did)/, ""));
		expect([problem, others]).toEqual([expect.stringContaining(expected), []]);
	});

	test("every sign of the list can be bound, and says what to", () => {
		for (const { name, about } of bindableSigns) expect(about, name).toMatch(/\.$/);
	});
});

test("a column in another unit of its kind is converted: saturation as a fraction, weight in g, age in days", () => {
	const body = `${tinyModel().texts.get("modules/body.yaml")!}  saturation: { unit: "1", is: "0.9" }\n`
		.replace("weight: { unit: kg", "weight: { unit: g")
		.replace("age: { unit: year", "age: { unit: day");
	const main = tinyModel().texts.get("model.yaml")!.replace("ice: ice,", "ice: ice, oxygen_saturation: saturation,");
	const { bind } = readLibrary(tinyModel({ "modules/body.yaml": body, "model.yaml": main }));
	expect([bind.oxygen_saturation?.factor, bind.weight?.factor, bind.age?.factor]).toEqual([100, 0.001, 1 / 365.25]);
	const run = runPlan(
		aScenario("treatments: [ { give: drug, dose: 1 mg/kg, at: 1 h } ]", { model: { "modules/body.yaml": body, "model.yaml": main } }),
	);
	expect(run.events[0]?.amount).toBe(70);
});
