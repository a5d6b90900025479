import type { Formulary } from "../chart/formulary.ts";
import { rateField } from "../chart/rate-field.ts";
import { type FieldFault, numberFaults, oxygenFaults } from "../grading/field-faults.ts";
import type { Problem } from "../input/problem.ts";
import type { CsvCell } from "../input/read-csv.ts";
import { type CellReading, isMissingMark, readCell, valueIn } from "./chart-cell.ts";
import type { ChartColumn } from "./chart-columns.ts";
import type { HeaderCell } from "./chart-header.ts";
import { type TimedCell, timeOfRow } from "./chart-time.ts";
import type { Moment } from "./typed-moment.ts";
import type { DecimalMark } from "./typed-number.ts";

export interface ChartRow {
	/** Whose row it is; empty in a chart without ids. */
	readonly id: string;
	readonly line: number;
	/** Hours since infusion. */
	readonly time: number;
	readonly cells: ReadonlyMap<ChartColumn, CellReading>;
	/** What was taken for granted of its time. */
	readonly assumed: readonly string[];
}

/** Kg; undefined where the row does not say it. */
export function weightIn({ cells }: Pick<ChartRow, "cells">): number | undefined {
	for (const [{ use }, reading] of cells) if (use.kind === "sign" && use.sign === "weight") return valueIn(reading) as number | undefined;
	return undefined;
}

export interface RowContext {
	readonly file: string;
	readonly problems: Problem[];
	readonly formulary: Formulary;
	readonly header: readonly HeaderCell[];
	readonly mark: DecimalMark;
	readonly infusion: Moment | undefined;
	/** Kg, as the rows above say it, by id. */
	readonly weights: Map<string, number>;
}

/** What the kinds of cells mean that are read with the row, not by themselves. */
const ofTheRow: ReadonlySet<ChartColumn["use"]["kind"]> = new Set(["moment", "infusion", "id"]);

/** Reads a row; what is wrong goes to the problems. */
export function rowOf(written: readonly CsvCell[], context: RowContext): ChartRow {
	const { file, problems, formulary, header } = context;
	const line = written[0]!.line;
	const place = (cell: CsvCell, name: string) => ({ file, line: cell.line, column: cell.column, key: `row ${line} ${name}` });
	const say = (cell: CsvCell, name: string, { message, hint }: Pick<FieldFault, "message" | "hint">) =>
		void problems.push({ ...place(cell, name), message, ...(hint === "" ? {} : { hint }) });
	const cells = new Map<ChartColumn, CellReading>();
	const timed = written.flatMap((cell, i): readonly TimedCell[] => {
		const column = header[i]!.means;
		if (column === undefined) return [];
		if (ofTheRow.has(column.use.kind)) return [{ cell, header: header[i]!, reading: undefined }];
		const { reading, faults } = readCell(cell.text, column, { ...context, convert: header[i]!.convert });
		for (const fault of faults) say(cell, column.name, fault);
		cells.set(column, reading);
		return [{ cell, header: header[i]!, reading }];
	});
	const { time, assumed, faults } = timeOfRow(timed, context.infusion);
	for (const { cell, name, ...fault } of faults) say(cell, name, fault);
	const under = (name: string) => written[header.findIndex(({ text }) => text === name)] ?? written[0]!;
	for (const fault of oxygenFaults(connected(cells), formulary)) say(under(`o2_${fault.path[0]}`), `o2_${fault.path[0]}`, fault);
	const row = { id: idOf(timed, say), line, time, cells, assumed };
	const weight = weightIn(row) ?? context.weights.get(row.id);
	if (weight !== undefined) context.weights.set(row.id, weight);
	for (const { name, ...fault } of rateFaults(row, weight)) say(under(name), name, fault);
	return row;
}

function idOf(
	cells: readonly { readonly cell: CsvCell; readonly header: HeaderCell }[],
	say: (cell: CsvCell, name: string, fault: { message: string; hint: string }) => void,
): string {
	const found = cells.find(({ header }) => header.means?.use.kind === "id");
	if (found === undefined) return "";
	if (isMissingMark(found.cell.text))
		say(found.cell, "id", { message: "the id is missing", hint: "give the id of the patient in every row" });
	return found.cell.text;
}

/** Rates that this weight makes too high; what no weight allows was found in the cell. */
function rateFaults(
	{ cells }: Pick<ChartRow, "cells">,
	weight: number | undefined,
): readonly (Pick<FieldFault, "message" | "hint"> & { readonly name: string })[] {
	if (weight === undefined) return [];
	return [...cells].flatMap(([{ name, use }, reading]) =>
		use.kind === "rate" && reading.kind === "value"
			? numberFaults(rateField(use.is, use.unit, weight), reading.value as number).map((fault) => ({ ...fault, name }))
			: [],
	);
}

/** What the row says of the oxygen. */
function connected(readings: ChartRow["cells"]): Readonly<Record<string, unknown>> {
	const parts = [...readings].flatMap(([{ use }, reading]) =>
		use.kind === "oxygen" && reading.kind === "value" ? [[use.part, reading.value]] : [],
	);
	return Object.fromEntries(parts);
}

/** Rows of one patient that go back in time. */
export function orderProblems(rows: readonly ChartRow[], file: string): readonly Problem[] {
	return rows.flatMap(({ line, time }, i) => {
		const before = rows[i - 1];
		if (before === undefined || !(time < before.time)) return [];
		const message = `this time is before that of row ${before.line}`;
		return [{ file, line, column: 1, key: `row ${line}`, message, hint: "put the rows in order of time" }];
	});
}
