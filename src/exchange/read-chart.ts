import type { Formulary } from "../chart/formulary.ts";
import type { ChartedLook } from "../chart/sight.ts";
import { InputError, type Problem } from "../input/problem.ts";
import { chartColumns } from "./chart-columns.ts";
import { type Context, columnOf, drugColumn, togetherProblems, twiceNamed } from "./chart-header.ts";
import { looksOf } from "./chart-looks.ts";
import { highRates, taken, untreated } from "./chart-notes.ts";
import { type ChartRow, orderProblems, rowOf, weightIn } from "./chart-rows.ts";
import { readCsv } from "./read-csv.ts";

/** A chart as the scales can read it. Times are hours since infusion. */
export interface ReadChart {
	readonly looks: readonly ChartedLook[];
	/** Names of the columns, in the order of the file. */
	readonly columns: readonly string[];
	/** What is taken for granted because no column says it. */
	readonly taken: readonly string[];
	/** What a reader must know beside the grades. */
	readonly notes: readonly string[];
	/** Blood counts with their hour; empty without such columns. */
	readonly neutrophils: readonly BloodCount[];
	readonly platelets: readonly BloodCount[];
}

/** Neutrophils per uL, or platelets in 10^9/L. */
export interface BloodCount {
	readonly time: number;
	readonly value: number;
}

/**
 * Reads a chart that was typed as a table: a time column (`time_h` or `day`) and columns of `chartColumns`. An empty cell (or `NA`, `?`) is
 * *unknown*, never normal – an infusion that does not run is 0, a patient on room air has the device `none`. A column that is not there
 * takes the stated default of its field. Age and weight stand until they change. `formulary` names the drugs: any name that their files
 * give them is read. Throws an InputError with every problem, each with its row.
 *
 *     gradeStay(readChart("day,temp_c\n2,38.4\n", { file: "chart.csv", formulary }).looks).courses["ASTCT_CRS"]?.worst   // 1
 */
export function readChart(text: string, { file, formulary }: { readonly file: string; readonly formulary: Formulary }): ReadChart {
	const { header: written, rows: table } = readCsv(text, file);
	const problems: Problem[] = [];
	const context: Context = { file, problems, formulary, known: chartColumns(formulary) };
	const header = written.map((cell) => ({ ...cell, text: drugColumn(cell.text, context) ?? cell.text }));
	const columns = header.map((cell) => columnOf(cell, context));
	problems.push(...togetherProblems(header, file), ...twiceNamed(header, file));
	let weight: number | undefined;
	const rows = table.map((cells) => {
		const row = rowOf(cells, { ...context, columns, weight });
		weight = weightIn(row) ?? weight;
		return row;
	});
	problems.push(...orderProblems(rows, file));
	if (rows.length === 0)
		problems.push({ file, line: 1, column: 1, key: "", message: "the chart has no rows", hint: "one row for each time" });
	if (problems.length > 0) throw new InputError(problems);
	const looks = looksOf(rows, formulary);
	return {
		looks,
		notes: [...untreated(looks), ...(header.some(({ text: name }) => name.endsWith("_hours")) ? [] : highRates(looks))],
		columns: header.map(({ text: name }) => name),
		taken: taken.filter(({ unless }) => !header.some((cell) => unless.test(cell.text))).map(({ words }) => words),
		neutrophils: countsOf(rows, "neutrophils"),
		platelets: countsOf(rows, "platelets"),
	};
}

function countsOf(rows: readonly ChartRow[], value: "neutrophils" | "platelets"): readonly BloodCount[] {
	return rows.flatMap(({ time, cells }) =>
		[...cells].flatMap(([{ use }, reading]) =>
			use.kind === "blood" && use.value === value && reading.known ? [{ time, value: reading.value as number }] : [],
		),
	);
}
