import { type Formulary, medicineNamed, nearestMedicine } from "../chart/formulary.ts";
import { type FieldFault, fieldFaults } from "../grading/field-faults.ts";
import type { ChartColumn } from "./chart-columns.ts";

/** What a cell says. `gap`: nothing was recorded. */
export type CellReading = { readonly known: true; readonly value: unknown } | { readonly known: false };

/** Words that people type for "not recorded". */
const emptyWords: ReadonlySet<string> = new Set(["", "na", "n/a", "null", "?", "-", "unknown", "missing"]);
const yesWords: ReadonlySet<string> = new Set(["true", "yes", "y", "1", "x"]);
const noWords: ReadonlySet<string> = new Set(["false", "no", "n", "0"]);
/** Said in a column of points: the test cannot be done. */
const cannot = "cannot";

const gap: CellReading = { known: false };

/** `tocilizumab + Decadron`: the drugs by the names of their files. */
function readGiven(text: string, formulary: Formulary): { reading: CellReading; faults: readonly Pick<FieldFault, "message" | "hint">[] } {
	if (text.trim().toLowerCase() === "none") return { reading: { known: true, value: [] }, faults: [] };
	const words = text.split("+").map((word) => word.trim());
	const names = words.map((word) => medicineNamed(formulary, word));
	const faults = words.flatMap((word, i) =>
		names[i] === undefined
			? [{ message: `no drug is called "${word}"`, hint: `${nearestMedicine(formulary, word)} See: crsim list treatments`.trim() }]
			: [],
	);
	return { reading: faults.length > 0 ? gap : { known: true, value: names }, faults };
}

export function readCell(
	text: string,
	{ field, use }: ChartColumn,
	formulary: Formulary,
): { reading: CellReading; faults: readonly Pick<FieldFault, "message" | "hint">[] } {
	if (emptyWords.has(text.toLowerCase())) return { reading: gap, faults: [] };
	if (use.kind === "given") return readGiven(text, formulary);
	switch (field.kind) {
		case "number": {
			if (field.nullable === true && text.toLowerCase() === cannot) return { reading: { known: true, value: null }, faults: [] };
			const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
			if (Number.isNaN(value)) return { reading: gap, faults: [notANumber(text, field.unit)] };
			const faults = fieldFaults(field, value);
			return { reading: faults.length > 0 ? gap : { known: true, value }, faults };
		}
		case "yes-no": {
			const word = text.toLowerCase();
			if (yesWords.has(word)) return { reading: { known: true, value: true }, faults: [] };
			if (noWords.has(word)) return { reading: { known: true, value: false }, faults: [] };
			return {
				reading: gap,
				faults: [{ message: `expected yes or no, found "${text}"`, hint: "leave the cell empty when it is unknown" }],
			};
		}
		default: {
			const faults = fieldFaults(field, text);
			return { reading: faults.length > 0 ? gap : { known: true, value: text }, faults };
		}
	}
}

function notANumber(text: string, unit: string): Pick<FieldFault, "message" | "hint"> {
	const comma = /^[+-]?\d+,\d+$/.test(text);
	const leading = /^[+-]?\d+(\.\d+)?/.exec(text)?.[0];
	const hint = comma
		? `write ${text.replace(",", ".")}`
		: leading === undefined
			? "leave the cell empty when it is unknown"
			: `write ${leading}, the unit stands in the column's name`;
	return { message: `expected a number (${unit}), found "${text}"`, hint };
}
