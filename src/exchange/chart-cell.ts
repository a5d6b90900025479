import type { NumberField } from "../chart/field.ts";
import { type Formulary, medicineNamed, nearestMedicine } from "../chart/formulary.ts";
import { type FieldFault, fieldFaults, meantWord, numberFaults } from "../grading/field-faults.ts";
import type { ChartColumn } from "./chart-columns.ts";
import { type Conversion, conversionTo } from "./chart-unit.ts";
import { boundsOf } from "./typed-bound.ts";
import { type DecimalMark, readTyped } from "./typed-number.ts";

/** What a cell says. `bounds`: only between which values it lies, both of them possible. `gap`: nothing was recorded. */
export type CellReading =
	/** `typed`: of drugs, the words that name them, with their amounts. */
	| { readonly kind: "value"; readonly value: unknown; readonly typed?: readonly string[] }
	| { readonly kind: "bounds"; readonly from: number; readonly to: number; readonly typed: string }
	| { readonly kind: "gap" };

const gap: CellReading = { kind: "gap" };

/** The value of a cell; undefined where it says none, or bounds only. */
export const valueIn = (reading: CellReading): unknown => (reading.kind === "value" ? reading.value : undefined);

/** The value of a cell, or the mildest or the gravest that its bounds leave open; undefined where nothing was recorded. */
export function valueAt(end: "best" | "worst", reading: CellReading, { graver }: ChartColumn): unknown {
	if (reading.kind !== "bounds") return valueIn(reading);
	return (end === "worst") === (graver === "high") ? reading.to : reading.from;
}

/** What people and spreadsheets write for "not recorded". */
const missingMarks: ReadonlySet<string> = new Set([
	"",
	"na",
	"n/a",
	"n.a.",
	"#n/a",
	"nd",
	"n.d.",
	"nan",
	"null",
	"none recorded",
	"not done",
	"not recorded",
	"unknown",
	"missing",
	"?",
	".",
	"..",
	"-",
	"--",
	"\u2013",
	"\u2014",
	"\u2212",
]);
const yesWords: ReadonlySet<string> = new Set(["true", "yes", "y", "1", "x"]);
const noWords: ReadonlySet<string> = new Set(["false", "no", "n", "0"]);
/** Said in a column of points: the test cannot be done. */
const cannot = "cannot";

type Fault = Pick<FieldFault, "message" | "hint">;
/** A cell that was read, and what is wrong with it. */
export interface ReadCell {
	readonly reading: CellReading;
	readonly faults: readonly Fault[];
}

const read = (value: unknown): ReadCell => ({ reading: { kind: "value", value }, faults: [] });
const refused = (...faults: readonly Fault[]): ReadCell => ({ reading: gap, faults });

/** Nothing was recorded here. */
export const isMissingMark = (text: string): boolean => missingMarks.has(text.toLowerCase());

/** How the numbers of a column are to be read. */
export interface CellContext {
	readonly formulary: Formulary;
	readonly mark: DecimalMark;
	/** From the unit of the header to that of the column. */
	readonly convert: Conversion | undefined;
}

/** Reads a cell as its column has it. */
export function readCell(text: string, column: ChartColumn, context: CellContext): ReadCell {
	const { field, use } = column;
	if (isMissingMark(text)) return { reading: gap, faults: [] };
	if (use.kind === "given") return readGiven(text, context.formulary);
	if (field.kind === "yes-no") return readYesNo(text);
	if (field.kind === "number") return readNumber(text, column, { ...context, field });
	const value = field.kind === "word" ? (meantWord(field, text) ?? text) : text;
	const faults = fieldFaults(field, value);
	return faults.length > 0 ? refused(...faults) : read(value);
}

function readYesNo(text: string): ReadCell {
	const word = text.toLowerCase();
	if (yesWords.has(word)) return read(true);
	if (noWords.has(word)) return read(false);
	return refused({ message: `expected yes or no, found "${text}"`, hint: "leave the cell empty when it is unknown" });
}

/** `tocilizumab + Decadron`: the drugs by the names of their files. */
function readGiven(text: string, formulary: Formulary): ReadCell {
	if (text.trim().toLowerCase() === "none") return read([]);
	const words = text.split(/[+;,]/).map((word) => word.trim());
	const names = words.map((word) => medicineNamed(formulary, word));
	const faults = words.flatMap((word, i) =>
		names[i] === undefined
			? [{ message: `no drug is called "${word}"`, hint: `${nearestMedicine(formulary, word)} See: crsim list treatments`.trim() }]
			: [],
	);
	return faults.length > 0 ? refused(...faults) : { reading: { kind: "value", value: names, typed: words }, faults: [] };
}

const comparison = /^(<=|>=|=<|=>|≤|≥|<|>)\s*(.*)$/;
/** A number, and a unit that does not begin with what numbers are made of. */
const numberThenUnit = /^([+\-\u2212]?[\d.,' \u00A0\u2007\u2009\u2019\u202F]*\d\.?(?:e[+-]?\d+)?)\s*([^\d\s.,+-].*)?$/i;

function readNumber(text: string, column: ChartColumn, context: CellContext & { readonly field: NumberField }): ReadCell {
	const { field } = context;
	if (field.nullable === true && text.toLowerCase() === cannot) return read(null);
	const [, sign, behind = ""] = comparison.exec(text) ?? [];
	const [, digits = "", unit] = numberThenUnit.exec(sign === undefined ? withoutWord(text, column) : behind) ?? [];
	const typed = readTyped(digits.trim(), context.mark);
	if (typed === undefined) return refused(notANumber(text, column, field));
	if ("remedy" in typed) return refused({ message: `"${text}" may be two numbers (${field.unit})`, hint: typed.remedy });
	const convert = unit === undefined ? context.convert : conversionTo(field, unit);
	if (unit !== undefined && convert === undefined)
		return refused({ message: `expected a number (${field.unit}), found "${text}"`, hint: `write the number alone, in ${field.unit}` });
	const value = convert?.(typed.value) ?? typed.value;
	if (sign !== undefined) return readBound(text, value, { sign, column, field });
	const faults = numberFaults(field, value);
	return faults.length > 0 ? refused(...faults) : read(value);
}

/** `day 3`, `D+3` in the column of days. */
const withoutWord = (text: string, { use }: ChartColumn): string =>
	use.kind === "time" && use.hours === 24 ? text.replace(/^d(?:ay)?\s*(?=[+\-\u2212]?\s*\d)/i, "") : text;

/** `<5`, `>100000`: a value below or above what the laboratory can tell, between there and what is possible at all. */
function readBound(
	text: string,
	value: number,
	{ sign, column, field }: { sign: string; column: ChartColumn; field: NumberField },
): ReadCell {
	if (column.graver === null)
		return refused({
			message: `"${text}" is a bound, which cannot be used in this column`,
			hint: `write the value of ${column.name}, or leave the cell empty`,
		});
	const faults = numberFaults({ ...field, whole: false }, value);
	if (faults.length > 0) return refused(...faults);
	const [from, to] = boundsOf(sign, value, field);
	if (from > to)
		return refused({ message: `"${text}" leaves no possible value`, hint: `possible: ${field.from} to ${field.to} (${field.unit})` });
	return { reading: { kind: "bounds", from, to, typed: text }, faults: [] };
}

function notANumber(text: string, { use }: ChartColumn, { unit }: NumberField): Fault {
	const message = `expected a number (${unit}), found "${text}"`;
	if (use.kind === "time" && /\d[:/-]\d/.test(text)) return { message, hint: "put dates and times of day into a column time" };
	if (/^#\w+[!?]?$/.test(text))
		return { message, hint: "the spreadsheet could not work out this cell; write the number, or leave it empty" };
	const leading = /^[+-]?\d+(\.\d+)?/.exec(text)?.[0];
	if (leading === undefined) return { message, hint: "leave the cell empty when it is unknown" };
	return { message, hint: `write one number alone, in ${unit}, such as ${leading}` };
}
