import { rateField } from "../chart/rate-field.ts";
import { type FieldFault, numberFaults, oxygenFaults } from "../grading/field-faults.ts";
import type { Problem } from "../input/problem.ts";
import { type CellReading, readCell } from "./chart-cell.ts";
import type { ChartColumn } from "./chart-columns.ts";
import type { Context } from "./chart-header.ts";
import type { CsvCell } from "./read-csv.ts";

export interface ChartRow {
	readonly line: number;
	readonly time: number;
	readonly cells: ReadonlyMap<ChartColumn, CellReading>;
}

export function weightIn({ cells }: ChartRow): number | undefined {
	for (const [{ use }, reading] of cells) if (use.kind === "sign" && use.sign === "weight" && reading.known) return reading.value as number;
	return undefined;
}

interface RowContext extends Context {
	readonly columns: readonly (ChartColumn | undefined)[];
	/** As the rows above say it, kg. */
	readonly weight: number | undefined;
}

export function rowOf(cells: readonly CsvCell[], { columns, file, problems, formulary, weight }: RowContext): ChartRow {
	const line = cells[0]!.line;
	const readings = new Map<ChartColumn, CellReading>();
	let time = Number.NaN;
	cells.forEach((cell, i) => {
		const column = columns[i];
		if (column === undefined) return;
		const { reading, faults } = readCell(cell.text, column, formulary);
		for (const { message, hint } of faults)
			problems.push({
				file,
				line: cell.line,
				column: cell.column,
				key: `row ${line} ${column.name}`,
				message,
				...(hint === "" ? {} : { hint }),
			});
		readings.set(column, reading);
		if (column.use.kind !== "time") return;
		if (reading.known) time = Number(reading.value) * column.use.hours;
		else if (faults.length === 0)
			problems.push({
				file,
				line,
				column: cell.column,
				key: `row ${line} ${column.name}`,
				message: "the time is missing",
				hint: "every row needs its time",
			});
	});
	for (const fault of oxygenFaults(connected(readings), formulary)) {
		const name = `o2_${fault.path[0]}`;
		const at = cells[columns.findIndex((column) => column?.name === name)] ?? cells[0]!;
		problems.push({ file, line, column: at.column, key: `row ${line} ${name}`, message: fault.message, hint: fault.hint });
	}
	const row = { line, time, cells: readings };
	for (const { name, message, hint } of rateFaults(row, weightIn(row) ?? weight)) {
		const at = cells[columns.findIndex((column) => column?.name === name)]!;
		problems.push({ file, line, column: at.column, key: `row ${line} ${name}`, message, hint });
	}
	return row;
}

/** Rates that this weight makes too high; what no weight allows was found in the cell. */
function rateFaults(
	{ cells }: ChartRow,
	weight: number | undefined,
): readonly (Pick<FieldFault, "message" | "hint"> & { readonly name: string })[] {
	if (weight === undefined) return [];
	return [...cells].flatMap(([{ name, use }, reading]) =>
		use.kind === "rate" && reading.known
			? numberFaults(rateField(use.is, use.unit, weight), reading.value as number).map((fault) => ({ ...fault, name }))
			: [],
	);
}

/** What the row says of the oxygen. */
function connected(readings: ChartRow["cells"]): Readonly<Record<string, unknown>> {
	const parts = [...readings].flatMap(([{ use }, reading]) => (use.kind === "oxygen" && reading.known ? [[use.part, reading.value]] : []));
	return Object.fromEntries(parts);
}

export function orderProblems(rows: readonly ChartRow[], file: string): readonly Problem[] {
	return rows.flatMap(({ line, time }, i) => {
		const before = rows[i - 1];
		if (before === undefined || !(time < before.time)) return [];
		const message = `this time lies before that of row ${before.line}`;
		return [{ file, line, column: 1, key: `row ${line}`, message, hint: "rows go in order of time" }];
	});
}
