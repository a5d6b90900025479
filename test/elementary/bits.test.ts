import { describe, expect, test } from "vitest";
import { elementary } from "../../src/elementary/elementary.ts";
import { expm1 } from "../../src/elementary/exponential.ts";
import { functionsCalledBy } from "../../src/elementary/in-webassembly.ts";
import { log1p, log2 } from "../../src/elementary/logarithm.ts";
import { powerTables } from "../../src/elementary/power-tables.ts";
import { assemble } from "../../src/webassembly/assemble.ts";
import { hexOf, manyNumbers, specials } from "./arguments.ts";
import * as exact from "./exact.ts";

const { POSITIVE_INFINITY: infinity, NaN: unknown } = Number;

interface Machine {
	readonly memory: { readonly buffer: ArrayBuffer };
	/** Puts the function of each pair of numbers at 0 and 8, 16 and 24, … behind all of them. */
	readonly all: (count: number) => void;
}

const modules = globalThis as unknown as {
	WebAssembly: { Module: new (bytes: Uint8Array) => object; Instance: new (module: object) => { exports: unknown } };
};

/** The function of many pairs of numbers, as machine code computes it. */
function byMachine(name: string, arity: number, pairs: Float64Array): Float64Array {
	const at = (offset: number) => `(f64.load offset=${offset} (local.get $i))`;
	const call = `(call $${name} ${[at(0), at(8)].slice(0, arity).join(" ")})`;
	const tables = 16 * Math.ceil(pairs.length / 2) * 2;
	const text = `(module (memory (export "memory") ${Math.ceil((tables + 8 * powerTables.length) / 65536)})
		${functionsCalledBy([call], { tables }).join("\n")}
		(func (export "all") (param $end i32) (local $i i32)
			(loop $each
				(f64.store (local.get $i) ${call})
				(local.set $i (i32.add (local.get $i) (i32.const 16)))
				(br_if $each (i32.lt_u (local.get $i) (local.get $end))))))`;
	const { memory, all } = new modules.WebAssembly.Instance(new modules.WebAssembly.Module(assemble(text))).exports as Machine;
	const numbers = new Float64Array(memory.buffer);
	numbers.set(pairs);
	numbers.set(powerTables, tables / 8);
	all(8 * pairs.length);
	return numbers.slice(0, pairs.length).filter((_, i) => i % 2 === 0);
}

const count = 200_000;
const ranges: Readonly<Record<string, readonly [number, number]>> = {
	exp: [-750, 715],
	expm1: [-45, 60],
	log: [0, 3],
	sin: [-40, 40],
	cos: [-1e6, 1e6],
	tanh: [-23, 23],
	arcsin: [-1.1, 1.1],
	arccos: [-1.1, 1.1],
	arctan: [-5, 5],
	factorial: [-3, 180],
	round: [-40, 40],
};

describe("machine code gives the bits of JavaScript", () => {
	test.each(Object.entries({ ...elementary, expm1, round: Math.round }).filter(([name]) => name !== "pow"))(
		"%s of 200 000 numbers",
		(name, inJavaScript) => {
			const [least, most] = ranges[name]!;
			const xs = manyNumbers(count, { seed: 7, least, most });
			const found = byMachine(
				name,
				1,
				Float64Array.from({ length: 2 * count }, (_, i) => xs[i >> 1]!),
			);
			const unlike = [...xs.keys()].filter((i) => !Object.is(found[i], (inJavaScript as (x: number) => number)(xs[i]!)));
			expect(unlike.map((i) => [xs[i], found[i]])).toEqual([]);
		},
	);

	test("pow of 200 000 pairs and of each special number with each", () => {
		const all = specials.flatMap((x) => specials.flatMap((y) => [x, y]));
		const [xs, ys] = [manyNumbers(count, { seed: 8, least: 0, most: 20 }), manyNumbers(count, { seed: 9, least: -30, most: 30 })];
		const pairs = Float64Array.from([...all, ...Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? xs : ys)[i >> 1]!)]);
		const found = byMachine("pow", 2, pairs);
		const unlike = [...found.keys()].filter((i) => !Object.is(found[i], elementary.pow(pairs[2 * i]!, pairs[2 * i + 1]!)));
		expect(unlike.map((i) => [pairs[2 * i], pairs[2 * i + 1], found[i]])).toEqual([]);
	});

	test("a module holds only what its code calls", () => {
		const names = (code: string) => functionsCalledBy([code], { tables: 0 }).map((text) => /^\(func \$(\w+)/.exec(text)![1]);
		expect(names("(f64.sqrt (local.get $x))")).toEqual([]);
		expect(names("(call $exp (local.get $x))")).toEqual(["exp", "scaled"]);
		expect(names("(call $tanh (local.get $x))")).toEqual(["tanh", "expm1", "scaled"]);
	});
});

describe("what is no ordinary number", () => {
	test.each([
		[
			"exp",
			[
				[0, 1],
				[-0, 1],
				[unknown, unknown],
				[infinity, infinity],
				[-infinity, 0],
				[710, infinity],
				[-746, 0],
				[-745.13, 5e-324],
			],
		],
		[
			"expm1",
			[
				[0, 0],
				[-0, -0],
				[unknown, unknown],
				[infinity, infinity],
				[-infinity, -1],
				[-1000, -1],
				[5e-324, 5e-324],
			],
		],
		[
			"log",
			[
				[0, -infinity],
				[-0, -infinity],
				[1, 0],
				[-1, unknown],
				[infinity, infinity],
				[-infinity, unknown],
				[unknown, unknown],
			],
		],
		[
			"log1p",
			[
				[0, 0],
				[-0, -0],
				[-1, -infinity],
				[-1.5, unknown],
				[infinity, infinity],
				[unknown, unknown],
				[-5e-324, -5e-324],
			],
		],
		[
			"log2",
			[
				[0, -infinity],
				[1, 0],
				[-1, unknown],
				[infinity, infinity],
				[unknown, unknown],
			],
		],
		[
			"sin",
			[
				[0, 0],
				[-0, -0],
				[infinity, unknown],
				[unknown, unknown],
				[2e6, unknown],
				[5e-324, 5e-324],
			],
		],
		[
			"cos",
			[
				[0, 1],
				[-0, 1],
				[-infinity, unknown],
				[unknown, unknown],
				[-2e6, unknown],
				[5e-324, 1],
			],
		],
		[
			"tanh",
			[
				[0, 0],
				[-0, -0],
				[infinity, 1],
				[-infinity, -1],
				[unknown, unknown],
				[30, 1],
				[-5e-324, -5e-324],
			],
		],
	] as const)("%s", (name, rows) => {
		const { pow: _, ...ofOne } = elementary;
		const functions: Readonly<Record<string, (x: number) => number>> = { ...ofOne, expm1, log1p, log2 };
		for (const [x, value] of rows) expect(functions[name]!(x), `${name}(${x})`).toBe(value);
	});

	test("pow is as in ECMAScript (section 6.1.6.1.3, Number::exponentiate)", () => {
		const { pow } = elementary;
		for (const x of [...specials, -2.5, -infinity]) {
			expect(pow(x, unknown)).toBe(unknown);
			expect(pow(x, 0)).toBe(1);
			expect(pow(x, -0)).toBe(1);
			if (x < 0 && x > -infinity) expect(pow(x, 1.5)).toBe(unknown);
			if (Math.abs(x) === 1) expect([pow(x, infinity), pow(x, -infinity)]).toEqual([unknown, unknown]);
			if (Math.abs(x) > 1) expect([pow(x, infinity), pow(x, -infinity)]).toEqual([infinity, 0]);
			if (Math.abs(x) < 1) expect([pow(x, infinity), pow(x, -infinity)]).toEqual([0, infinity]);
		}
		expect([3, 2.5, 2, -3, -2.5, -2].map((y) => pow(0, y))).toEqual([0, 0, 0, infinity, infinity, infinity]);
		expect([3, 2.5, 2, -3, -2.5, -2].map((y) => pow(-0, y))).toEqual([-0, 0, 0, -infinity, infinity, infinity]);
		expect([3, 2.5, 2, -3, -2.5, -2].map((y) => pow(infinity, y))).toEqual([infinity, infinity, infinity, 0, 0, 0]);
		expect([3, 2.5, 2, -3, -2.5, -2].map((y) => pow(-infinity, y))).toEqual([-infinity, infinity, infinity, -0, 0, 0]);
		expect([pow(unknown, 1), pow(1, unknown), pow(-8, 1 / 3)]).toEqual([unknown, unknown, unknown]);
		expect([pow(2, 1024), pow(2, -1075), pow(-2, 1025), pow(-2, -1075), pow(0.5, 1e300), pow(2, 1e300)]).toEqual([
			infinity,
			0,
			-infinity,
			-0,
			0,
			infinity,
		]);
	});
});

test("the tables of pow are what 50 digits give, rounded", () => {
	const table = (i: number) => powerTables.slice(128 * i, 128 * (i + 1));
	const [inverses, logarithms, rests, roots, rootRests] = [0, 1, 2, 3, 4].map(table) as [
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array,
	];
	const { bignumber, exactly, subtract, multiply, divide, log, pow } = exact;
	for (let i = 0; i < 128; i++) {
		const logarithm = multiply!(log!(exactly(inverses[i]!)), bignumber(-1));
		const root = pow!(bignumber(2), divide!(bignumber(i), bignumber(128)));
		expect(Number.isInteger(inverses[i]! * 1024) && Number.isInteger(logarithms[i]! * 2 ** 42)).toBe(true);
		expect(Math.abs(Number(subtract!(logarithm, exactly(logarithms[i]!)).toString()))).toBeLessThanOrEqual(2 ** -43);
		expect(exact.ulps(roots[i]!, root)).toBeLessThanOrEqual(0.5);
		expect(Math.abs(Number(subtract!(subtract!(logarithm, exactly(logarithms[i]!)), exactly(rests[i]!)).toString()))).toBeLessThan(1e-29);
		const rest = divide!(subtract!(root, exactly(roots[i]!)), exactly(roots[i]!));
		expect(Math.abs(Number(subtract!(rest, exactly(rootRests[i]!)).toString()))).toBeLessThan(1e-32);
	}
});

test("these bits never change, on whichever machine", () => {
	const { exp, log, pow, sin, cos, tanh } = elementary;
	const rows = [
		...[1, -1, 0.1, 10, -700, -745, 700].map((x) => `exp ${x} ${hexOf(exp(x))}`),
		...[0.1, 2, 10, 1e-310, 1e300, 1.000001].map((x) => `log ${x} ${hexOf(log(x))}`),
		...[1e-9, 1, -0.5, 1e5].map((x) => `log1p ${x} ${hexOf(log1p(x))}`),
		...[1e-9, 1, -0.5, 20].map((x) => `expm1 ${x} ${hexOf(expm1(x))}`),
		...[1, Math.PI, 1e6, -100].flatMap((x) => [`sin ${x} ${hexOf(sin(x))}`, `cos ${x} ${hexOf(cos(x))}`]),
		...[0.1, 0.75, -3, 21].map((x) => `tanh ${x} ${hexOf(tanh(x))}`),
		...(
			[
				[70, 0.75],
				[2, 0.5],
				[1.1, -3.7],
				[10, -308],
				[5e-324, 0.3],
				[0.999, 1e5],
				[-3, 5],
			] as const
		).map(([x, y]) => `pow ${x} ${y} ${hexOf(pow(x, y))}`),
	];
	expect(rows.join("\n")).toMatchInlineSnapshot(`
		"exp 1 4005bf0a8b14576a
		exp -1 3fd78b56362cef38
		exp 0.1 3ff1aec7b35a00d4
		exp 10 40d5829dcf950560
		exp -700 00d14f2b0fb9307f
		exp -745 0000000000000001
		exp 700 7f0d945df4f8ec8e
		log 0.1 c0026bb1bbb55515
		log 2 3fe62e42fefa39ef
		log 10 40026bb1bbb55516
		log 1e-310 c0864e69394d9508
		log 1e+300 4085963447f87fb5
		log 1.000001 3eb0c6f713f33a1d
		log1p 1e-9 3e112e0be801f1d9
		log1p 1 3fe62e42fefa39ef
		log1p -0.5 bfe62e42fefa39ef
		log1p 100000 4027069f7a2d94f6
		expm1 1e-9 3e112e0be84bbb51
		expm1 1 3ffb7e151628aed2
		expm1 -0.5 bfd92e9a0720d3ec
		expm1 20 41bceb088a68e804
		sin 1 3feaed548f090cee
		cos 1 3fe14a280fb5068c
		sin 3.141592653589793 3ca1a62633145c07
		cos 3.141592653589793 bff0000000000000
		sin 1000000 bfd6664b2568d867
		cos 1000000 3fedf9df9906d32c
		sin -100 3fe03425b78c4db8
		cos -100 3feb981dbf665fdf
		tanh 0.1 3fb983d7795f413a
		tanh 0.75 3fe45323e552f228
		tanh -3 bfefd77d111a0b00
		tanh 21 3ff0000000000000
		pow 70 0.75 403833510392ebf5
		pow 2 0.5 3ff6a09e667f3bcd
		pow 1.1 -3.7 3fe67d8a6441af17
		pow 10 -308 000730d67819e8d2
		pow 5e-324 0.3 2bcbdb8cdadbe161
		pow 0.999 100000 36e940747bb85395
		pow -3 5 c06e600000000000"
	`);
});
