import { describe, expect, test } from "vitest";
import { aRunOf, aScenario, doseTimes, told } from "../support/a-scenario.ts";

const base = "about: A patient of paper.\nfrom: -24 h\nmodules: [body]\ndefaults: { disease: calm, product: plain }\n";
const gives = (hour: number) => `standing:\n  - { give: drug, dose: 1 mg, at: ${hour} h }\n`;
const files = {
	"model.yaml": `${base}standing:\n  - { give: drug, dose: 1 mg, at: 1 h }\n  - { give: pool, dose: 1 mg, at: 5 h }\n`,
	"diseases/calm.yaml": `about: Nothing special.\n${gives(2)}`,
	"products/strong.yaml": `about: More of it.\n${gives(3)}`,
};
const until = "until: 24 h\n";
const drugTimes = (lines: string) => doseTimes(aRunOf(`${until}${lines}`, {}, { model: files }), "drug");

describe("standing treatments", () => {
	test("those of the disease go before the model's, those of the product before both, and a scenario's own before all", () => {
		expect(drugTimes("")).toEqual([2]);
		expect(drugTimes("patient: { product: strong }\n")).toEqual([3]);
		expect(drugTimes("patient: { product: strong }\ntreatments: [ { give: drug, dose: 1 mg, at: 4 h } ]\n")).toEqual([4]);
	});

	const strong = (rows: string) => ({
		...files,
		"diseases/wild.yaml": "about: Wild.\n",
		"products/strong.yaml": `${files["products/strong.yaml"]}${rows}`,
	});
	const use = (disease: string, hour: number) =>
		`  - { disease: [${disease}], dose: [1 mg, 1 mg], source: x, evidence: assumed, ${gives(hour).replace(/\n\s+- (.*)\n/, " [$1]")} }\n`;
	const uses = strong(`meant_for:\n${use("calm", 6)}  - { disease: [wild], dose: [1 mg, 1 mg], source: x, evidence: assumed }\n`);

	test("what a product says of a disease goes before what it says of all, and only there", () => {
		const times = (patient: string, more = "") =>
			doseTimes(aRunOf(`${until}patient: { product: strong${patient} }\n${more}`, {}, { model: uses }), "drug");
		expect(times("")).toEqual([6]);
		expect(times(", disease: wild")).toEqual([3]);
		expect(times("", "treatments: [ { give: drug, dose: 1 mg, at: 4 h } ]\n")).toEqual([4]);
	});

	test("and a group of a population before both", () => {
		const group = "groups: [{ share: 1, disease: calm, product: strong, standing: [{ give: drug, dose: 1 mg, at: 7 h }] }]\n";
		const table = `about: A table.\nline: second\nsetting: trial\npatients: 100\nsource: x\n`;
		const model = {
			...uses,
			"populations/bare.yaml": `${table}groups: [{ share: 1, disease: calm, product: strong }]\n`,
			"populations/own.yaml": table + group,
		};
		const times = (name: string) => doseTimes(aRunOf(`${until}population: ${name}\n`, {}, { model }), "drug");
		expect([times("bare"), times("own")]).toEqual([[6], [7]]);
	});

	test("a disease has one row of a product, whose orders are read as all others", () => {
		const rows = `meant_for:\n${use("calm", 6)}${use("calm", 7)}`;
		expect(told(() => aScenario(until, { model: strong(rows) }))).toEqual([
			'6:17 meant_for[1].disease[0] | "calm" is named twice | one row for each disease',
		]);
		expect(told(() => aScenario(until, { model: strong(`meant_for:\n${use("calm", 6).replace("1 mg, at", "1 day, at")}`) }))[0]).toMatch(
			/^5:\d+ meant_for\[0\]\.standing\[0\]\.dose \| expected a mass \(mg\)/,
		);
	});

	test("a treatment that only the model gives stays", () => {
		const run = aRunOf(`${until}patient: { product: strong }\n`, {}, { model: files });
		expect(doseTimes(run, "pool")).toEqual([5]);
	});

	test("a scenario leaves out what it names in without, and only that", () => {
		const run = aRunOf(`${until}without: [drug]\n`, {}, { model: files });
		expect([doseTimes(run, "drug"), doseTimes(run, "pool")]).toEqual([[], [5]]);
	});

	test("what does not stand, or is given by the scenario itself, cannot be left out", () => {
		const text = `${until}without: [poool, drug]\ntreatments: [ { give: drug, dose: 1 mg, at: 4 h } ]\n`;
		expect(told(() => aScenario(text, { model: files }))).toEqual([
			'4:11 without[0] | "poool" is not a standing treatment here | allowed: pool, drug. Did you mean "pool"?',
			'4:18 without[1] | "drug" is given in treatments | leave it out in one of the two places',
		]);
	});

	test("a standing treatment that is not known is a problem of the file it stands in", () => {
		const wrong = { ...files, "products/plain.yaml": "about: Plain.\nstanding:\n  - { give: drugg, at: 0 h }\n" };
		const [first] = told(() => aScenario(until, { model: wrong }));
		expect(first).toMatch(/^3:13 standing\[0\]\.give \| unknown treatment "drugg"/);
	});
});
