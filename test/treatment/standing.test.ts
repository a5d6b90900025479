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
