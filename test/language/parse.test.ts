import { describe, expect, test } from "vitest";
import { checkedCondition, checkedQuantity, type UnitContext } from "../../src/language/check-units.ts";
import { evaluate } from "../../src/language/evaluate.ts";
import type { Fault } from "../../src/language/fault.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { printExpression } from "../../src/language/print.ts";
import { unitOf } from "../../src/language/units.ts";
import { workSoFar } from "../support/work.ts";

const known: Readonly<Record<string, string>> = {
	il6: "pg/mL",
	il6_rest: "pg/mL",
	dose: "mg",
	weight: "kg",
	map: "mmHg",
	share: "1",
	spo2: "percent",
	temperature: "degC",
	t: "h",
};

const contextOf = (text: string): UnitContext => ({
	text,
	meaning: (name) =>
		Object.hasOwn(known, name) ? { kind: "quantity", unit: unitOf(known[name]!) } : { kind: "unknown name", allowed: Object.keys(known) },
});

interface Read {
	readonly text: string;
	/** In pure numbers, or nothing when it was refused. */
	readonly pure: string | undefined;
	readonly faults: readonly Fault[];
}

/** Reads an expression and checks it towards a unit, or as a condition. */
function read(text: string, unit: string | "condition" = "1"): Read {
	const parsed = parseExpression(text);
	if ("fault" in parsed) return { text, pure: undefined, faults: [parsed.fault] };
	const faults: Fault[] = [];
	const context = contextOf(text);
	const checked =
		unit === "condition"
			? checkedCondition(parsed.expression, context, faults)
			: checkedQuantity(parsed.expression, unitOf(unit), context, faults);
	return { text, pure: checked && printExpression(checked), faults };
}

const messages = (one: Read) => one.faults.map((fault) => fault.message);
const guilty = (one: Read) => one.faults.map((fault) => one.text.slice(fault.span.start, fault.span.end));

describe("what could be misread is refused before anything is evaluated", () => {
	test.each([
		["92 % and share", 'unexpected "%"', "%"],
		["not share > 2", 'expected parentheses after "not"', "not"],
		["share > 1 not (share > 2)", 'expected "and" or "or" before "not"', "not"],
		["1 < share < 2", "two comparisons in a row", "1 < share < 2"],
		["share == 1 == 2", "two comparisons in a row", "share == 1 == 2"],
		["share > 1 ? 1 : share > 2 ? 2 : 3", "a condition inside a condition", "share > 1 ? 1 : share > 2 ? 2 : 3"],
		["il6 share", 'expected an operator, such as "*"', "share"],
		["2 (share)", 'expected an operator, such as "*"', "("],
		["(share)(share)", 'expected an operator, such as "*"', "("],
		["2 share", 'expected an operator, such as "*"', "share"],
		["share 2", 'expected an operator, such as "*"', "2"],
		["share\nshare", 'expected an operator, such as "*"', "share"],
		["exp(1) share", 'expected an operator, such as "*"', "share"],
		["2 3", 'expected an operator, such as "*"', "3"],
		["share / h", 'the unit "h" must follow a number', "h"],
		["mg", 'the unit "mg" must follow a number', "mg"],
		["0x10", '"0x10" is not a decimal number with a known unit', "0x10"],
		["1e999", "1e999 is not a finite number", "1e999"],
		["3 mgg", 'expected an operator, such as "*"', "mgg"],
		["3mgg", '"3mgg" is not a decimal number with a known unit', "3mgg"],
		["1.2.3", '"1.2.3" is not a decimal number with a known unit', "1.2.3"],
		["NaN", 'unexpected word "NaN"', "NaN"],
		["Infinity", 'unexpected word "Infinity"', "Infinity"],
		["true", 'unexpected word "true"', "true"],
		["null", 'unexpected word "null"', "null"],
		["5 mod 3", 'unexpected word "mod"', "mod"],
		["5 mg to g", 'unexpected word "to"', "to"],
		["share!", 'unexpected "!"', "!"],
		["share'", 'unexpected character "\'"', "'"],
		["[1, 2]", 'unexpected character "["', "["],
		["{a: 1}", 'unexpected character "{"', "{"],
		['"text"', 'unexpected character "\\""', '"'],
		["share = 3", 'unexpected "="', "="],
		["f(x) = x", 'unexpected "="', "="],
		["share; share", 'unexpected character ";"', ";"],
		["share.re", 'unexpected character "."', "."],
		["share & 1", 'unexpected "&"', "&"],
		["–share", 'unexpected character "–"', "–"],
		["1:3", "range is not allowed in an expression", "1:3"],
		["", "an expression is missing", ""],
		[" \n ", "an expression is missing", ""],
		["share +", "not a complete expression: Unexpected end of expression", "+"],
		["(share", "not a complete expression: Parenthesis ) expected", "share"],
		["share)", "not a complete expression: Unexpected operator )", ")"],
		["hill(share, , 2)", "not a complete expression: Value expected", ","],
		[" and share", 'expected something before "and"', "and"],
		["share and and 1", 'expected something before "and"', "and"],
		["or(share, 1)", 'expected something before "or"', "or"],
		["exp(or)", 'expected something before "or"', "or"],
		["share > 1 ? 2", "not a complete expression: False part of conditional expression expected", "2"],
	])("%s: %s", (text, message, part) => {
		const one = read(text);
		expect(messages(one)).toEqual([message]);
		expect(guilty(one)).toEqual([part]);
		expect(one.pure).toBeUndefined();
	});

	test("the words of our own machinery never reach a message", () => {
		for (const text of ["5 , 5", "(5, 5)", "5 ? 5", "5 5 5", "5 : : 5", "hill(5 5)", "5 ,", "* 5", "5 and"])
			expect(messages(read(text)).join()).not.toContain("_literal");
	});
});

describe("long and deep texts are refused or read, without a crash or a hang", () => {
	test.each([
		["4,001 characters", `share${"+share".repeat(666)}+share`, "at most 4000 are allowed"],
		["61 parentheses", `${"(".repeat(61)}share${")".repeat(61)}`, "more than 60 parentheses"],
		["61 functions", `${"exp(".repeat(61)}share${")".repeat(61)}`, "more than 60 parentheses"],
		["a million characters", "share+".repeat(200_000), "at most 4000 are allowed"],
		["390 conditions", `${"share>1?1:".repeat(390)}1`, "a condition inside a condition"],
		["3,900 signs", `${"-".repeat(3900)}share`, "nested too deeply"],
		["1,900 powers", `${"2^".repeat(1900)}2`, "nested too deeply"],
		["1,900 sums", `2${"+2".repeat(1900)}`, "nested too deeply"],
		["a power of a billion", "(2 mg)^1000000000", "the power 1000000000 of a quantity in mg is beyond 40"],
		["a product of 400 units", `1 mmHg${"*1 mmHg".repeat(400)}`, "has too large a power"],
		["a number beyond all numbers after conversion", "1e300 kg / 1 mg", ""],
	])("%s", (_, text, message) => {
		const before = workSoFar();
		const one = read(text);
		expect(workSoFar() - before).toBeLessThan(500);
		if (message !== "") expect(messages(one).join()).toContain(message);
	});

	test.each([
		["900 signs", `${"-".repeat(900)}share`],
		["600 powers", `${"share^".repeat(600)}share`],
		["600 sums", `share${"+share".repeat(600)}`],
	])("%s are read", (_, text) => {
		const one = read(text);
		expect(one.faults).toEqual([]);
		expect(one.pure).toBeDefined();
	});

	test("a conversion that leaves the range of numbers is refused", () => {
		expect(messages(read("1e300 kg", "fg"))).toEqual(['"1e300 kg" in fg is not a finite number']);
	});
});

describe("units are checked in every part", () => {
	test.each([
		["il6 - il6_rest", "pg/mL", "il6 - il6_rest"],
		["il6 - il6_rest", "ng/mL", "(il6 - il6_rest) * 0.001"],
		["0.18 /h", "1/day", "4.32"],
		["5 L/min", "L/h", "300"],
		["5 L / 2 min", "L/min", "5 / 2"],
		["dose / weight", "mg/kg", "dose / weight"],
		["1 mg + 1 g", "mg", "1 + 1000"],
		["1 g + 1 mg", "mg", "(1 + 0.001) * 1000"],
		["hill(il6, 1 ng/mL, 2)", "1", "hill(il6, 1000, 2)"],
		["max(il6 - il6_rest, 0)", "pg/mL", "max(il6 - il6_rest, 0)"],
		["spo2 - 0.9", "1", "(spo2 - 90) * 0.01"],
		["spo2 > 0.9 ? 1 : 0", "1", "(spo2 > 90 ? 1 : 0)"],
		["share > 92 percent ? 1 : 0", "1", "(share > 0.92 ? 1 : 0)"],
		["exp(-50 percent * share)", "1", null],
		["il6^2 / il6_rest", "pg/mL", "il6^2 / il6_rest"],
		["il6^-1", "mL/pg", "il6^(-1)"],
		["(2 cm)^3", "mL", "2^3"],
		["2 cm^3", "mL", "2"],
		["2 cm ^ 3", "mL", "2"],
		["sqrt(4 m2)", "cm", null],
		["(il6 / il6_rest)^0.8", "1", "(il6 / il6_rest)^0.8"],
		["6 / min(share, 2)", "1", "6 / min(share, 2)"],
		["5\n  mg/kg", "mg/kg", "5"],
		["t", "min", "t * 60"],
		["share > 1 and not (il6 > 5 pg/mL) ? 1 : 0", "1", "(share > 1 and not (il6 > 5) ? 1 : 0)"],
		["(share > 1 ? (share > 2 ? 3 : 2) : 1)", "1", "(share > 1 ? (share > 2 ? 3 : 2) : 1)"],
	])("%s in %s is %s", (text, unit, pure) => {
		const one = read(text, unit);
		expect(one.faults).toEqual([]);
		if (pure !== null) expect(one.pure).toBe(pure);
	});

	test("a bare 0 fits every unit, and no other number does", () => {
		for (const unit of ["pg/mL", "h", "degC", "1"]) expect(read("0", unit).faults).toEqual([]);
		for (const text of ["il6 > 0 ? 1 : 0", "max(il6, 0) / il6", "(share > 1 ? il6 : 0) / il6", "-0 + il6 / il6", "clamp(il6, 0, 0) / il6"])
			expect(read(text).faults, text).toEqual([]);
		expect(messages(read("il6 + 1", "pg/mL"))).toEqual([
			'adding "il6" in pg/mL and "1" in a pure number: a concentration and a pure number do not go together',
		]);
	});

	test("pure numbers come out as numbers: 50 percent in an exponent is 0.5", () => {
		const parsed = parseExpression(read("4^(50 percent)").pure!);
		expect("expression" in parsed && evaluate(parsed.expression, { number: () => Number.NaN })).toBe(2);
	});

	test.each([
		["il6 + dose", 'adding "il6" in pg/mL and "dose" in mg: a concentration and a mass do not go together', "dose"],
		["il6 > 3 day ? 1 : 0", 'comparing "il6" in pg/mL and "3 day" in day: a concentration and a time do not go together', "3 day"],
		["share > 1 ? il6 : dose", 'choosing between "il6" in pg/mL and "dose" in mg: a concentration and a mass do not go together', "dose"],
		["max(il6, dose, weight)", 'max of "il6" in pg/mL and "dose" in mg: a concentration and a mass do not go together', "dose"],
		["hill(il6, dose)", 'hill of "il6" in pg/mL and "dose" in mg: a concentration and a mass do not go together', "dose"],
		["hill(il6, il6_rest, dose)", 'an exponent takes a pure number, but "dose" is in mg', "dose"],
		["exp(il6)", 'exp takes a pure number, but "il6" is in pg/mL', "il6"],
		["log(il6)", 'log takes a pure number, but "il6" is in pg/mL', "il6"],
		["2^il6", 'an exponent takes a pure number, but "il6" is in pg/mL', "il6"],
		["il6^0.5", '"il6" in pg/mL is raised to a power that is not a written whole number', "il6^0.5"],
		["il6^share", '"il6" in pg/mL is raised to a power that is not a written whole number', "il6^share"],
		["sqrt(dose)", "sqrt of mg has no whole unit", "sqrt(dose"],
		["dose", "the result is in mg (a mass), but 1 (a pure number) is declared", "dose"],
		["sher", 'unknown name "sher"', "sher"],
		["hil(share, 1)", 'unknown function "hil"', "hil"],
		["import(share)", 'unknown function "import"', "import"],
		["toString(share)", 'unknown function "toString"', "toString"],
		["ceil(il6) + dose", 'adding "ceil(il6)" in pg/mL and "dose" in mg: a concentration and a mass do not go together', "dose"],
		["factorial(il6)", 'factorial takes a pure number, but "il6" is in pg/mL', "il6"],
		["arctan(dose)", 'arctan takes a pure number, but "dose" is in mg', "dose"],
		["hill(share)", "expected 2 to 3 arguments of hill, found 1", "hill(share"],
		["exp()", "expected 1 argument of exp, found 0", "exp"],
		["share > 1", "expected a number, found a condition", "share > 1"],
		["share + (share > 1)", '"share > 1" is a condition, not a number', "share > 1"],
		["share ? 1 : 2", '"share" is a number, not a condition', "share"],
		["share and share > 1 ? 1 : 2", '"share" is a number, not a condition', "share"],
		[
			"(il6 + il6) * share + dose",
			'adding "(il6 + il6) * share" in pg/mL and "dose" in mg: a concentration and a mass do not go together',
			"dose",
		],
		[
			"dose + max(il6, il6)",
			'adding "dose" in mg and "max(il6, il6)" in pg/mL: a mass and a concentration do not go together',
			"max(il6, il6",
		],
	])("%s: %s", (text, message, part) => {
		const one = read(text);
		expect(messages(one)).toEqual([message]);
		expect(guilty(one)).toEqual([part]);
	});

	test("the minus of a typesetter is a minus, at its own place", () => {
		expect(read("share \u2212 2 * share").pure).toEqual(read("share - 2 * share").pure);
		expect(guilty(read("share \u2212 sher"))).toEqual(["sher"]);
	});

	test("all faults of an expression are told, not only the first", () => {
		expect(messages(read("exp(il6) + log(dose) + sher"))).toHaveLength(3);
	});

	test("the nearest names and functions are suggested", () => {
		expect(read("il6_rst").faults[0]!.hint).toContain('Did you mean "il6_rest"');
		expect(read("hil(share, 1)").faults[0]!.hint).toContain('Did you mean "hill"');
	});

	test.each([
		["1 day * floor(t / 1 day)", 24],
		["floor(39 h / 1 day)", 1],
		["ceil(30 h / 1 day)", 2],
		["round(39 h / 1 day)", 2],
		["100 * floor(92.7 percent)", 92],
	])("a ratio is whole in the unit 1, a percentage in percent: %s", (text, value) => {
		const { expression } = parseExpression(text) as Extract<ReturnType<typeof parseExpression>, { expression: unknown }>;
		const checked = checkedQuantity(expression, unitOf(value === 24 ? "h" : "1"), contextOf(text), [])!;
		expect(evaluate(checked, { number: () => 39 })).toBeCloseTo(value, 12);
	});

	test("a condition is a condition, and a number is not", () => {
		expect(read("map < 65 mmHg and (share > 1 or spo2 < 92 percent)", "condition").pure).toBe("map < 65 and (share > 1 or spo2 < 92)");
		expect(messages(read("map", "condition"))).toEqual(['"map" is a number, not a condition']);
		expect(messages(read("map < 65", "condition"))).toEqual([
			'comparing "map" in mmHg and "65" in a pure number: a pressure and a pure number do not go together',
		]);
	});
});
