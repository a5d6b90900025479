import { type Formulary, medicineNamed } from "../chart/formulary.ts";
import { allowedHint, didYouMean } from "../input/nearest.ts";
import type { Problem } from "../input/problem.ts";
import type { ChartColumn } from "./chart-columns.ts";
import type { CsvCell } from "./read-csv.ts";

export interface Context {
	readonly file: string;
	readonly problems: Problem[];
	readonly formulary: Formulary;
	readonly known: readonly ChartColumn[];
}

/** `Levophed_ug_min`, `noradrenaline_hours`: a column of a drug under another of its names. */
export function drugColumn(text: string, { formulary, known }: Context): string | undefined {
	const [, drug = "", rest = ""] = /^(.+?)(_(?:ug|mcg|u)(?:_kg)?_min|_hours)$/i.exec(text) ?? [];
	const name = medicineNamed(formulary, drug);
	const column = `${name}${rest.toLowerCase().replace("_mcg", "_ug")}`;
	return known.some((one) => one.name === column) ? column : undefined;
}

const otherNames: Readonly<Record<string, string>> = {
	o2: "o2_device, o2_lpm and o2_fio2",
	fio2: "o2_fio2",
	pressors: "one column for each drug, its name and unit joined by _, such as …_ug_kg_min",
	temperature: "temp_c",
	time: "time_h or day",
	organ: "organ_creatinine, organ_transaminase and organ_non_transaminase",
	platelets: "plt",
	sao2: "spo2",
	saturation: "spo2",
	oxygen_device: "o2_device – this looks like trajectory.csv of a run: name its folder instead",
};

export function columnOf(cell: CsvCell, context: Context): ChartColumn | undefined {
	const { file, problems, known } = context;
	const column = known.find(({ name }) => name === cell.text);
	if (column !== undefined) return column;
	const names = known.map(({ name }) => name);
	const meant = otherNames[cell.text.toLowerCase()] ?? nameBefore(cell.text, known) ?? drugAlone(cell.text, context);
	const hint = meant === undefined ? didYouMean(cell.text, names) || allowedHint(cell.text, names) : `write ${meant}`;
	problems.push({ file, line: cell.line, column: cell.column, key: `row ${cell.line}`, message: `unknown column "${cell.text}"`, hint });
	return undefined;
}

/** A drug without the unit of its rate, or one that is given in doses. */
function drugAlone(text: string, { formulary, known }: Context): string | undefined {
	const name = medicineNamed(formulary, text);
	if (name === undefined) return undefined;
	const own = known.flatMap((column) => (column.use.kind === "rate" && column.use.drug === name ? [column.name] : []));
	return own.length > 0 ? own.join(" or ") : `${name} into the column given`;
}

/** `temp_c (°C)`, `temp_c [C]`: a name with its unit again. */
function nameBefore(text: string, known: readonly ChartColumn[]): string | undefined {
	const name = (/^\w+(?=\s*[([/])/.exec(text)?.[0] ?? "").toLowerCase();
	const field = known.find((column) => column.name === name)?.field;
	if (field !== undefined) return field.kind === "number" ? `${name} alone; its values are in ${field.unit}` : `${name} alone`;
	return otherNames[name];
}

/** One drug under two of its names; the same name twice is told when the table is read. */
export function twiceNamed(header: readonly CsvCell[], file: string): readonly Problem[] {
	return header
		.filter((cell, i) => header.findIndex(({ text }) => text === cell.text) < i)
		.map(({ text, line, column }) => ({
			file,
			line,
			column,
			key: `row ${line}`,
			message: `the column "${text}" appears here under another name of its drug`,
			hint: "keep one of the two",
		}));
}

/** Columns that need or exclude one another. */
export function togetherProblems(header: readonly CsvCell[], file: string): readonly Problem[] {
	const find = (name: string) => header.find((cell) => cell.text === name);
	const at = (cell: CsvCell | undefined) => ({ file, line: cell?.line ?? 1, column: cell?.column ?? 1, key: `row ${cell?.line ?? 1}` });
	const [hours, days] = [find("time_h"), find("day")];
	const oxygen = find("o2_lpm") ?? find("o2_fio2");
	return [
		...(hours === undefined && days === undefined
			? [{ ...at(undefined), message: "a time column is missing", hint: "time_h (hours since infusion) or day" }]
			: []),
		...(hours !== undefined && days !== undefined
			? [{ ...at(days), message: "time_h and day both stand here", hint: "keep one of the two" }]
			: []),
		...(oxygen !== undefined && find("o2_device") === undefined
			? [{ ...at(oxygen), message: `${oxygen.text} needs a column o2_device`, hint: "the device decides on most scales" }]
			: []),
		...header
			.filter((cell) => cell.text.endsWith("_ug_kg_min") && find(cell.text.replace("_ug_kg_min", "_ug_min")) !== undefined)
			.map((cell) => ({ ...at(cell), message: "the same drug stands in two units", hint: "keep one of the two columns" })),
	];
}
