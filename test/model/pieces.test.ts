import { describe, expect, test } from "vitest";
import { flatten } from "../../src/model/flatten.ts";
import { compileModel } from "../../src/model/model-program.ts";
import { asFunction, type Line } from "../../src/model/pieces.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";

const made = (lines: readonly string[], name: string) => new Function(`${lines.join("\n")}\nreturn ${name};`)() as (y: number[]) => number;

/** Each number needs the one before it and the very first: those at the ends of pieces are needed by later pieces. */
const chain = (count: number): Line[] =>
	Array.from({ length: count }, (_, i) => ({
		name: `c${i}`,
		is: i === 0 ? "y[0] + 1" : `c${i - 1} * 0.5 + c0`,
		...(i % 7 === 0 ? { place: `y[${i}]` } : {}),
	}));

describe("functions in pieces", () => {
	test("many pieces give the numbers that one would, whether a number has a place or is handed on", () => {
		const last = 5000;
		const code = asFunction({ name: "f", parameters: "y", returns: "y[1]" }, [
			...chain(last),
			{ name: "", place: "y[1]", is: `c${last - 1} + c3` },
		]);
		expect(code.filter((line) => /^const f\d+ =/.test(line)).length).toBeGreaterThan(3);
		let c = 3;
		for (let i = 1; i < last; i++) c = c * 0.5 + 3;
		expect(made(code, "f")([2])).toBe(c + (((3 * 0.5 + 3) * 0.5 + 3) * 0.5 + 3));
	});

	test("what is short is one function", () => {
		const code = asFunction({ name: "f", parameters: "y", returns: "y[1]" }, [
			{ name: "c0", is: "y[0] * 2" },
			{ name: "", place: "y[1]", is: "c0 + 1" },
		]);
		expect(code.join("\n")).toBe("const f = (y) => {\n\tconst c0 = y[0] * 2;\n\ty[1] = c0 + 1;\n\treturn y[1];\n};");
	});

	test("no function of the shipped model with all its treatments comes near 60 kB, beyond which none is optimized", () => {
		const { model, treatments } = modelsAtHand().get("cart-crs")!;
		const flat = flatten(model, { treatments: [...treatments.values()].map((one) => one.equations) });
		const { code } = compileModel(flat, { machineCode: false });
		for (const body of [code.equations, code.algebra.body])
			for (const text of body.split(/^};$/m)) expect(text.length).toBeLessThan(40_000);
	});
});
