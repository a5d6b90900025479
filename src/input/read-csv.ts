import { InputError, type Problem } from "./problem.ts";

/** One cell with the place of its first character, 1-based. */
export interface CsvCell {
	readonly text: string;
	readonly line: number;
	readonly column: number;
}

/** A table with a header; every row has as many cells as the header. */
export interface CsvTable {
	readonly header: readonly CsvCell[];
	readonly rows: readonly (readonly CsvCell[])[];
}

/**
 * Reads a table as RFC 4180 has it: commas, cells in double quotes where they hold a comma, a quote (doubled) or a line end. Lines without
 * a character are passed over, spaces around a cell are cut, a byte order mark is too. Throws an InputError with the place of a quote that
 * stands alone, of a row of another length, or of a header that names a column twice.
 */
export function readCsv(text: string, file: string): CsvTable {
	const problems: Problem[] = [];
	const [header, ...rows] = records(
		text.replace(/^\uFEFF/, ""),
		{ separator: ",", line: 1 },
		(cell, message, hint) => void problems.push({ ...placeOf(cell, file), message, hint }),
	);
	if (header === undefined)
		throw new InputError([
			{ file, line: 1, column: 1, key: "", message: "the table is empty", hint: "name the columns in the first line" },
		]);
	problems.push(...separatorProblems(header, file), ...repeated(header, file));
	for (const row of rows) {
		if (row.length === header.length) continue;
		const message = `${cellsIn(row.length)} here; the header has ${header.length}`;
		problems.push({ ...placeOf(row[0]!, file), message, hint: "leave unknown cells empty, but keep their commas" });
	}
	if (problems.length > 0) throw new InputError(problems);
	return { header, rows };
}

export function placeOf({ line, column }: CsvCell, file: string) {
	return { file, line, column, key: `row ${line}` };
}

export const cellsIn = (count: number): string => (count === 1 ? "one cell" : `${count} cells`);

function separatorProblems(header: readonly CsvCell[], file: string): readonly Problem[] {
	const [only] = header;
	if (header.length > 1 || only === undefined || !/[;\t|]/.test(only.text)) return [];
	return [{ ...placeOf(only, file), message: "found one column", hint: "separate columns by commas, not by semicolons or tabs" }];
}

/** Columns of one name. */
export function repeated(header: readonly CsvCell[], file: string): readonly Problem[] {
	const seen = new Set<string>();
	const isAgain = ({ text }: CsvCell) => seen.size === seen.add(text).size;
	return header
		.filter(isAgain)
		.map((cell) => ({ ...placeOf(cell, file), message: `the column "${cell.text}" appears twice`, hint: "keep one of the two" }));
}

type Complain = (cell: CsvCell, message: string, hint: string) => void;

/** Splits a text, whose first line is called by `first.line`, into rows of cells. One pass; a quoted cell may run over lines. */
export function records(text: string, first: { readonly separator: string; readonly line: number }, complain: Complain): CsvCell[][] {
	const rows: CsvCell[][] = [];
	const { separator } = first;
	let row: CsvCell[] = [];
	let [at, line, lineStart] = [0, first.line, 0];
	const endRow = () => {
		if (row.length > 1 || row[0]?.text !== "") rows.push(row);
		row = [];
	};
	while (at < text.length) {
		const place = { line, column: at - lineStart + 1 };
		const quoted = isQuoted(text, at);
		const { end, value, open } = quoted ? quotedCell(text, at, separator) : plainCell(text, at, separator);
		const cell = { ...place, text: value };
		if (open) complain(cell, "a quote is not closed, or text follows it", 'write a quote inside a cell as ""');
		for (let i = at; i < end; i++) if (text[i] === "\n") [line, lineStart] = [line + 1, i + 1];
		row.push(cell);
		at = end;
		if (text[at] === separator) {
			at++;
			if (at === text.length) row.push({ text: "", line, column: at - lineStart + 1 });
			continue;
		}
		if (text[at] === "\r" && text[at + 1] === "\n") at++;
		if (at < text.length) [line, lineStart] = [line + 1, at + 1];
		at++;
		endRow();
	}
	if (row.length > 0) endRow();
	return rows;
}

interface Taken {
	readonly end: number;
	readonly value: string;
	readonly open: boolean;
}

/** A quote begins the cell, behind spaces at most. */
function isQuoted(text: string, from: number): boolean {
	let at = from;
	while (text[at] === " ") at++;
	return text[at] === '"';
}

function plainCell(text: string, from: number, separator: string): Taken {
	let end = from;
	while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
	const value = text.slice(from, end).trim();
	return { end, value, open: value.includes('"') };
}

function quotedCell(text: string, from: number, separator: string): Taken {
	const start = text.indexOf('"', from) + 1;
	let end = start;
	while (end < text.length && !(text[end] === '"' && text[end + 1] !== '"')) end += text[end] === '"' ? 2 : 1;
	const rest = plainCell(text, Math.min(end + 1, text.length), separator);
	const value = text.slice(start, end).replaceAll('""', '"').trim();
	return { end: rest.end, value, open: end >= text.length || rest.value !== "" };
}
