import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equationRoutines } from "../../src/model/equation-routines.ts";
import type { FlatModel } from "../../src/model/flat-model.ts";
import { kernelText } from "../../src/model/kernel-module.ts";
import { linearizationRoutines } from "../../src/model/linearization.ts";
import { exportsOf } from "../../src/ode/machine.ts";
import { rodas4Tableau } from "../../src/ode/rodas4.ts";
import { rodas5pTableau } from "../../src/ode/rodas5p.ts";
import { assemble } from "../../src/webassembly/assemble.ts";
import { type Immediate, instructions } from "../../src/webassembly/instructions.ts";
import { armPlan } from "../support/cohort.ts";
import { shipped } from "../support/shipped.ts";
import { byWabt } from "./by-wabt.ts";

/** What a module of this text exports; the engine validates its bytes. */
const made = (text: string) => exportsOf(assemble(text))!;

/** What a function without arguments gives whose only value is this. */
const valueIn = (type: string, is: string) =>
	(made(`(module (memory 1) (func (export "f") (result ${type}) ${is}))`) as { f: () => unknown }).f();

const expectAsWabt = (text: string) => expect(assemble(text)).toEqual(byWabt(text));

/** What may stand behind the name of an instruction; `$deep` is the outer of two blocks. */
const immediates: Readonly<Record<Immediate, readonly string[]>> = {
	local: ["$a", "$late"],
	function: ["$f", "$later", "$outside"],
	label: ["$deep", "$near"],
	i32: ["0", "-1", "63", "64", "-64", "-65", "8191", "8192", "2147483647", "-2147483648", "4294967295", "0x7f"],
	i64: ["0", "-1", "64", "-65", "4607182418800017408", "9223372036854775807", "-9223372036854775808", "18446744073709551615", "0xfff"],
	f64: ["0", "-0", "1", "-1.5", "0.1", "1e-7", "1.7976931348623157e308", "5e-324", "inf", "-inf", "nan", "12345678901234567890"],
	lane: ["0", "1"],
	memory: ["", "offset=8", "offset=127", "offset=128", "offset=70000"],
};

const uses = (name: string, immediate: Immediate | undefined) =>
	(immediate ? immediates[immediate] : [""]).map((one) => `(${name} ${one})`).join(" ");

const textOf = (flat: FlatModel, tableau = rodas5pTableau) =>
	kernelText(flat, tableau, { equations: equationRoutines(flat), algebra: linearizationRoutines(flat) }).text;

describe("our bytes are those of the WebAssembly Binary Toolkit", () => {
	test.each([...instructions])("%s", (name, { immediate }) => {
		// Types do not fit here: neither of the two looks at them.
		expectAsWabt(`(module
			(import "math" "exp" (func $outside (param f64) (result f64)))
			(memory 1)
			(func $f (param $a f64) (local $late v128) (block $deep (loop $near ${uses(name, immediate)})))
			(func $later))`);
	});

	test.each([
		["nothing", "(module)"],
		["what touches", '(module(func(export "half")(param $a f64)(result f64)(f64.mul(local.get $a)(f64.const 0.5))))'],
		["types that are alike", "(module (func (param f64) (param $b i32 )) (func (param $a f64 ) (param i32)) (func (param i32 f64)))"],
		["variables in runs", "(module (func (param $a i32) (local $b f64) (local $c f64) (local v128 v128) (local i64) (local $d f64)))"],
		["several exports of one function", '(module (func $f (export "f") (export "g") (result i32) (i32.const 1)) (func (export "h")))'],
		["a memory that is exported, before and behind functions", '(module (func) (memory (export "m") 200) (func (export "f")))'],
		["blocks with a result", "(module (func (result i32) (block $b (result i32) (br $b (i32.const 7)))))"],
		["a branch without another", "(module (func (param $a i32) (if (local.get $a) (then (return)))))"],
		["a branch that is empty", "(module (func (param $a i32) (if $here (local.get $a) (then) (else (br $here)))))"],
		["blocks of one name within each other", "(module (func (block $a (block $b (loop $a (br $a) (br $b)) (br $a)))))"],
	])("for %s", (_, text) => {
		expectAsWabt(text);
		expect(made(text)).toBeDefined();
	});

	const kernels = {
		untreated: () => shipped("untreated").plan.flat,
		demonstration: () => shipped("demonstration").plan.flat,
		"marrow-transfusions": () => shipped("marrow-transfusions").plan.flat,
		"checkpoint-inhibitor": () => shipped("checkpoint-inhibitor").plan.flat,
		"a patient under the team P4": () => armPlan({ disease: "LBCL", product: "axi-cel", care: "p4" }).flat,
	};
	test.each(Object.entries(kernels))("for the step of %s", (_, read) => {
		for (const tableau of [rodas5pTableau, rodas4Tableau]) {
			const text = textOf(read(), tableau);
			expect(Buffer.compare(assemble(text), byWabt(text))).toBe(0);
			expect(Object.keys(made(text))).toContain("stages");
		}
	});
});

describe("constants", () => {
	test("of 64 bits are exactly what JavaScript reads", () => {
		const digits = fc.tuple(fc.stringMatching(/^-?\d{1,25}$/), fc.stringMatching(/^(\.\d{1,25})?$/), fc.integer({ min: -340, max: 310 }));
		const words = fc.oneof(
			fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
			digits.map(([whole, rest, power]) => `${whole}${rest}e${power}`),
		);
		fc.assert(
			fc.property(fc.array(words, { minLength: 20, maxLength: 20 }), (many) => {
				const functions = many.map((word, i) => `(func (export "f${i}") (result f64) (f64.const ${word}))`);
				const found = made(`(module ${functions.join("\n")})`) as Record<string, () => number>;
				for (const [i, word] of many.entries()) expect(found[`f${i}`]!()).toBe(Number(word));
			}),
			{ seed: 20270301, numRuns: 100 },
		);
	});

	test("may be infinite, not a number, or zero with a sign", () => {
		const words = { inf: Number.POSITIVE_INFINITY, "-inf": Number.NEGATIVE_INFINITY, nan: Number.NaN, "-0": -0, "0": 0 };
		for (const [word, value] of Object.entries(words)) expect(valueIn("f64", `(f64.const ${word})`)).toBe(value);
	});

	test("not a number has one pattern", () => {
		expect(valueIn("i64", "(i64.reinterpret_f64 (f64.const nan))")).toBe(0x7ff8_0000_0000_0000n);
	});
});

/** One use of instructions of each kind with operands, and its value. */
const computed: readonly (readonly [type: string, is: string, value: number | bigint])[] = [
	["f64", "(f64.sub (f64.const 5) (f64.mul (f64.const 2) (f64.const 1.25)))", 2.5],
	["f64", "(select (f64.const 1) (f64.const 2) (i32.const 0))", 2],
	["f64", "(f64.nearest (f64.const 2.5))", 2],
	["f64", "(f64.copysign (f64.const 3) (f64.const -0))", -3],
	["f64", "(f64.reinterpret_i64 (i64.shl (i64.const 1023) (i64.const 52)))", 1],
	["f64", "(f64.convert_i64_s (i64.const -7))", -7],
	["i64", "(i64.shr_s (i64.const -8) (i64.const 1))", -4n],
	["i64", "(i64.extend_i32_s (i32.const -5))", -5n],
	["f64", "(f64.promote_f32 (f32.demote_f64 (f64.const 0.1)))", Math.fround(0.1)],
	["i32", "(i32.wrap_i64 (i64.const 4294967299))", 3],
	["i32", "(i32.trunc_sat_f64_s (f64.const nan))", 0],
	["f64", "(if (result f64) (f64.lt (f64.const 1) (f64.const 2)) (then (f64.const 10)) (else (f64.const 20)))", 10],
	["f64", "(block $out (result f64) (drop (br_if $out (f64.const 4) (i32.const 1))) (f64.const 5))", 4],
	["f64", "(f64x2.extract_lane 1 (f64x2.replace_lane 1 (f64x2.splat (f64.const 1)) (f64.const 9)))", 9],
	["i32", "(v128.any_true (f64x2.ne (f64x2.splat (f64.const nan)) (f64x2.splat (f64.const nan))))", 1],
	["f64", "(f64.store offset=16 (i32.const 8) (f64.const 0.3)) (f64.load offset=24 (i32.const 0))", 0.3],
];

test.each(computed)("%s %s", (type, is, value) => {
	expect(valueIn(type, is)).toBe(value);
});

test("functions may call themselves and what is defined behind them", () => {
	const text = `(module
		(func $even (export "even") (param $n i32) (result i32)
			(if (result i32) (i32.eqz (local.get $n)) (then (i32.const 1)) (else (call $odd (i32.sub (local.get $n) (i32.const 1))))))
		(func)
		(func $odd (param $n i32) (result i32)
			(if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0)) (else (call $even (i32.sub (local.get $n) (i32.const 1)))))))`;
	expect([0, 1, 10, 11].map((made(text) as { even: (n: number) => number }).even)).toEqual([1, 0, 1, 0]);
});

test("the same text gives the same bytes", () => {
	const text = textOf(shipped("checkpoint-inhibitor").plan.flat, rodas5pTableau);
	expect(assemble(text)).toEqual(assemble(text));
});

const inFunction = (is: string) => `(module (func $f (param $a f64) ${is}))`;

test.each([
	[inFunction("(f64.foo)"), 'unknown instruction "f64.foo"'],
	[inFunction("(constructor)"), 'unknown instruction "constructor"'],
	[inFunction("(local.get $b)"), 'unknown local "$b"'],
	[inFunction("(local.get)"), 'unknown local ""'],
	[inFunction("(call $g)"), 'unknown function "$g"'],
	[inFunction("(block $out (br $in))"), 'unknown label "$in"'],
	[inFunction("(block (br))"), 'unknown label ""'],
	[inFunction("(f64.const)"), 'expected a number, found ""'],
	[inFunction("(f64.const NaN)"), 'expected a number, found "NaN"'],
	[inFunction("(f64.const 1,5)"), 'expected a number, found "1,5"'],
	[inFunction("(i32.const 1.5)"), 'expected a whole number, found "1.5"'],
	[inFunction("(i32.const 4294967296)"), 'expected a whole number, found "4294967296"'],
	[inFunction("(i64.const 18446744073709551616)"), 'expected a whole number of 64 bits, found "18446744073709551616"'],
	[inFunction("(i64.const)"), 'expected a whole number of 64 bits, found ""'],
	[inFunction("(i64.const x)"), 'expected a whole number of 64 bits, found "x"'],
	[inFunction("(f64.load align=8 (i32.const 0))"), "expected offset="],
	[inFunction("(if (i32.const 1) (i32.const 1))"), "expected ( of a folded form"],
	[inFunction("nop"), "expected )"],
	[inFunction("(nop nop)"), "expected )"],
	["(module (func (nop)", "expected )"],
	["(module (func (param $a f128)))", 'unknown type "f128"'],
	["(module (table 1))", 'unknown field "table"'],
	["(module) (module)", "expected the end"],
	["(func)", "expected a module"],
	['(module (func) (import "a" "b" (func)))', "an import stands behind a function"],
	['(module (func (export "\\00")))', "expected a string of letters, digits and _"],
	["(module (func (export a)))", "expected a string"],
	["(module (func $f) (func $f))", 'the name "$f" is given twice'],
	["(module (func (param $a i32) (local $a f64)))", 'the name "$a" is given twice'],
])("an error names what is wrong: %s", (text, message) => {
	expect(() => assemble(text)).toThrow(`WebAssembly text: ${message}, at character `);
});
