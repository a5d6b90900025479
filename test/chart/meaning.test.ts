import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { medicineNamed } from "../../src/chart/formulary.ts";
import { readGradeRecords } from "../../src/exchange/grade-records.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { scales } from "../../src/grading/scales.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import { readModelTexts } from "../../src/node/model-files.ts";
import { type Library, readLibrary } from "../../src/treatment/library.ts";
import { patientWith } from "../science/support.ts";
import { aScenario, problemsIn, tinyModel, told } from "../support/a-scenario.ts";
import { shippedFormulary as formulary } from "../support/formulary.ts";

const file = "treatments/x.yaml";
const pressor = `about: A pressor.
role: vasopressor
vasoactive:
  beside_others: { counts: true, source: assumed }
  equivalent: { rate: 1 ug/min, source: assumed }
  lee2014: { alone: 20 ug/min, beside: 20 ug/min, source: assumed }
  penn: { alone: none, beside: none, source: assumed }
  sofa: { rows: none, source: assumed }
plausible: { rate: 3 ug/kg/min }
`;
const read = (text: string) => told(() => readLibrary(tinyModel({ [file]: text })));
const without = (key: string) => pressor.replace(new RegExp(`^ *${key}:.*\n`, "m"), "");

describe("a treatment whose role lacks its lines is refused, with an example of the line", () => {
	test("all of it said, it is known", () => {
		expect(read(pressor)).toEqual([]);
	});

	test.each([
		[
			"beside_others",
			"3:1 vasoactive | a file of the role vasopressor needs vasoactive.beside_others: whether it counts beside other vasopressors",
		],
		[
			"equivalent",
			'needs vasoactive.equivalent: the rate that weighs as much as 1 ug/min of norepinephrine | for example "equivalent: { rate: 1 ug/min',
		],
		[
			"lee2014",
			'needs vasoactive.lee2014: from which rate on it is high dose as Lee 2014 has it | for example "lee2014: { alone: 20 ug/min',
		],
		["penn", "needs vasoactive.penn: from which rate on it is high dose on the Penn scale"],
		["sofa", "needs vasoactive.sofa: its points of SOFA"],
		["plausible", "2:1 role | a file of the role vasopressor needs plausible: the most that it ever runs at"],
	])("%s", (key, expected) => {
		expect(read(without(key))).toEqual([expect.stringContaining(expected)]);
	});

	test("none of it", () => {
		expect(read("about: A.\nrole: vasopressor\n")).toHaveLength(6);
		expect(read("about: A.\nrole: inotrope\nplausible: { rate: 1 ug/kg/min }\n")).toEqual([
			expect.stringContaining("2:1 role | a file of the role inotrope needs vasoactive.sofa"),
		]);
	});
});

describe("other slips in a file's meaning", () => {
	test.each([
		["no role", "about: A.\nmasks: fever\n", '1:1  | the key "role" is missing'],
		["an unknown role", "about: A.\nrole: vasopresor\n", '2:7 role | "vasopresor"'],
		[
			"lines that do not go with the role",
			pressor.replace("role: vasopressor", "role: steroid"),
			"vasoactive: does not go with the role steroid",
		],
		[
			"a line that is no rate",
			pressor.replace("alone: 20 ug/min", "alone: 20 mg"),
			'vasoactive.lee2014.alone | "20 mg" is not a rate of an infusion',
		],
		[
			"an equivalent per kg",
			pressor.replace("beside: 20 ug/min", "beside: 2 ug/kg/min"),
			"is not in ug/min, as norepinephrine-equivalents are",
		],
		["a name that another drug has", `${pressor}names: { other: [saline] }\n`, '"saline" is also a name of'],
	])("%s", (_, text, expected) => {
		expect(read(text)).toContainEqual(expect.stringContaining(expected));
	});
});

describe("a drug that only charts know", () => {
	const order = (drug: string) => told(() => patientWith({ treatments: [`give: ${drug}, at: 1 day`] }));

	test("is not given: the message names those of its role that are", () => {
		expect(order("phenylephrine")).toEqual([
			expect.stringContaining(
				"the model does not simulate phenylephrine, which only charts may name | of the role vasopressor it simulates: epinephrine, norepinephrine, vasopressin.",
			),
		]);
		expect(order("dobutamine")).toEqual([expect.stringContaining("it simulates no treatment of the role inotrope")]);
		expect(order("oxygen, device: blow_by")).toEqual([
			expect.stringContaining("the model does not simulate blow_by, which only charts may name"),
		]);
	});

	test("nor by a rule", () => {
		const rule = "{ name: a, when: crs >= 1, titrate: x, step: 0.1 ug/kg/min, between: [0 ug/kg/min, 1 ug/kg/min] }";
		const protocols = { mine: `about: A.\nrules:\n  - ${rule}\n` };
		const problems = problemsIn(() => aScenario("care: mine\n", { model: { [file]: pressor }, protocols }));
		expect(problems).toContainEqual(
			expect.objectContaining({
				message: "the model does not simulate x, which only charts may name",
				hint: expect.stringContaining("pressor"),
			}),
		);
	});

	test("changes nothing of what the model gives", () => {
		const files = readModelTexts("cart-crs");
		const whole = readLibrary(files);
		const texts = new Map([...files.texts].filter(([path]) => !whole.charted.has(path.replace(/^treatments\/|\.yaml$/g, ""))));
		const given = ({ treatments }: Library) =>
			[...treatments].map(([name, { equations, limits }]) =>
				JSON.stringify([name, equations, limits], (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
			);
		expect(whole.charted.size).toBeGreaterThan(10);
		expect(given(readLibrary({ ...files, texts }))).toEqual(given(whole));
	});

	test("a brand or another case is answered by its drug", () => {
		expect(order("RoActemra")).toEqual([expect.stringContaining('unknown treatment "RoActemra" | Did you mean "tocilizumab"?')]);
	});

	test("is graded in a chart like any other", () => {
		const text = (drug: string) => `day,temp_c,weight_kg,${drug}_ug_min,${drug}_hours\n2,39,70,210,5\n`;
		const grade = (drug: string) => gradeStay(readChart(text(drug), { file: "c.csv", formulary }).looks).courses["LEE2014_CRS"]?.worst;
		expect([grade("phenylephrine"), grade("Neo-Synephrine")]).toEqual([3, 3]);
	});
});

describe("names", () => {
	test.each([
		["Actemra", "tocilizumab"],
		["anakinra 100 mg", "anakinra"],
		["Anakinra", "anakinra"],
		["G-CSF", "filgrastim"],
		["noradrenaline", "norepinephrine"],
		["fibrinogen concentrate", "fibrinogen_concentrate"],
		["Kineret 2 mg/kg sc", "anakinra"],
	])("%s is %s", (word, name) => {
		expect(medicineNamed(formulary, word)).toBe(name);
	});

	const problemsOf = (text: string) => told(() => readChart(text, { file: "c.csv", formulary }));
	test("a drug that no file names is refused in a chart, with the nearest name", () => {
		expect(problemsOf("day,temp_c,given\n2,39,tocilizumb\n")).toEqual([
			'2:6 row 2 given | no drug is called "tocilizumb" | Did you mean "tocilizumab"? See: crsim list treatments',
		]);
		expect(problemsOf("day,temp_c,norepinefrine_ug_min\n2,39,5\n")).toEqual([
			expect.stringContaining('unknown column "norepinefrine_ug_min" | Did you mean "norepinephrine_ug_min"'),
		]);
		expect(problemsOf("day,temp_c,norepinephrine\n2,39,5\n")).toEqual([
			expect.stringContaining("write norepinephrine_ug_kg_min (ug/kg/min) or norepinephrine_ug_min (ug/min)"),
		]);
		expect(problemsOf("day,temp_c,Levophed_ug_min,norepinephrine_ug_min\n2,39,5,5\n")).toEqual([
			expect.stringContaining("appears here under another name"),
		]);
		expect(problemsOf("day,temp_c,given\n2,39,Actemra + dexamethasone 10 mg\n")).toEqual([]);
	});

	test("an antibiotic, a product and a fluid that a chart names count as what they are", () => {
		const penn = (given: string) =>
			gradeStay(readChart(`time_h,temp_c,given\n2,39,${given}\n`, { file: "c.csv", formulary }).looks).courses["PENN_CRS"]?.worst;
		expect(["none", "Zosyn", "cryo", "acetaminophen"].map(penn)).toEqual([1, 2, 3, 1]);
		const astct = (text: string) => gradeStay(readChart(text, { file: "c.csv", formulary }).looks).courses["ASTCT_CRS"]?.worst;
		expect(astct("time_h,temp_c,given\n2,39,saline\n")).toBe(2);
		// Its own column counts boluses, so that none is counted twice.
		expect(astct("time_h,temp_c,given,fluid_bolus\n2,39,saline,0\n")).toBe(1);
	});
});

describe("a support at nothing is no support", () => {
	test("a cannula at 0 L/min", () => {
		const astct = (lpm: number) =>
			gradeStay(readChart(`day,temp_c,o2_device,o2_lpm\n2,39,nasal_cannula,${lpm}\n`, { file: "c.csv", formulary }).looks).courses[
				"ASTCT_CRS"
			]?.worst;
		expect([astct(0), astct(2)]).toEqual([1, 2]);
		const record = { temp_c: 39, o2: { device: "nasal_cannula", lpm: 0 } };
		for (const [id, scale] of Object.entries(scales))
			if (id.endsWith("_CRS")) expect(scale.measure(record), id).toEqual(scale.measure({ temp_c: 39 }));
	});

	test("a flow below what any device takes is asked back", () => {
		expect(told(() => readChart("day,temp_c,o2_device,o2_lpm\n2,39,nasal_cannula,0.2\n", { file: "c.csv", formulary }))).toEqual([
			"2:20 row 2 o2_lpm | 0.2 L/min with the device nasal_cannula | nasal_cannula takes at least 0.5 L/min; write 0 where nothing flows",
		]);
	});

	test("a vasopressor at 0", () => {
		const records = JSON.stringify([
			{ scale: "LEE2014_CRS", inputs: { temp_c: 39, pressors: [{ drug: "norepinephrine", rate: 0, unit: "ug/min" }] } },
		]);
		const [one] = readGradeRecords(records, { file: "r.json", formulary }).records;
		expect(scales["LEE2014_CRS"]!.measure(one!.inputs)).toMatchObject({ grade: 1 });
	});
});

test("a pressor of which nothing is known is unknown, not harmless", () => {
	const unknown = { temp_c: 39, pressors: [{ drug: "a new one", rate: 5, unit: "ug/min", hours: 5 }] };
	expect(scales["ASTCT_CRS"]!.measure(unknown)).toMatchObject({ grade: 3 });
	expect(scales["LEE2014_CRS"]!.measure(unknown)).toMatchObject({
		grade: null,
		because: expect.stringContaining("high dose is not known"),
	});
});

test("nothing in src lists drugs: their files say what they are", () => {
	const folder = new URL("../../src", import.meta.url).pathname;
	const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith(".ts"));
	// These are signs, devices, parts of the body or what a scale asks for as well.
	// These are signs, devices, parts of the body or what a scale asks for as well.
	const others = ["oxygen", "albumin", "plasma", "dialysis"];
	const names = Object.keys(formulary).filter((name) => !others.includes(name));
	const listed = new RegExp(
		`\\[[^\\]\\n]*"(?:${names.join("|")})"|^\\s*(?:${names.join("|")})(?:_rate)?\\s*:|=== "(?:${names.join("|")})"`,
	);
	const found = files.flatMap((one) =>
		readFileSync(join(folder, one), "utf8")
			.split("\n")
			.filter((line) => listed.test(line) && !/examples:|^\s*\/?\*/.test(line))
			.map((line) => `${one}: ${line.trim()}`),
	);
	expect(found).toEqual([]);
});
