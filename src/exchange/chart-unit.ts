import type { Field } from "../chart/field.ts";
import { entryOf } from "../input/entry-of.ts";
import { type Rational, rational, times, toNumber } from "../language/rational.ts";
import { conversion, convertNumber, readUnit, sameDimension, type Unit, unitOf } from "../language/units.ts";

/** Turns a number as it stands in a chart into the unit of its column. */
export type Conversion = (value: number) => number;

/** Units of columns in the words of the language of units. */
const ofFields: Readonly<Record<string, string>> = {
	"a fraction": "1",
	h: "h",
	days: "day",
	years: "year",
	"per uL": "cells/uL",
	"10^9/L": "cells/nL",
};

/** What laboratories and wards write for a unit, compared in small letters and without spaces. */
const spellings: readonly { readonly unit: string; readonly written: readonly string[] }[] = [
	{ unit: "cells/uL", written: ["/ul", "/µl", "/μl", "/mm3", "/mm³", "perul", "cells/ul", "cells/µl", "cells/mm3", "1/ul"] },
	{
		unit: "cells/nL",
		written: [
			"10^9/l",
			"x10^9/l",
			"×10^9/l",
			"10⁹/l",
			"x10⁹/l",
			"×10⁹/l",
			"10*9/l",
			"10e9/l",
			"1e9/l",
			"g/l",
			"gpt/l",
			"k/ul",
			"k/µl",
			"10^3/ul",
			"x10^3/ul",
			"10³/µl",
			"/nl",
		],
	},
	{ unit: "percent", written: ["%", "pct", "percent"] },
	{ unit: "degC", written: ["°c", "℃", "c", "degc", "celsius"] },
	{ unit: "mmHg", written: ["mmhg", "torr"] },
	{ unit: "L/min", written: ["l/min", "lpm", "l/m"] },
	{ unit: "year", written: ["y", "a"] },
];

const fahrenheit = ["°f", "℉", "f", "degf", "fahrenheit"];
const pounds = ["lb", "lbs", "pound", "pounds"];
/** kg, by definition since 1959. */
const POUND = rational("0.45359237");

const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s_]+/g, "");

/** Units that only charts have. They have an offset, or no place among the units of a model. */
const ofCharts: readonly {
	readonly field: string;
	readonly written: readonly string[];
	readonly exactly: (value: Rational) => Rational;
}[] = [
	{ field: "degC", written: fahrenheit, exactly: ({ top, bottom }) => ({ top: (top - 32n * bottom) * 5n, bottom: bottom * 9n }) },
	{ field: "kg", written: pounds, exactly: (value) => times(value, POUND) },
];

/**
 * How a number with this unit becomes one in the unit of the column; undefined when the unit does not fit. The column's own unit changes no bit.
 *
 *     conversionTo(temperatureField, "°F")?.(101.3)   // 38.5
 */
export function conversionTo(field: Field, written: string): Conversion | undefined {
	if (field.kind !== "number") return undefined;
	const word = plain(written);
	const special = ofCharts.find((one) => one.field === field.unit && one.written.includes(word));
	// Below zero is no weight and no temperature of a body: it is refused as it stands.
	if (special !== undefined) return (value) => (value < 0 ? value : toNumber(special.exactly(rational(String(value)))));
	const own = unitOfField(field.unit);
	const read = own && unitsWritten(written).find((one) => sameDimension(own, one));
	if (own === undefined || read === undefined) return undefined;
	return conversion(read, own) === 1 ? (value) => value : (value) => convertNumber(value, read, own);
}

function unitOfField(words: string): Unit | undefined {
	const read = readUnit(entryOf(ofFields, words) ?? words);
	return "unit" in read ? read.unit : undefined;
}

/** What may be meant: G/L is grams per liter to one column and 10^9/L to another. */
function unitsWritten(written: string): readonly Unit[] {
	const read = readUnit(written.trim());
	const known = spellings.find((one) => one.written.includes(plain(written)));
	return [...("unit" in read ? [read.unit] : []), ...(known === undefined ? [] : [unitOf(known.unit)])];
}
