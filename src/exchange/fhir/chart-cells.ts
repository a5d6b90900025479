import type { Problem } from "../../input/problem.ts";
import { readSheet } from "../../input/read-sheet.ts";

/** What a chart says in a row. */
export interface ChartedRow {
	/** Hours since infusion. */
	readonly time: number;
	/** By column; what is empty is not there. */
	readonly cells: ReadonlyMap<string, string>;
}

/** The rows of a chart that we wrote. */
function rowsOf(csv: string): readonly ChartedRow[] {
	const problems: Problem[] = [];
	const { header, rows } = readSheet(csv, "chart", problems);
	if (problems.length > 0) throw new Error(`a chart of our own cannot be read: ${problems[0]!.message}`);
	return rows.map((cells) => ({
		time: Number(cells[0]!.text),
		cells: new Map(cells.flatMap(({ text }, i) => (i === 0 || text === "" ? [] : [[header[i]!.text, text] as const]))),
	}));
}

/**
 * The chart of a bedside, look by look, with the laboratory and all else that a ward alone charts as the ward wrote it down: a value stands at the first
 * look from then on.
 */
export function chartedRows(chart: string, charted: string | undefined, isLaboratory: (column: string) => boolean): readonly ChartedRow[] {
	const looks = rowsOf(chart);
	if (charted === undefined) return looks;
	const seen = new Set(looks.flatMap(({ cells }) => [...cells.keys()]));
	const own = (column: string) => isLaboratory(column) || !seen.has(column);
	const rows = looks.map(({ time, cells }) => ({ time, cells: new Map([...cells].filter(([column]) => !own(column))) }));
	let at = 0;
	for (const visit of rowsOf(charted)) {
		while (at < rows.length - 1 && rows[at]!.time < visit.time) at++;
		for (const [column, text] of visit.cells) if (own(column)) rows[at]!.cells.set(column, text);
	}
	return rows;
}
