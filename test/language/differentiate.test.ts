import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differentiate } from "../../src/language/differentiate.ts";
import { call, type Expression, name } from "../../src/language/expression.ts";
import { functions } from "../../src/language/functions.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { printExpression } from "../../src/language/print.ts";
import { type AnyValues, anyExpression, anyNames, anyValues } from "./any-expression.ts";
import { areTame, valueAt, valuesInside } from "./values-inside.ts";

function parsed(text: string): Expression {
	const read = parseExpression(text);
	if ("fault" in read) throw new Error(read.fault.message);
	return read.expression;
}

/** The slope by differences of fourth order; undefined near a kink or a pole, where two distances disagree. */
function slope(e: Expression, by: keyof AnyValues, at: AnyValues): number | undefined {
	const value = (shift: number) => valueAt(e, { ...at, [by]: at[by] + shift });
	const difference = (h: number) => (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h);
	const [near, far] = [difference(1e-3), difference(2e-3)];
	const size = 1 + Math.abs(near) + Math.abs(value(0));
	const bend = Math.abs(value(1e-4) - 2 * value(0) + value(-1e-4)) / 1e-4;
	const smooth = Number.isFinite(near) && size < 1e6 && Math.abs(near - far) < 1e-6 * size && bend < 0.05 * size;
	return smooth ? near : undefined;
}

function holdsFor(e: Expression, values: fc.Arbitrary<AnyValues>, runs: number): number {
	let compared = 0;
	fc.assert(
		fc.property(values, fc.constantFrom(...anyNames), ({ a, b, c }, by) => {
			// Whole numbers are where kinks lie, so the points are moved beside them.
			const at = { a: a + 0.0173, b: b - 0.0291, c: c + 0.0413 };
			const expected = slope(e, by, at);
			if (expected === undefined || !areTame(valuesInside(e, at))) return;
			compared++;
			const found = valueAt(differentiate(e, by), at);
			const size = 1 + Math.abs(expected) + Math.abs(valueAt(e, at));
			expect(Math.abs(found - expected) / size, `d(${printExpression(e)})/d${by} at ${JSON.stringify(at)}`).toBeLessThan(1e-5);
		}),
		{ numRuns: runs, seed: 7 },
	);
	return compared;
}

/** Each function of the language by each argument, alone and inside others. */
const rows: Readonly<Record<string, readonly string[]>> = {
	exp: ["exp(a)", "exp(-a * b) * c"],
	log: ["log(a^2 + 1)", "b * log(abs(a) + 0.5)"],
	sqrt: ["sqrt(a^2 + b^2 + 1)"],
	abs: ["abs(a - b)", "abs(a)^3"],
	min: ["min(a, b, c)", "min(a * b, 1)", "min(a)"],
	max: ["max(a, b, c)", "max(a - b, 0)^2"],
	pow: ["pow(a^2 + 1, b)", "pow(a, 3)"],
	hill: ["hill(a, b^2 + 0.5)", "hill(a, b^2 + 0.5, 2)", "hill(a, b^2 + 0.5, 2.5)", "hill(a^2 + 0.2, b^2 + 0.5, c)", "hill(a - b, 1, 4)"],
	clamp: ["clamp(a, b, c)", "clamp(a * b, -1, 1)"],
	sin: ["sin(a * b)"],
	cos: ["cos(a + b^2)"],
	tanh: ["tanh(a * b - c)"],
	arcsin: ["arcsin(sin(a) / 2)"],
	arccos: ["b * arccos(tanh(a) / 2)"],
	arctan: ["arctan(a * b - c)"],
	factorial: ["factorial(floor(abs(a))) * b"],
	ceil: ["ceil(a * 10) / 10 + a"],
	floor: ["floor(a * 10) / 10 + a"],
	round: ["a^2 + round(a)"],
	"+ - * /": ["a + b - c * a", "a / (b^2 + 1)", "(a - b) / (1 + c^2) - -a", "+a"],
	"^": ["a^3", "a^-2", "(a^2 + 1)^b", "2^a", "(a^2 + 0.1)^0.5", "a^b^2"],
	conditions: ["a > b ? a^2 : b * c", "not (a > 1) and b > 0 or c > 2 ? a * b : a - b", "(a > 0 ? (b > 0 ? a * b : a) : b)"],
};

describe("derivatives", () => {
	test("every function of the language is among those tried", () => {
		expect(Object.keys(rows)).toEqual(expect.arrayContaining(Object.keys(functions)));
	});

	test.each(Object.entries(rows).flatMap(([what, texts]) => texts.map((text) => [what, text] as const)))(
		"%s: the derivative of %s equals differences of its values",
		(_, text) => {
			expect(holdsFor(parsed(text), anyValues, 300)).toBeGreaterThan(50);
		},
	);

	test("the derivative of any expression by any of its names equals differences of its values", () => {
		let compared = 0;
		fc.assert(
			fc.property(anyExpression, (e) => {
				compared += holdsFor(e, anyValues, 3);
			}),
			{ numRuns: 1000, seed: 11 },
		);
		expect(compared).toBeGreaterThan(500);
	});

	test("a name that is not read has the derivative 0", () => {
		for (const text of Object.values(rows).flat())
			expect(differentiate(parsed(text), "elsewhere")).toMatchObject({ kind: "number", value: 0 });
	});

	test("a maximum of 16 arguments has a derivative of a length that can be read", () => {
		const names = Array.from({ length: 16 }, (_, i) => name(`x${i}`));
		expect(printExpression(differentiate(call("max", names), "x0")).length).toBeLessThan(3000);
	});

	test("0 and 1 are not left standing in products, sums and powers", () => {
		expect(printExpression(differentiate(parsed("3 * a + b"), "a"))).toBe("3");
		expect(printExpression(differentiate(parsed("a^2"), "a"))).toBe("2 * a");
		expect(printExpression(differentiate(parsed("a > 0 ? b : c"), "a"))).toBe("0");
	});
});
