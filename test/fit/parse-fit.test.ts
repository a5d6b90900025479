import { describe, expect, test } from "vitest";
import { parseFit } from "../../src/fit/parse-fit.ts";
import { InputError } from "../../src/input/problem.ts";
import { variedPaper } from "../support/a-study-text.ts";

const head = "about: A fit of paper.\nmodel: tiny\npatients: 20\nmembers: 10\ntrials: [paper]\n";
const known = variedPaper.model.modules[0]!.parameters[0]!.name;
const parse = (text: string) => parseFit(text, { file: "fit.yaml", models: new Map([["tiny", variedPaper]]) });

function refusals(text: string): string[] {
	try {
		parse(text);
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ line, column, key, message }) => `${line}:${column} ${key}: ${message}`);
		throw error;
	}
	return [];
}

const knob = (name: string, between: string) => `parameters: { ${name}: { between: ${between}, because: assumed } }\n`;

describe("a fit file", () => {
	test("says what may move, and the rest is as usual", () => {
		expect(parse(head + knob(known, '["0.5x", "2x"]'))).toMatchObject({
			seed: 1,
			steps: 4,
			discrepancy: 0.1,
			uses: ["fit"],
			knobs: [{ name: known, of: "value", least: 0.5, most: 2, because: "assumed" }],
		});
	});

	test("moves values and spreads apart", () => {
		const { knobs } = parse(`${head}parameters: { ${known}: { between: ["0.5x", "2x"], spread: ["0.2x", "1.5x"], because: assumed } }\n`);
		expect(knobs.map(({ of, least }) => [of, least])).toEqual([
			["value", 0.5],
			["spread", 0.2],
		]);
	});

	test("moves a parameter of all patients and of those of one product apart", () => {
		const { knobs } = parse(`${head}parameters: {}\ngroups: { strong: { ${known}: { between: ["0.5x", "2x"], because: assumed } } }\n`);
		expect(knobs).toMatchObject([{ name: known, group: "strong", of: "value", least: 0.5 }]);
	});

	test.each([
		[
			"an unknown product",
			`${knob(known, '["0.5x", "2x"]')}groups: { nothing: {} }\n`,
			'groups.nothing: unknown disease or product "nothing"',
		],
		["an unknown parameter", knob("nothing", '["0.5x", "2x"]'), 'parameters.nothing: unknown parameter "nothing"'],
		["bounds without the value in use", knob(known, '["2x", "3x"]'), "1x does not lie between 2x and 3x"],
		["bounds the wrong way round", knob(known, '["2x", "0.5x"]'), "1x does not lie between 2x and 0.5x"],
		["a bound of zero", knob(known, '["0x", "2x"]'), '"0x" is not above zero'],
		["a value in place of a multiple", knob(known, '["0.5", "2x"]'), "0.5"],
		["no bounds", `parameters: { ${known}: { because: assumed } }\n`, "nothing of it may move"],
		["nothing that may move", "parameters: {}\n", "nothing may move"],
	])("refuses %s", (_, text, message) => {
		const found = refusals(head + text);
		expect(found).toHaveLength(1);
		expect(found[0]).toContain(message);
	});

	test("tells everything that is wrong at once", () => {
		const text = `${head.replace("tiny", "tinny").replace("[paper]", "[paper, paper]")}${knob(known, '["2x", "3x"]')}`;
		expect(refusals(text)).toHaveLength(3);
	});
});
