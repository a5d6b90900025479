import { describe, expect, test } from "vitest";
import { parseStudy } from "../../src/population/parse-study.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { models } from "../science/support.ts";
import { problemsIn, told } from "../support/a-scenario.ts";

const scenario = (...orders: readonly string[]) =>
	`about: A.\nuntil: 5 day\ntreatments:\n${orders.map((one) => `  - { ${one} }\n`).join("")}`;
const read = (text: string) => parseScenario(text, { file: "a.yaml", models });
const planOf = (order: string) => read(scenario(order)).orders;
const faults = (...orders: readonly string[]) => told(() => read(scenario(...orders)));

describe("an order as people type it", () => {
	test.each([
		[
			"give: anakinra, dose: 100 mg, at: 2 days, every: q8h, for: 24 hours",
			"give: anakinra, dose: 100 mg, at: 2 day, every: 8 h, for: 24 h",
		],
		[
			"give: norepinephrine, rate: 0.05 mcg/kg/min, at: day 1, for: 90 mins",
			"give: norepinephrine, rate: 0.05 ug/kg/min, at: 1 day, for: 90 min",
		],
		["give: norepinephrine, rate: 0.05 µg/kg/min, at: 1 d, for: 2 hrs", "give: norepinephrine, rate: 0.05 ug/kg/min, at: 1 day, for: 2 h"],
		["give: cefepime, dose: 2 grams, at: 36 h", "give: cefepime, dose: 2 g, at: 36 h"],
		["give: crystalloid, dose: 1 liter, at: 36 h, over: 1 h", "give: crystalloid, dose: 1 L, at: 36 h, over: 1 h"],
		['give: dexamethasone, dose: "10,0 mg", at: 36 hr', "give: dexamethasone, dose: 10.0 mg, at: 36 h"],
	])("%s is what %s is", (typed, plain) => {
		const [mine, canonical] = [planOf(typed), planOf(plain)];
		const words = (orders: typeof mine) => orders.map((order) => ({ ...order, why: "" }));
		expect(words(mine)).toEqual(words(canonical));
	});

	test.each([
		["give: Anakinra, dose: 100 mg, at: 2 day", 'unknown treatment "Anakinra" | Did you mean "anakinra"?'],
		['give: "Actemra 560 mg", dose: 8 mg/kg, at: 2 day', 'unknown treatment "Actemra 560 mg" | Did you mean "tocilizumab"?'],
		["give: tocilizumab, dose: 8 mg/kg, when: crs => 2", 'unexpected "=" | write >= for at least'],
		["give: tocilizumab, dose: 8 mg/kg, when: temperature > 38.5", "write the number with its unit: 38.5 degC"],
		["give: tocilizumab, dose: 8 mg/kg, when: map < 65", "write the number with its unit: 65 mmHg"],
		["give: tocilizumab, dose: 8 mg/kg, when: temperature > 101 °F", '"°F" is not a unit here | write degC'],
		[
			"give: tocilizumab, dose: 8 mg/kg, when: since(dexamethasone) > 2 months",
			'"months" is not a unit here | a month has no fixed length; write days',
		],
		["give: tocilizumab, dose: 8 mg/kg, when: doses(Decadron) >= 1", 'unknown treatment "Decadron" | Did you mean "dexamethasone"?'],
		["give: tocilizumab, dose: 8 mg/kg, when: CRS >= 2", 'Did you mean "crs"?'],
		["give: tocilizumab, dose: 8 mg/kg/dose, at: 2 day", 'unknown unit "dose" | a dose is given at one time'],
		["give: tocilizumab, dose: 8 mg/kg, at: 08:00", "this looks like a time of day"],
		["give: tocilizumab, dose: 8 mg/kg, at: 2026-03-04", "this looks like a date"],
		["give: tocilizumab, dose: 8 mg/kg, at: soon", 'write, for example, "5 day"'],
	])("%s is answered with the remedy that fits", (typed, remedy) => {
		const [only, ...others] = faults(typed);
		expect(only).toContain(remedy);
		expect(others).toEqual([]);
	});

	test("a drug under another name hides no other problem of its order", () => {
		const found = faults("give: Actemra, dose: 3 L, when: crs => 2, evry: 3 h", "give: nonsense, at: 3 mg");
		expect(found).toHaveLength(6);
		for (const words of ['"Actemra"', '"3 L" (a volume)', "write >=", "evry", '"nonsense"', '"3 mg" (a mass)'])
			expect(found.join("\n")).toContain(words);
	});
});

test("what a study varies is named with its place in the scenario", () => {
	const study = (vary: string) =>
		told(() => parseStudy(`about: A.\npatients: 2\nvary: ${vary}\noutcomes: { x: worst(crs) >= 1 }\n`, { file: "a.yaml", models }));
	expect(study("il6_gain")).toEqual([
		expect.stringContaining('found "il6_gain" | paths with their values, such as "set.il6_gain: [0.5x, 1x, 2x]"'),
	]);
	expect(study("{ il6_gain: [0.5x, 2x] }")).toEqual([expect.stringContaining('A parameter is varied as "set.il6_gain"')]);
});

describe("names that people use", () => {
	const problemsOf = (text: string) => problemsIn(() => read(text));

	test.each([
		["product: Yescarta", 'Did you mean "axi-cel"?'],
		["product: tisagenlecleucel", 'Did you mean "tisa-cel"?'],
		["disease: DLBCL", 'Did you mean "LBCL"?'],
		["disease: ALL", 'Did you mean "B-ALL"?'],
	])("%s: %s", (facts, hint) => {
		expect(problemsOf(`about: Named otherwise.\npatient: { ${facts} }\n`).map((one) => one.hint)).toEqual([expect.stringContaining(hint)]);
	});

	test("a weight that cannot be read brings no limits of another body", () => {
		const orders = "treatments:\n  - { give: dexamethasone, dose: 0.5 mg/kg, at: 4 day, every: 6 h, for: 1 day }\n";
		const keys = problemsOf(`about: A child.\npatient: { weight: 20 }\n${orders}`).map((one) => one.key);
		expect(keys).toEqual(["patient.weight"]);
	});
});
