import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { usualAt } from "../../src/model/usual-range.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { aScenario, tinyModel, told } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";

const models = modelsAtHand();
const library = models.get("cart-crs")!;
const warningsOf = (lines: string, until = "1 day") =>
	parseScenario(`about: A test.\nuntil: ${until}\n${lines}`, { file: "s.yaml", models }).warnings;
const patient = (facts: string) => warningsOf(`patient: { ${facts} }\n`);

describe("weight and age", () => {
	const [range] = library.usualRanges;

	test("between two rows the bounds lie between theirs, and beyond the ends they stay", () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 90, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }), (age, more) => {
				const [[least, most], [later, latest]] = [usualAt(range!, age), usualAt(range!, age + more)];
				expect(least).toBeGreaterThan(0);
				expect(most).toBeGreaterThan(least);
				expect(later >= least && latest >= most).toBe(true);
			}),
		);
		expect(usualAt(range!, 1.5)).toEqual([expect.closeTo(8.895, 10), expect.closeTo(14.17, 10)]);
		expect(usualAt(range!, 70)).toEqual([45.05, 100.78]);
	});

	test("that hardly go together are told with what is usual", () => {
		expect(patient("age: 0.01 year, weight: 80 kg")[0]).toMatch(/^weight 80 kg at age 0.01 year: usual is 2.44 kg to 4.57 kg \(CDC/);
		expect(patient("age: 3 year").some((one) => one.startsWith("weight 70 kg at age 3 year"))).toBe(true);
		expect(patient("age: 40 year, weight: 20 kg")[0]).toMatch(/^weight 20 kg at age 40 year: usual is 45 kg to 101 kg/);
	});

	test.each(["", "age: 15 year, weight: 50 kg", "age: 15 year, weight: 110 kg", "age: 70 year, weight: 120 kg"])(
		"%j is not worth a word",
		(facts) => {
			expect(patient(facts)).toEqual([]);
		},
	);

	test("a file that does not fit the model is refused where it is wrong", () => {
		const usual = (rows: string, by = "age") =>
			told(() => {
				aScenario("", {
					model: {
						"usual/w.yaml": `about: x\nfact: weight\nby: ${by}\nsource: x\nevidence: measured\nbeyond: { value: 2, source: x, evidence: assumed }\nrows: ${rows}\n`,
					},
				});
			});
		expect(usual("[[0 year, 1 kg, 2 kg]]")).toEqual([]);
		expect(usual("[[0 year, 1 kg, 2 kg]]", "height")).toEqual([
			'3:5 by | unknown covariate "height" | allowed: weight, age. Did you mean "weight"?',
		]);
		expect(usual("[[1 year, 1 kg, 2 kg], [1 year, 1 kg, 2 kg]]")).toEqual(["7:31 rows[1][0] | expected rows in rising order"]);
		expect(usual("[[1 year, 3 kg, 2 kg]]")).toEqual(["7:8 rows[0] | the lower bound is above the upper bound"]);
		expect(usual("[[1 kg, 3 kg, 2 kg]]")[0]).toContain('"1 kg" (a mass)');
	});
});

describe("product and disease", () => {
	test("each product of the model brings a dose that is usual for the first disease that it is meant for", () => {
		for (const { name, meantFor } of library.model.products.values()) {
			expect(meantFor.length).toBeGreaterThan(0);
			const about = (facts: string) => patient(facts).filter((one) => one.startsWith(name));
			expect(about(`product: ${name}, disease: ${meantFor[0]!.diseases[0]}`)).toEqual([]);
		}
	});

	test("a product brings another dose and conditioning where its file says so of a disease", () => {
		const given = (disease: string) => {
			const text = `about: A test.\nuntil: 1 day\npatient: { product: brexu-cel, disease: ${disease}, weight: 76 kg }\n`;
			return parseScenario(text, { file: "s.yaml", models }).orders.map(({ treatment, why }) => `${treatment} ${why}`);
		};
		expect(given("MCL")).toEqual(["fludarabine at -5 day", "cyclophosphamide at -5 day", "cart_infusion at 0 h"]);
		expect(given("B-ALL-adult")).toEqual(["fludarabine at -4 day", "cyclophosphamide at -2 day", "cart_infusion at 0 h"]);
		expect(patient("product: brexu-cel, disease: B-ALL-adult").filter((one) => one.startsWith("brexu"))).toEqual([]);
	});

	test.each([
		["disease: MM, product: axi-cel", /^axi-cel is not meant for MM, but for LBCL, FL \(FDA label of Yescarta/],
		["disease: MCL, product: ide-cel", /^ide-cel is not meant for MCL/],
	])("%s", (facts, expected) => {
		expect(patient(facts)[0]).toMatch(expected);
	});

	const lines = "patient: { disease: B-ALL-adult, product: brexu-cel }\n";
	const given = (dose: string) => warningsOf(`${lines}treatments: [ { give: cart_infusion, dose: "${dose}", at: 0 h } ]\n`);

	test("a dose of the scenario's own counts, and what is left out does not", () => {
		expect(given("2e6 cells/kg")[0]).toMatch(/^brexu-cel for B-ALL-adult: 1.52e8 cells given; usual is 1e6 cells\/kg, at most 1e8 cells/);
		expect(given("1e6 cells/kg")).toEqual([]);
		expect(warningsOf(`${lines}without: [cart_infusion]\n`)).toEqual([]);
	});

	test("of a product in two parts the sum counts, and of one that is given once a second infusion is odd", () => {
		const facts = "patient: { disease: B-ALL-adult, product: obe-cel, blasts: 3 percent, weight: 70 kg }\n";
		for (const until of ["1 day", "20 day"]) expect(warningsOf(facts, until)).toEqual([]);
		const both = (first: string, second: string, product = "obe-cel, disease: B-ALL-adult") => {
			const rows = [`dose: ${first}, at: 0 day`, `dose: ${second}, at: 9 day`].map((row) => `  - { give: cart_infusion, ${row} }\n`);
			return warningsOf(`patient: { product: ${product}, weight: 70 kg }\ntreatments:\n${rows.join("")}`, "20 day");
		};
		expect(both("10e6 cells", "400e6 cells")).toEqual([]);
		expect(both("10e6 cells", "10e6 cells")[0]).toMatch(/^obe-cel for B-ALL-adult: 2e7 cells given; usual is 4.1e8 cells/);
		expect(both("2e6 cells/kg", "2e6 cells/kg", "axi-cel")[0]).toMatch(/^axi-cel for LBCL: 2.8e8 cells given; usual is 2e6 cells\/kg/);
	});

	test("of a dose that is chosen or computed what this patient gets counts", () => {
		expect(given("weight > 100 kg ? 2e8 cells : 1e6 cells/kg")).toEqual([]);
		expect(given("weight > 50 kg ? 2e8 cells : 1e6 cells/kg")).toHaveLength(1);
		expect(given("1e6 cells/kg * min(weight, 100 kg)")).toEqual([]);
		expect(given("3e6 cells/kg * min(weight, 100 kg)")).toHaveLength(1);
	});

	test("what the table of a population says of its own patients is not odd; what a scenario changes of it is", () => {
		const about = (population: string, lines = "") =>
			warningsOf(`population: ${population}\n${lines}`).filter((one) => /usual is|not meant/.test(one));
		for (const population of ["B-cell-defined-composition", "MM-late-line-ide-cel", "LBCL-third-line-liso-cel"])
			expect(about(population)).toEqual([]);
		const dose = "treatments: [ { give: cart_infusion, dose: 1.5e8 cells, at: 0 h } ]\n";
		expect(about("MM-late-line-ide-cel", dose)).toEqual([expect.stringContaining("ide-cel for MM: 1.5e8 cells given; usual is 3e8 cells")]);
		expect(about("MM-late-line-ide-cel", "patient: { product: axi-cel }\n")).toEqual([
			expect.stringContaining("axi-cel is not meant for MM"),
		]);
	});

	test("an unknown disease in a product's file is refused", () => {
		const text = tinyModel().texts.get("products/plain.yaml")!;
		const use = "meant_for: [ { disease: [clam], dose: [1 mg, 2 mg], source: x, evidence: measured } ]\n";
		expect(told(() => aScenario("", { model: { "products/plain.yaml": text + use } }))).toEqual([
			'2:26 meant_for[0].disease[0] | unknown disease "clam" | allowed: calm. Did you mean "calm"?',
		]);
	});
});

describe("ICE in children", () => {
	const about = (warnings: readonly string[]) => warnings.filter((one) => one.startsWith("ICE is meant for 12 years and older"));

	test("is told below 12 years, and not from then on", () => {
		expect(about(aScenario("patient: { age: 11.9 year }\n").warnings)).toHaveLength(1);
		expect(about(aScenario("patient: { age: 12 year }\n").warnings)).toEqual([]);
	});

	test("also of a virtual patient who is younger than the nominal one", () => {
		const body = tinyModel().texts.get("modules/body.yaml")!.replace("default: 50 year,", "default: 14 year, cv: 0.5,");
		const plan = aScenario("until: 1 h\n", { model: { "modules/body.yaml": body } });
		expect(about(plan.warnings)).toEqual([]);
		const runs = Array.from({ length: 12 }, (_, i) => runPlan(plan, {}, { seed: 1, patient: i }));
		const told = runs.map((run) => [run.patient["age"]!.value < 12, about(run.warnings).length === 1]);
		expect(told.some(([isChild]) => isChild)).toBe(true);
		for (const [isChild, isTold] of told) expect(isTold).toBe(isChild);
	});

	test("not where nobody grades ICANS", () => {
		const main = tinyModel().texts.get("model.yaml")!.replace("  icans: { graded_by: ASTCT_ICANS }\n", "");
		expect(about(aScenario("patient: { age: 3 year }\n", { model: { "model.yaml": main } }).warnings)).toEqual([]);
	});
});

describe("true from the start", () => {
	const ofOrder = (when: string) =>
		aScenario(`treatments:\n  - { give: drug, when: "${when}" }\n`).warnings.filter((one) => one.includes("from the start"));

	test.each([
		"since(pool) >= 2 h",
		"crs >= 1 or since(pool) >= 2 h",
		"doses(pool) < 1",
		"age >= 18 year",
		"t < 0 h",
		"step(oxygen) < 2",
		"not (on(pressor))",
	])("%s", (when) => {
		expect(ofOrder(when)).toHaveLength(1);
	});

	test.each([
		"crs >= 1",
		"temperature < 50 degC",
		"since(pool) >= 2 h and crs >= 1",
		"doses(pool) >= 1 and since(pool) >= 2 h",
		"t >= 0 h",
		"on(pressor)",
		"held(crs < 1) > 2 h",
	])("%s is not, or not without a sign", (when) => {
		expect(ofOrder(when)).toEqual([]);
	});

	test("what to write is no longer true from the start, and is read", () => {
		for (const when of ["since(pool) >= 2 h", "crs >= 1 or since(pool) >= 2 h", "since(pool) >= 2 h and since(pressor) > 1 h"]) {
			const [, written] = /write "(.*)"$/.exec(ofOrder(when)[0]!)!;
			expect(ofOrder(written!)).toEqual([]);
		}
	});
});
