import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namesIn } from "../../src/language/expression.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { inUnit, readQuantity } from "../../src/language/quantity.ts";
import {
	conversion,
	formatUnit,
	isUnitName,
	readUnit,
	sameDimension,
	type Unit,
	unitMeant,
	unitNames,
	unitOf,
} from "../../src/language/units.ts";
import { workSoFar } from "../support/work.ts";

const quantityIn = (text: string, unit: string): number => {
	const read = readQuantity(text);
	if ("message" in read) throw new Error(read.message);
	expect(sameDimension(read.quantity.unit, unitOf(unit)), `${text} in ${unit}`).toBe(true);
	return inUnit(read.quantity, unitOf(unit));
};

/** Each unit of the closed list as it is defined elsewhere: BIPM's SI brochure (2019), 1 mmHg = 133.322387415 Pa, 1 cmH2O = 98.0665 Pa. */
const definitions: Readonly<Record<string, readonly [number, string]>> = {
	fg: [0.001, "pg"],
	pg: [0.001, "ng"],
	ng: [0.001, "ug"],
	ug: [0.001, "mg"],
	mg: [0.001, "g"],
	g: [0.001, "kg"],
	kg: [1e18, "fg"],
	nL: [0.001, "uL"],
	uL: [0.001, "mL"],
	mL: [1, "cm^3"],
	dL: [100, "mL"],
	L: [10, "dL"],
	s: [1, "s"],
	min: [60, "s"],
	h: [60, "min"],
	day: [24, "h"],
	week: [7, "day"],
	year: [365.25, "day"],
	mmHg: [1333.22387415, "dyn/cm^2"],
	cmH2O: [980.665, "dyn/cm^2"],
	kPa: [10_000, "dyn/cm^2"],
	degC: [1, "degC"],
	mol: [1000, "mmol"],
	mmol: [1000, "umol"],
	umol: [1000, "nmol"],
	nmol: [1000, "pmol"],
	pmol: [1e-12, "mol"],
	cell: [1, "cells"],
	cells: [1, "cell"],
	IU: [1, "IU"],
	U: [1, "U"],
	m2: [10_000, "cm^2"],
	dyn: [1, "g*cm/s^2"],
	cm: [1, "cm"],
	percent: [0.01, "1"],
};

describe("units are a closed list with exact factors", () => {
	test("the list is the one defined here", () => {
		expect([...unitNames].sort()).toEqual(Object.keys(definitions).sort());
	});

	test.each(Object.entries(definitions))("1 %s is %o", (name, [factor, other]) => {
		expect(conversion(unitOf(name), unitOf(other))).toBe(factor);
	});

	test("there and back is exactly 1 for every pair of one dimension", () => {
		for (const a of unitNames) {
			for (const b of unitNames.filter((name) => sameDimension(unitOf(a), unitOf(name)))) {
				expect(conversion(unitOf(a), unitOf(b)) * conversion(unitOf(b), unitOf(a))).toBeCloseTo(1, 15);
			}
		}
	});

	test("cells, IU, U and degrees are dimensions of their own", () => {
		const own = ["cell", "IU", "U", "degC", "g", "L", "s", "mol", "1"];
		for (const a of own) for (const b of own) expect(sameDimension(unitOf(a), unitOf(b)), `${a} ${b}`).toBe(a === b);
	});

	test.each([
		["0.18 /h", "1/day", 4.32],
		["1 week", "h", 168],
		["8 mg/kg", "ug/g", 8],
		["1 g/dL", "mg/mL", 10],
		["1 pg/mL", "ng/L", 1],
		["0.3 L/day", "mL/h", 12.5],
		["92 percent", "1", 0.92],
		["0.94", "percent", 94],
		["1e9 cells/L", "cells/uL", 1000],
		["5 mmol/L", "umol/mL", 5],
		["2 min", "h", 2 / 60],
		["-6 day", "h", -144],
	])("%s in %s is exactly %d", (text, unit, value) => {
		expect(quantityIn(text, unit)).toBe(value);
	});

	test("1 mmHg*min/L is 79.9934… dyn*s/cm^5", () => {
		expect(Math.abs(quantityIn("1 mmHg*min/L", "dyn*s/cm^5") - 79.993432449) / 79.993432449).toBeLessThan(1e-12);
	});

	test.each(["mg/kg", "1/h", "dyn*s/cm^5", "1", "mL/L/mmHg", "cells/uL", "percent", "kg/m2"])("%s is spelled as it was read", (text) => {
		expect(formatUnit(unitOf(text))).toBe(text);
	});

	test("a dose per kg is told from a pure number by its spelling", () => {
		const { parts }: Unit = unitOf("mg/kg");
		expect(parts).toEqual({ mg: 1, kg: -1 });
	});
});

describe("what is not a unit is refused, quickly", () => {
	test.each([
		["mgg", 'unknown unit "mgg"', 0],
		["mg/lb", 'unknown unit "lb"', 3],
		["h^-1", '"h^-1" is not a unit', 1],
		["mg/", '"mg/" is not a unit', 2],
		["", '"" is not a unit', 0],
		["mg mL", '"mg mL" is not a unit', 3],
		["__proto__", '"__proto__" is not a unit', 0],
		["toString", 'unknown unit "toString"', 0],
		["cm^41", '"cm^41" has a power beyond 40', 0],
	])("%s: %s", (text, message, offset) => {
		expect(readUnit(text)).toMatchObject({ message, offset });
	});

	test("a unit is suggested for a slip behind its first letter", () => {
		expect(readUnit("mgg")).toMatchObject({ hint: expect.stringContaining('"mg"') });
	});

	test("unit names are not looked for among JavaScript's own words", () => {
		for (const word of ["constructor", "toString", "valueOf", "hasOwnProperty"]) expect(isUnitName(word)).toBe(false);
	});

	test("a unit or a number of a hundred thousand characters is refused at once", () => {
		const before = workSoFar();
		expect(readUnit("mmHg*".repeat(20_000))).toHaveProperty("message");
		expect(readQuantity(`${"1".repeat(100_000)}!`)).toHaveProperty("message");
		expect(readQuantity(`1 ${"mmHg*".repeat(20_000)}`)).toHaveProperty("message");
		expect(workSoFar() - before).toBeLessThan(500);
	});
});

describe("quantities", () => {
	test.each([
		["8mg", 8, "mg"],
		["8 mg / kg", 8, "mg/kg"],
		["5e-4", 5e-4, "1"],
		[".5 L", 0.5, "L"],
		["-6 day", -6, "day"],
		["+2 h", 2, "h"],
		["2 1/h", 2, "1/h"],
		["0.18 /h", 0.18, "1/h"],
		[3, 3, "1"],
	])("%s is %d in %s", (text, value, unit) => {
		const read = readQuantity(text);
		expect("quantity" in read && [read.quantity.value, formatUnit(read.quantity.unit)]).toEqual([value, unit]);
	});

	test.each([
		["92 %", '"92 %": % is not a unit here', 3],
		["abc", '"abc" is not a number with a unit', 0],
		["1e999", '"1e999" is not a finite number', 0],
		[Number.POSITIVE_INFINITY, "Infinity is not a number with a unit", 0],
		[Number.NaN, "NaN is not a number with a unit", 0],
		[true, "true is not a number with a unit", 0],
		[null, "null is not a number with a unit", 0],
		["0x10", 'unknown unit "x10"', 1],
		["1 2", '"1 2" is not a number with a unit', 0],
		["1.2.3 mg", '"1.2.3 mg" is not a number with a unit', 0],
		["8 mgg", 'unknown unit "mgg"', 2],
		["  8 mgg", 'unknown unit "mgg"', 4],
		["1,500 mg", '"1,500 mg" is not a number with a unit', 0],
	])("%s is refused: %s", (text, message, offset) => {
		expect(readQuantity(text)).toMatchObject({ message, offset });
	});
});

/** A literal without its place; other faults as they are. */
const inPlain = (parsed: ReturnType<typeof parseExpression>) => ("expression" in parsed ? { ...parsed.expression, span: null } : parsed);

/** Each other name of a unit, by the unit. */
const written: Readonly<Record<string, readonly string[]>> = {
	ug: ["mcg", "\u00b5g", "\u03bcg"],
	uL: ["\u00b5L", "\u03bcL", "mcL", "ul"],
	mL: ["ml"],
	dL: ["dl"],
	L: ["l"],
	s: ["sec", "seconds"],
	min: ["mins", "minute", "minutes"],
	h: ["hr", "hrs", "hour", "hours"],
	day: ["days", "d"],
	week: ["weeks", "wk"],
	year: ["years", "yr"],
	umol: ["\u00b5mol"],
	m2: ["m\u00b2"],
};
const pairs = Object.entries(written).flatMap(([unit, names]) => names.map((name) => [name, unit] as const));

describe("units as people write them", () => {
	test.each(pairs)("%s is %s to the bit, in a quantity and in an expression", (name, unit) => {
		fc.assert(
			fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), fc.constantFrom("", "/kg", "*kg"), (value, rest) => {
				expect(readQuantity(`${value} ${name}${rest}`)).toEqual(readQuantity(`${value} ${unit}${rest}`));
				expect(readQuantity(`${value} /${name}`)).toEqual(readQuantity(`${value} /${unit}`));
				const [typed, canonical] = [parseExpression(`${value} ${name}`), parseExpression(`${value} ${unit}`)];
				expect({ ...typed, span: null, expression: inPlain(typed) }).toEqual({ ...canonical, span: null, expression: inPlain(canonical) });
			}),
			{ numRuns: 20 },
		);
	});

	test("no name is reserved: behind a sign another name of a unit may be a parameter", () => {
		for (const text of ["6 / d", "x * days", "5 mg / hr", "6 h / d", "2 * mcg"]) {
			const parsed = parseExpression(text);
			expect("expression" in parsed && [...namesIn(parsed.expression)], text).toContain(text.split(" ").at(-1));
		}
	});

	test.each([
		["q8h", "8 h"],
		["Q 12 hours", "12 h"],
		["day 3", "3 day"],
		["day -4", "-4 day"],
		["10,0 mg", "10.0 mg"],
		["0,5 mcg/kg/min", "0.5 ug/kg/min"],
		["\u22126 days", "-6 day"],
		["1e\u22123 mg", "1e-3 mg"],
	])("%s can only be %s", (typed, meant) => {
		expect(readQuantity(typed)).toEqual(readQuantity(meant));
	});

	test.each([
		["08:00", "this looks like a time of day"],
		["2026-03-01", "this looks like a date"],
		["1/3/2026", "this looks like a date"],
		["12,000 IU", "write 12000 if the comma separates thousands, 12.000 if it is a decimal comma"],
		["bid", 'write "12 h"'],
		["2 months", "a month has no fixed length; write days"],
		["154 lbs", "write kg; 1 lb is 0.45359237 kg"],
		["38.5 \u00b0C", "write degC, as in 38.5 degC"],
		["8 mg/kg/dose", "a dose is given at one time"],
		["8 MG/kg", 'Did you mean "mg"?'],
		["soon", 'write, for example, "3 day"'],
	])("%s is answered with the remedy that fits", (typed, hint) => {
		const read = readQuantity(typed, "3 day");
		expect("message" in read && read.hint).toContain(hint);
	});

	test("no word is answered with a unit of another size", () => {
		const near = unitNames.flatMap((name) => ["x", "m", "k", "s"].flatMap((more) => [`${name}${more}`, `${more}${name}`]));
		for (const word of near.filter((one) => unitMeant(one) === undefined)) {
			const read = readUnit(word);
			const [, meant] = /Did you mean "(.*?)"/.exec("hint" in read ? read.hint : "") ?? [];
			if (meant !== undefined) expect(meant.toLowerCase()[0], word).toBe(word.toLowerCase()[0]);
		}
	});
});
