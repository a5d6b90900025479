import { describe, expect, test } from "vitest";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { told } from "../support/a-scenario.ts";

const models = modelsAtHand();
const parse = (set: string) =>
	parseScenario(`about: A test.\nuntil: 1 day\npatient: { disease: LBCL, product: axi-cel }\nset: ${set}\n`, { file: "s.yaml", models });

/** The value of a parameter and its coefficient of variation. */
function numbersOf(set: string, name = "cytokine_gain") {
	const { flat, varying } = parse(set);
	return { value: flat.parameters.find((one) => one.name === name)?.value, cv: varying.find((one) => one.name === name)?.cv };
}

describe("parameters set for the patients of one disease or product", () => {
	test("hold for those alone, as if they were set for all", () => {
		expect(numbersOf("{ axi-cel: { cytokine_gain: 2x } }")).toEqual(numbersOf("{ cytokine_gain: 2x }"));
		expect(numbersOf("{ axi-cel: { cytokine_gain: 0.5 } }")).toEqual(numbersOf("{ cytokine_gain: 0.5 }"));
		expect(numbersOf("{ LBCL: { cytokine_gain: { spread: 0.5x } } }")).toEqual(numbersOf("{ cytokine_gain: { spread: 0.5x } }"));
		expect(numbersOf("{ tisa-cel: { cytokine_gain: 2x }, B-ALL: { cytokine_gain: 3x } }")).toEqual(numbersOf("{}"));
	});

	test("are multiplied with what is set for all, whichever is written first", () => {
		const both = numbersOf("{ cytokine_gain: { value: 2x, spread: 0.5x }, axi-cel: { cytokine_gain: { value: 1.5x, spread: 0.5x } } }");
		expect(both).toEqual(
			numbersOf("{ axi-cel: { cytokine_gain: { value: 1.5x, spread: 0.5x } }, cytokine_gain: { value: 2x, spread: 0.5x } }"),
		);
		expect(both.value).toBeCloseTo(3 * numbersOf("{}").value!, 12);
		expect(both.cv).toBeCloseTo(numbersOf("{}").cv! / 4, 12);
	});

	test("are checked for every disease and product, whoever this patient is", () => {
		expect(told(() => parse("{ tisa-cel: { cytokine_gian: 2x } }"))[0]).toContain('unknown parameter "cytokine_gian"');
		expect(told(() => parse("{ tisa-cel: { cytokine_gain: 2 h } }"))[0]).toContain('"2 h" (a time)');
		expect(told(() => parse("{ axi-cell: { cytokine_gain: 2x } }"))[0]).toContain('unknown parameter "axi-cell"');
	});

	test("are not what a form with a part left out is taken for", () => {
		expect(told(() => parse("{ il6: { to: 100 pg/mL } }"))[0]).toContain("expected a value, a multiple");
		expect(told(() => parse("{ il6: { cytokine_gain: 2x } }"))).toHaveLength(1);
	});
});
