import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/language/evaluate.ts";
import { binary, type Expression, name, number } from "../../src/language/expression.ts";
import { type Assignment, javascript, prelude, shareCommon } from "../../src/language/generate.ts";
import { evaluateWithMathjs } from "../../src/language/mathjs.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { printExpression } from "../../src/language/print.ts";
import { simplify } from "../../src/language/simplify.ts";
import { functionFromText } from "../../src/model/function-from-text.ts";
import { type AnyValues, anyCondition, anyExpression, anyNames, anyValues } from "./any-expression.ts";
import { areTame, valueAt, valuesInside } from "./values-inside.ts";

const often = { numRuns: 1500, seed: 20261123 };

/** Rounding is measured against the largest value on the way. */
const tolerance = (inside: readonly number[]) => 1e-12 * Math.max(1, ...inside.map(Math.abs));

function generated(e: Expression): (values: AnyValues) => number {
	const code = `${prelude}\nreturn (${anyNames.join(", ")}) => ${javascript(e, (one) => one)};`;
	const made = functionFromText<(...values: number[]) => number | boolean>(code);
	return (values) => Number(made(...anyNames.map((one) => values[one])));
}

function reread(text: string): Expression {
	const parsed = parseExpression(text);
	if ("fault" in parsed) throw new Error(`${text}: ${parsed.fault.message}`);
	return parsed.expression;
}

describe("every way to the value of an expression gives the same value", () => {
	test("printing and reading back gives the very same value", () => {
		fc.assert(
			fc.property(fc.oneof(anyExpression, anyCondition), anyValues, (e, values) => {
				expect(valueAt(reread(printExpression(e)), values)).toBe(valueAt(e, values));
			}),
			often,
		);
	});

	test("printing is the same after reading back", () => {
		fc.assert(
			fc.property(anyExpression, (e) => {
				const text = printExpression(reread(printExpression(e)));
				expect(printExpression(reread(text))).toBe(text);
			}),
			often,
		);
	});

	test("generated code equals slow evaluation", () => {
		fc.assert(
			fc.property(fc.oneof(anyExpression, anyCondition), anyValues, (e, values) => {
				const inside = valuesInside(e, values);
				fc.pre(areTame(inside));
				expect(Math.abs(generated(e)(values) - inside[0]!)).toBeLessThanOrEqual(tolerance(inside));
			}),
			often,
		);
	});

	test("mathjs itself, which knows nothing of our evaluation, gives the same value", () => {
		let compared = 0;
		fc.assert(
			fc.property(fc.oneof(anyExpression, anyCondition), anyValues, (e, values) => {
				const inside = valuesInside(e, values);
				fc.pre(areTame(inside));
				compared++;
				expect(Math.abs(evaluateWithMathjs(e, values) - inside[0]!)).toBeLessThanOrEqual(tolerance(inside));
			}),
			{ ...often, numRuns: 700 },
		);
		expect(compared).toBeGreaterThanOrEqual(700);
	});

	test("simplifying changes no value", () => {
		fc.assert(
			fc.property(anyExpression, anyValues, (e, values) => {
				const inside = valuesInside(e, values);
				fc.pre(areTame(inside));
				expect(Math.abs(valueAt(simplify(e), values) - inside[0]!)).toBeLessThanOrEqual(tolerance(inside));
			}),
			often,
		);
	});

	test("computing shared parts once changes no value, and nothing is read before it stands", () => {
		fc.assert(
			fc.property(anyExpression, anyExpression, anyValues, (one, two, values) => {
				const together = binary("+", binary("*", one, two), one);
				const rows: Assignment[] = [
					{ name: "first", is: one },
					{ name: "second", is: binary("-", name("first"), two) },
					{ name: "third", is: together },
				];
				const run = (assignments: readonly Assignment[]) => {
					const known = new Map<string, number>(Object.entries(values));
					const read = (key: string) => {
						if (!known.has(key)) throw new Error(`${key} is read before it stands`);
						return known.get(key)!;
					};
					for (const { name: key, is } of assignments) known.set(key, evaluate(is, { number: read }));
					return rows.map((row) => known.get(row.name));
				};
				expect(run(shareCommon(rows, (i) => `%${i}`))).toEqual(run(rows));
			}),
			{ ...often, numRuns: 500 },
		);
	});

	test("a part that stands twice is computed once", () => {
		const part = reread("exp(a * b) + hill(a, c)");
		const shared = shareCommon([{ name: "f", is: binary("/", part, binary("+", part, number(1))) }], (i) => `%${i}`);
		const text = shared.map(({ is }) => printExpression(is)).join("; ");
		expect(text.match(/exp/g)).toHaveLength(1);
		expect(text.match(/hill/g)).toHaveLength(1);
	});

	test("a comparison with something unknown is false in generated code too", () => {
		for (const operator of ["<", "<=", ">", ">=", "==", "!="]) {
			const e = reread(`a ${operator} b ? 1 : 0`);
			const values = { a: Number.NaN, b: 1, c: 0 };
			expect(valueAt(e, values), operator).toBe(0);
			expect(generated(e)(values), operator).toBe(0);
		}
	});
});

describe("precedence is that of school", () => {
	test.each([
		["-2^2", -4],
		["2^3^2", 512],
		["2^-1", 0.5],
		["8/4*2", 4],
		["10 - 4 - 3", 3],
		["2 - -2", 4],
		["--3", 3],
		["2 * 3 + 4 * 5", 26],
		["-2 * 3", -6],
		["1 + 2 > 2 ? 10 : 20", 10],
		["(not (1 > 2) and 2 > 1) ? 1 : 0", 1],
		["(not (2 > 1) or 2 > 1) ? 1 : 0", 1],
		["(1 > 2 or 2 > 1 and 1 > 2) ? 1 : 0", 0],
		["6 / min(2, 3)", 3],
		["hill(2, 2)", 0.5],
		["hill(-1, 2, 2)", 0],
		["hill(4, 2, 2)", 0.8],
		["clamp(5, 0, 3)", 3],
		["max(1, 2, 3) - min(1, 2, 3)", 2],
		["1\n  + 1", 2],
		["1 +\r\n1", 2],
		["1e3 / 2.5E2", 4],
		[".5 + 5.", 5.5],
	])("%s is %d", (text, value) => {
		const e = reread(text);
		expect(valueAt(e, { a: 0, b: 0, c: 0 })).toBe(value);
		expect(evaluateWithMathjs(e, {})).toBe(value);
	});
});
