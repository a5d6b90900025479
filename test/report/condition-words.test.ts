import { beforeAll, describe, expect, test } from "vitest";
import type { Expression } from "../../src/language/expression.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { pageSources } from "../../src/node/page-sources.ts";
import { saidNames } from "../../src/page/said-names.ts";
import { conditionWords, type SaidNames } from "../../src/report/condition-words.ts";

let names: SaidNames;
beforeAll(() => {
	names = saidNames(pageSources().library);
});

function expressionOf(text: string): Expression {
	const read = parseExpression(text);
	if (!("expression" in read)) throw new Error(`"${text}" cannot be read`);
	return read.expression;
}

const words = (text: string) => conditionWords(expressionOf(text), names);

describe("a condition in words", () => {
	test.each([
		["crs >= 2", "CRS is grade 2 or more"],
		["2 <= crs", "CRS is grade 2 or more"],
		["penn_crs < 3", "PENN CRS is below grade 3"],
		["attributed(crs) == 0", "CRS without signs of another cause is grade 0"],
		["worst(icans) >= 3", "the worst ICANS so far is grade 3 or more"],
		["map < 65 mmHg", "mean arterial pressure is below 65 mmHg"],
		["spo2 <= 92 percent", "oxygen saturation is 92 % or less"],
		["anc < 0.5 cells/nL", "neutrophils are below 0.5 ×10⁹/L"],
		["t >= 20 day", "it is day 20 or later"],
		["t < 36 h", "it is before hour 36"],
		["doses(tocilizumab) >= 1", "tocilizumab was given"],
		["doses(tocilizumab, 24 h) < 3", "tocilizumab was given at most twice in the last 24 h"],
		["doses(crystalloid) == 0", "crystalloid was not given"],
		["since(crystalloid) >= 1 h", "no crystalloid was begun in the last hour"],
		["on(norepinephrine)", "norepinephrine runs"],
		["not (on(norepinephrine))", "norepinephrine does not run"],
		["known(icans)", "ICANS can be told"],
		["held(crs >= 1) >= 3 day", "CRS is grade 1 or more, for 3 days or longer"],
		["change(temperature, 12 h) > 0.5 degC", "the change of temperature in the last 12 h is above 0.5 °C"],
		["map < 65 mmHg and doses(crystalloid) >= 2", "mean arterial pressure is below 65 mmHg and crystalloid was given at least twice"],
		[
			"crs >= 1 and (icans >= 1 or map < 65 mmHg)",
			"CRS is grade 1 or more and either ICANS is grade 1 or more, or mean arterial pressure is below 65 mmHg",
		],
	])("%s", (text, said) => {
		expect(words(text)).toBe(said);
	});

	test.each([
		"map < resting_pressure - 20 mmHg",
		"crs >= 2 and map * 2 < 100 mmHg",
		"(crs >= 2 ? map : spo2) > 3",
		"change(map, 6 h) == map",
	])("what is more than comparisons with written numbers is left as it is written: %s", (text) => {
		expect(words(text)).toBeUndefined();
	});
});
