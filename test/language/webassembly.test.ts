import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { functionsCalledBy } from "../../src/elementary/in-webassembly.ts";
import { powerTables } from "../../src/elementary/power-tables.ts";
import { call, name } from "../../src/language/expression.ts";
import { javascript, prelude } from "../../src/language/generate.ts";
import { webAssembly } from "../../src/language/webassembly.ts";
import { asArithmetic } from "../../src/model/arithmetic.ts";
import { functionFromText } from "../../src/model/function-from-text.ts";
import { exportsOf } from "../../src/ode/machine.ts";
import { assemble } from "../../src/webassembly/assemble.ts";
import { anyExpression, anyNames } from "./any-expression.ts";

type OfThree = (...values: number[]) => number;

const parameters = anyNames.map((one) => `(param $${one} f64)`).join(" ");

const anyPoint = fc.tuple(
	...anyNames.map(() =>
		fc.oneof(
			fc.double(),
			fc.double({ min: -4, max: 4 }),
			fc.constantFrom(0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
		),
	),
);

describe("expressions in WebAssembly", () => {
	test("have the value that they have in JavaScript, to the last bit, at numbers, infinities and unknowns", () => {
		fc.assert(
			fc.property(anyExpression.map(asArithmetic), fc.array(anyPoint, { minLength: 8, maxLength: 8 }), (e, points) => {
				const body = webAssembly(e, (one) => `(local.get $${one})`);
				const functions = functionsCalledBy([body], { tables: 0 }).join("\n");
				const { f: assembled, memory } = exportsOf(
					assemble(`(module (memory (export "memory") 1) ${functions} (func (export "f") ${parameters} (result f64) ${body}))`),
				) as { f: OfThree; memory: { buffer: ArrayBuffer } };
				new Float64Array(memory.buffer).set(powerTables);
				const generated = functionFromText<OfThree>(`${prelude}\nreturn (${anyNames.join(", ")}) => ${javascript(e, (one) => one)};`);
				for (const point of points) expect(assembled(...point)).toBe(generated(...point));
			}),
			{ seed: 20261124, numRuns: 1500 },
		);
	});

	test("a hill function must have become arithmetic before", () => {
		expect(() => webAssembly(call("hill", [name("a"), name("b")]), String)).toThrow("hill cannot be written in WebAssembly");
	});
});
