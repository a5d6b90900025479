import type { Problem } from "./problem.ts";
import { type CsvCell, cellsIn, placeOf, records, repeated } from "./read-csv.ts";

/** A table as spreadsheets save it. Every row has as many cells as the header. */
export interface Sheet {
	readonly header: readonly CsvCell[];
	readonly rows: readonly (readonly CsvCell[])[];
	/** What stands between two cells. */
	readonly separator: Separator;
	/** Lines above the header that begin with `#`, without it. */
	readonly remarks: readonly CsvCell[];
}

const separators = [",", ";", "\t", "|"] as const;
export type Separator = (typeof separators)[number];

/**
 * Reads a table as spreadsheets save it: cells apart by commas, semicolons, tabs or bars (whichever parts the header, or what a first line
 * `sep=;` says), with a byte order mark or without, with empty columns and rows at the end. Lines above the header that begin with `#` are
 * remarks. What is wrong goes to `problems`; a row of another length is left out.
 *
 *     readSheet("sep=;\nday;temp_c\n2;38,4\n", "chart.csv", problems).rows[0][1].text   // "38,4"
 */
export function readSheet(text: string, file: string, problems: Problem[]): Sheet {
	const top = topOf(text.replace(/^\uFEFF/, ""));
	const separator = top.separator ?? partsBy(headerLine(top.rest));
	const [written = [], ...below] = records(
		top.rest,
		{ separator, line: top.line },
		(cell, message, hint) => void problems.push({ ...placeOf(cell, file), message, hint }),
	);
	const rows = below.filter((row) => row.some((cell) => cell.text !== ""));
	const width = widthOf(written, rows);
	const header = written.slice(0, width);
	if (header.length === 0)
		problems.push({ file, line: 1, column: 1, key: "", message: "the table is empty", hint: "name the columns in the first line" });
	problems.push(
		...nameless(header, file),
		...repeated(
			header.filter((cell) => cell.text !== ""),
			file,
		),
	);
	const fitting = rows.flatMap((row) => {
		if (row.length >= width && row.slice(width).every((cell) => cell.text === "")) return [row.slice(0, width)];
		const message = `${cellsIn(row.length)} here; the header has ${width}`;
		problems.push({
			...placeOf(row[0]!, file),
			message,
			hint: `leave unknown cells empty, but keep the separators (${shown(separator)})`,
		});
		return [];
	});
	return { header, rows: fitting, separator, remarks: top.remarks };
}

const shown = (separator: Separator): string => (separator === "\t" ? "tabs" : separator);

/** What stands above the header, and the text from the header on. */
function topOf(text: string): { separator: Separator | undefined; remarks: readonly CsvCell[]; rest: string; line: number } {
	const remarks: CsvCell[] = [];
	let separator: Separator | undefined;
	let [at, line] = [0, 1];
	const lineEnd = /[\r\n]/g;
	while (at < text.length) {
		lineEnd.lastIndex = at;
		const end = lineEnd.exec(text)?.index ?? text.length;
		const written = text.slice(at, end);
		const said = /^\s*"?sep=([,;\t|])"?\s*$/i.exec(written)?.[1];
		if (said !== undefined && separator === undefined) separator = said as Separator;
		else if (/^\s*"?#/.test(written)) remarks.push({ text: written.replace(/^\s*"?#\s*/, "").replace(/["\s,;|]+$/, ""), line, column: 1 });
		else if (!/^[\s,;|"]*$/.test(written)) break;
		at = end + (text.startsWith("\r\n", end) ? 2 : 1);
		line++;
	}
	return { separator, remarks, rest: text.slice(at), line };
}

/** The header, which quotes may carry over lines. */
function headerLine(text: string): string {
	let quoted = false;
	for (let i = 0; i < text.length; i++) {
		if (text[i] === '"') quoted = !quoted;
		if (!quoted && (text[i] === "\n" || text[i] === "\r")) return text.slice(0, i);
	}
	return text;
}

/** What parts the header most often, outside of quotes and brackets. */
function partsBy(header: string): Separator {
	const bare = header.replaceAll(/"[^"]*"/g, "").replaceAll(/[([][^)\]]*[)\]]/g, "");
	const count = (separator: Separator) => bare.split(separator).length;
	return separators.reduce((most, one) => (count(one) > count(most) ? one : most));
}

/** Columns up to the last that has a name or a value: spreadsheets save empty ones behind them. */
function widthOf(header: readonly CsvCell[], rows: readonly (readonly CsvCell[])[]): number {
	let width = header.length;
	const isEmpty = (at: number) => header[at]!.text === "" && rows.every((row) => (row[at]?.text ?? "") === "");
	while (width > 0 && isEmpty(width - 1)) width--;
	return width;
}

function nameless(header: readonly CsvCell[], file: string): readonly Problem[] {
	return header
		.filter(({ text }) => text === "")
		.map((cell) => ({ ...placeOf(cell, file), message: "this column has no name", hint: "name it, or empty its cells" }));
}
