import { describe, expect, test } from "vitest";
import { formatProblems } from "../../src/input/format-problems.ts";
import { readYaml } from "../../src/input/located-yaml.ts";
import { InputError, type Problem, throwIfAny } from "../../src/input/problem.ts";
import { checkShape, jsonSchema, shape } from "../../src/input/shape.ts";
import { workSoFar } from "../support/work.ts";

const anOrder = shape.strictObject({
	give: shape.string().meta({ description: "What is given." }),
	dose: shape.union([shape.string(), shape.number()], { error: "a number with its unit" }).optional(),
	join: shape.enum(["sum", "any"]).optional(),
});
const aFile = shape.strictObject({
	about: shape.string(),
	patients: shape.number().positive().optional(),
	modules: shape.array(shape.string()).min(1).optional(),
	orders: shape.array(anOrder).optional(),
	flows: shape.record(shape.string(), shape.strictObject({ is: shape.string() })).optional(),
});

function check(text: string) {
	const problems: Problem[] = [];
	const value = checkShape(readYaml(text, "a.yaml"), aFile, problems);
	return { value, problems, text: formatProblems(problems) };
}

describe("the shape of a file", () => {
	test("a right file passes as it is", () => {
		const { value, problems } = check("about: x\norders: [{ give: a, dose: 8 mg }]");
		expect(problems).toEqual([]);
		expect(value).toEqual({ about: "x", orders: [{ give: "a", dose: "8 mg" }] });
	});

	test("every problem is told at once, each at its place", () => {
		const { text } = check(`abuot: x
patients: -3
modules: []
orders:
  - { give: a, dsoe: 8 mg, join: som }
  - { dose: [1] }
`);
		expect(text.split("\n")).toEqual([
			'a.yaml:1:1  the key "about" is missing',
			"a.yaml:1:1  abuot  unknown key",
			'  allowed: about, patients, modules, orders, flows. Did you mean "about"?',
			"a.yaml:2:11  patients  expected more than 0, found -3",
			"a.yaml:3:10  modules  expected a list of at least 1, found a list of 0",
			"a.yaml:5:16  orders[0].dsoe  unknown key",
			'  allowed: give, dose, join. Did you mean "dose"?',
			'a.yaml:5:34  orders[0].join  "som" is not one of the allowed words',
			'  allowed: sum, any. Did you mean "sum"?',
			'a.yaml:6:5  orders[1]  the key "give" is missing',
			"a.yaml:6:13  orders[1].dose  expected a number with its unit, found a list",
		]);
	});

	test.each([
		["a text", "hello", 'expected a block of keys, found "hello"'],
		["a number", "7", "expected a block of keys, found 7"],
		["nothing", "", "expected a block of keys, found nothing"],
		["a list", "[1]", "expected a block of keys, found a list"],
	])("%s as an item of a list of blocks is one problem, not two", (_, written, message) => {
		const { problems } = check(`about: x\norders:\n  - ${written}\n  - give: a\n`);
		expect(problems.map((one) => `${one.key}: ${one.message}`)).toEqual([`orders[0]: ${message}`]);
	});

	test("a wrong part that may be missing is left out, and the rest is given back", () => {
		const { value, problems } = check("about: x\npatients: many\norders: [{ give: a, join: som }]");
		expect(problems).toHaveLength(2);
		expect(value).toEqual({ about: "x", orders: [{ give: "a" }] });
	});

	test("where only words for readers are missing, the rest is given back to be checked", () => {
		const { value, text } = check("patients: 3");
		expect(text).toBe('a.yaml:1:1  the key "about" is missing');
		expect(value).toMatchObject({ patients: 3 });
	});

	test("without a part that must be there nothing is given back", () => {
		expect(check("about: x\norders: [{ dose: 3 }]").value).toBeUndefined();
		expect(check("just a text").value).toBeUndefined();
		expect(check("").text).toBe("a.yaml:1:1  expected a block of keys, found nothing");
	});

	test.each([
		["in a block of known keys", "about: x\norders: [{ give: max(a, b), dose: 3 }]", "orders[0].b)"],
		["in a block with one key", "about: x\nflows:\n  f: { is: max(a, 0 mg) * b }", "flows.f.0 mg) * b"],
	])("an expression that YAML cut at a comma is recognized %s", (_, text, key) => {
		const [first] = check(text).problems;
		const rest = key.replace(/^(orders\[0\]|flows\.f)\./, "");
		expect(first).toMatchObject({
			key,
			message: `"${rest}" looks like the rest of an expression that YAML cut at a comma`,
			hint: "put the expression in quotes, or on its own line",
		});
	});

	test("numbers that are none are named", () => {
		expect(check("about: x\npatients: .nan").text).toBe('a.yaml:2:11  patients  expected a number, found ".nan"');
		expect(check("about: x\npatients: .inf").problems).toHaveLength(1);
	});

	test("in what JSON alone has read, words of JavaScript are unknown keys like any other, and no such value is asked for its text", () => {
		const text = '{ "about": "x", "toString": { "a": 3 }, "valueOf": 4, "orders": [{ "give": "a", "join": { "toString": "b" } }] }';
		const problems: Problem[] = [];
		checkShape({ ...readYaml("about: x", "a.yaml"), value: JSON.parse(text) }, aFile, problems);
		expect(problems.map(({ key, message }) => `${key} ${message}`)).toEqual([
			"orders[0].join a block of keys is not one of the allowed words",
			"toString unknown key",
			"valueOf unknown key",
		]);
	});

	test("each of very many unknown keys is told, and their number takes no more than its share of time", () => {
		const before = workSoFar();
		const { problems, value } = check(`about: x\n${Array.from({ length: 20_000 }, (_, i) => `key${i}: 1`).join("\n")}`);
		expect(problems).toHaveLength(20_000);
		expect(value).toEqual({ about: "x" });
		expect(workSoFar() - before).toBeLessThan(10_000);
	});

	test("a wrong item of a list leaves the places of the others as they are, and the file itself is not changed", () => {
		const yaml = readYaml("about: x\norders:\n  - { give: a }\n  - { give: 3 }\n  - { give: b, dsoe: 1 }", "a.yaml");
		const before = structuredClone(yaml.value);
		const problems: Problem[] = [];
		expect(checkShape(yaml, aFile, problems)).toBeUndefined();
		expect(problems.map(({ key, line }) => [key, line])).toEqual([
			["orders[1].give", 4],
			["orders[2].dsoe", 5],
		]);
		expect(yaml.value).toEqual(before);
	});

	test("problems are thrown together, and no problems are not thrown", () => {
		expect(() => throwIfAny([])).not.toThrow();
		expect(() => throwIfAny(check("abuot: x").problems)).toThrow(InputError);
	});
});

describe("the JSON Schema for editors comes from the same shape", () => {
	const schema = jsonSchema(aFile, "A file") as {
		title: string;
		properties: Record<string, unknown>;
		required: string[];
		additionalProperties: boolean;
	};

	test("it knows the same keys, and no others", () => {
		expect(schema.title).toBe("A file");
		expect(Object.keys(schema.properties)).toEqual(Object.keys(aFile.shape));
		expect(schema.required).toEqual(["about"]);
		expect(schema.additionalProperties).toBe(false);
	});

	test("it carries the descriptions and the allowed words", () => {
		const text = JSON.stringify(schema);
		expect(text).toContain("What is given.");
		expect(text).toContain('"enum":["sum","any"]');
	});
});
