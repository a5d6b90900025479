import { calledSo } from "../chart/column-words.ts";
import { type Formulary, medicineNamed } from "../chart/formulary.ts";
import { entryOf } from "../input/entry-of.ts";
import { allowedHint, didYouMean } from "../input/nearest.ts";
import type { Problem } from "../input/problem.ts";
import type { CsvCell } from "../input/read-csv.ts";
import type { ChartColumn } from "./chart-columns.ts";
import { type Conversion, conversionTo } from "./chart-unit.ts";

/** A cell of the header, and what it means. */
export interface HeaderCell extends CsvCell {
	/** Undefined where it means nothing that is known. */
	readonly means: ChartColumn | undefined;
	/** From the unit that stands beside the name to that of the column. */
	readonly convert: Conversion | undefined;
}

export interface HeaderContext {
	readonly file: string;
	readonly problems: Problem[];
	readonly formulary: Formulary;
	readonly known: readonly ChartColumn[];
}

const plain = (name: string): string =>
	name
		.toLowerCase()
		.replaceAll(/[\s_.-]+/g, " ")
		.trim();

const isCalled = ({ name, called = [] }: ChartColumn, text: string): boolean => [name, ...called].some((one) => plain(one) === text);

type Meaning = Pick<HeaderCell, "means" | "convert">;

/**
 * What a cell of the header means: a column by its name in any case, by a name that people use, or with a unit beside it, as in `Temp (°F)`.
 * What is not known goes to the problems.
 */
export function headerCell(cell: CsvCell, context: HeaderContext): HeaderCell {
	const meaning = meaningOf(cell.text, context) ?? { means: undefined, convert: undefined };
	if (meaning.means === undefined) context.problems.push({ ...placeIn(context.file, cell), ...unknownColumn(cell.text, context) });
	return { ...cell, text: meaning.means?.name ?? cell.text, ...meaning };
}

const placeIn = (file: string, { line, column }: CsvCell) => ({ file, line, column, key: `row ${line}` });

function meaningOf(text: string, context: HeaderContext): Meaning | undefined {
	const name = plain(text);
	const column = context.known.find((one) => isCalled(one, name)) ?? drugColumn(text, context);
	if (column !== undefined) return { means: column, convert: undefined };
	const { base, unit } = partsOf(text);
	if (unit !== undefined) return withUnit(base, unit, context);
	const alone = calledSo.find(({ names, needsUnit }) => needsUnit === undefined && names.includes(name));
	const called = context.known.find((one) => one.name === alone?.column);
	return called && { means: called, convert: undefined };
}

/** `Temp (°C)`, `Temp [°C]`, `Temp, °C`, `temp_f`: the name and the unit. */
function partsOf(text: string): { readonly base: string; readonly unit: string | undefined } {
	const [, base, brackets, behindComma, behindLine] =
		/^(.*?\S)\s*(?:[([]([^)\]]*)[)\]]|,\s*(\S+)|_(f|c|lbs?|kg|pct|mmhg|h|hrs?|hours))$/i.exec(text.trim()) ?? [];
	return { base: base ?? text, unit: brackets?.trim() ?? behindComma ?? behindLine };
}

/** The first column of that name which the unit fits. */
function withUnit(base: string, unit: string, context: HeaderContext): Meaning | undefined {
	for (const column of columnsCalled(base, context)) {
		if (column.field.kind !== "number") continue;
		const convert = conversionTo(column.field, unit);
		if (convert !== undefined) return { means: column, convert };
	}
	return undefined;
}

/** Every column that a name may mean, its unit left open. */
function columnsCalled(base: string, { formulary, known }: HeaderContext): readonly ChartColumn[] {
	const name = plain(base);
	const drug = medicineNamed(formulary, base);
	const names = calledSo.filter((one) => one.names.includes(name)).map(({ column }) => column);
	return known.filter(
		(column) =>
			isCalled(column, name) ||
			names.includes(column.name) ||
			(column.use.kind === "rate" && drug !== undefined && column.use.drug === drug),
	);
}

/** `Levophed_ug_min`, `noradrenaline_hours`: a column of a drug under another of its names. */
function drugColumn(text: string, { formulary, known }: HeaderContext): ChartColumn | undefined {
	const [, drug = "", rest = ""] = /^(.+?)(_(?:ug|mcg|u)(?:_kg)?_min|_hours)$/i.exec(text) ?? [];
	const column = `${medicineNamed(formulary, drug)}${rest.toLowerCase().replace("_mcg", "_ug")}`;
	return known.find((one) => one.name === column);
}

/** What stands for several columns, or for none. */
const answers: Readonly<Record<string, string>> = {
	o2: "o2_device, o2_lpm and o2_fio2",
	pressors: "one column for each drug, its name and unit joined by _, such as …_ug_kg_min",
	organ: "organ_creatinine, organ_transaminase and organ_non_transaminase",
};

function unknownColumn(text: string, context: HeaderContext): Pick<Problem, "message" | "hint"> {
	const { base, unit } = partsOf(text);
	const called = columnsCalled(base, context).filter(({ field }) => field.kind === "number");
	if (called.length > 0) return withoutUnit(text, { unit, called });
	const meant = entryOf(answers, plain(text)) ?? drugAlone(text, context);
	const names = context.known.map(({ name }) => name);
	const hint = meant === undefined ? didYouMean(text, names) || allowedHint(text, names) : `write ${meant}`;
	return { message: `unknown column "${text}"`, hint };
}

/** A name that is known, but not what its numbers are in. */
function withoutUnit(
	text: string,
	{ unit, called }: { unit: string | undefined; called: readonly ChartColumn[] },
): Pick<Problem, "message" | "hint"> {
	const own = called.map(({ name, field }) => `${name} (${field.kind === "number" ? field.unit : ""})`).join(" or ");
	if (unit === undefined)
		return { message: `the column "${text}" does not say its unit`, hint: `put the unit behind the name in brackets, or write ${own}` };
	return { message: `the unit "${unit}" of the column "${text}" is not known`, hint: `write ${own}` };
}

/** A drug that is given in doses. */
function drugAlone(text: string, { formulary }: HeaderContext): string | undefined {
	const name = medicineNamed(formulary, text);
	return name === undefined ? undefined : `${name} into the column given`;
}

/** The table is not a chart at all. */
export function otherKind(header: readonly CsvCell[], file: string): readonly Problem[] {
	const trajectory = header.find(({ text }) => text === "oxygen_device");
	if (trajectory === undefined || header[0]?.text !== "time_h") return [];
	return [
		{
			...placeIn(file, trajectory),
			message: "this looks like trajectory.csv of a run: name its folder instead",
			hint: "a chart has the column o2_device",
		},
	];
}

/** Two cells of one column, under two of its names; the same name twice is told when the table is read. */
export function twiceNamed(header: readonly HeaderCell[], written: readonly CsvCell[], file: string): readonly Problem[] {
	return header.flatMap((cell, i) => {
		const first = header.findIndex(({ text }) => text === cell.text);
		if (first === i || cell.means === undefined || written[first]!.text === written[i]!.text) return [];
		return [{ ...placeIn(file, cell), message: `the column "${cell.text}" appears here under another name`, hint: "keep one of the two" }];
	});
}

/** Columns that need or exclude one another. */
export function togetherProblems(header: readonly HeaderCell[], file: string): readonly Problem[] {
	const find = (name: string) => header.find((cell) => cell.text === name);
	const at = (cell: CsvCell | undefined) => placeIn(file, cell ?? { text: "", line: header[0]?.line ?? 1, column: 1 });
	const [hours, days, moment] = [find("time_h"), find("day"), find("time") ?? find("date")];
	const oxygen = find("o2_lpm") ?? find("o2_fio2");
	// A chart none of whose columns is known is told of those first.
	const isTimed = hours !== undefined || days !== undefined || moment !== undefined;
	return [
		...(isTimed
			? []
			: [{ ...at(undefined), message: "a time column is missing", hint: "time_h (hours since infusion), day, or time with dates" }]),
		...(hours !== undefined && (days ?? moment) !== undefined
			? [{ ...at(days ?? moment), message: `time_h and ${(days ?? moment)!.text} are both given`, hint: "keep one of the two" }]
			: []),
		...(oxygen !== undefined && find("o2_device") === undefined
			? [{ ...at(oxygen), message: `${oxygen.text} needs a column o2_device`, hint: "add it: most scales grade by the device" }]
			: []),
		...header
			.filter((cell) => cell.text.endsWith("_ug_kg_min") && find(cell.text.replace("_ug_kg_min", "_ug_min")) !== undefined)
			.map((cell) => ({ ...at(cell), message: "the same drug is given in two units", hint: "keep one of the two columns" })),
	];
}
