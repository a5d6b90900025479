import { decimalExponent, powerOfTen } from "../elementary/decimal.ts";
import { entryOf } from "../input/entry-of.ts";

/** Units whose written form differs from the one that people print. A dimensionless quantity prints no unit. */
const printed: Readonly<Record<string, string>> = {
	"1": "",
	degC: "°C",
	percent: "%",
	"1/min": "/min",
	"1/h": "/h",
	"1/day": "/day",
	"1e9/L": "×10⁹/L",
	"10^9/L": "×10⁹/L",
	"cell/uL": "cells/µL",
	"cells/nL": "×10⁹/L",
	"dyn*s/cm^5": "dyn·s/cm⁵",
	m2: "m²",
};

/** A unit as it is printed for people: `degC` becomes `°C`, `1` becomes nothing, `ug/mL` becomes `µg/mL`, `pg/mL` stays. */
export const unitText = (unit: string): string => entryOf(printed, unit) ?? unit.replace(/\bu(?=[gLmM])/g, "µ");

/** An amount with its unit, at three digits: `560 mg`, `1.4 × 10⁸ cells`; empty when there is no number. */
export const amountText = (amount: number | null, unit: string): string =>
	amount === null ? "" : `${shortNumber(amount)} ${unitText(unit)}`.trim();

const shortNumber = (value: number): string => {
	if (Math.abs(value) < 1e6) return String(Number(value.toPrecision(3)));
	const power = decimalExponent(value);
	return `${Number((value / powerOfTen(power)).toPrecision(3))} × 10${raised(power)}`;
};

const raised = (power: number): string => [...String(power)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");

/** Units that tables name in another way than the model's files: a count in billions per liter is `1e9/L` there. */
export const tableUnit = (unit: string): string => (unit === "cells/nL" ? "1e9/L" : unit);
