import type { ChartedValue } from "../chart/charted-value.ts";
import type { ShownColumn } from "../chart/charting.ts";
import type { Formulary } from "../chart/formulary.ts";
import type { ChartedLook } from "../chart/sight.ts";
import { InputError, type Problem, throwIfAny } from "../input/problem.ts";
import type { CsvCell } from "../input/read-csv.ts";
import { readSheet, type Sheet } from "../input/read-sheet.ts";
import { type ChartedAct, chartedActs } from "./chart-acts.ts";
import { type CellReading, isMissingMark, valueAt } from "./chart-cell.ts";
import { type ColumnUse, chartColumns } from "./chart-columns.ts";
import { type HeaderCell, type HeaderContext, headerCell, otherKind, togetherProblems, twiceNamed } from "./chart-header.ts";
import { looksOf } from "./chart-looks.ts";
import { highRates, taken, untreated } from "./chart-notes.ts";
import { type ChartRow, orderProblems, rowOf } from "./chart-rows.ts";
import { infusionOf } from "./chart-time.ts";
import type { Moment } from "./typed-moment.ts";
import { decimalMark } from "./typed-number.ts";

/** The chart of one patient as the scales can read it. Times are hours since infusion. */
export interface ReadChart {
	/** Whose it is; empty where the chart has no ids. */
	readonly id: string;
	readonly looks: readonly ChartedLook[];
	/** Names of the columns, in the order of the file. */
	readonly columns: readonly string[];
	/** What is taken for granted because no column says it. */
	readonly taken: readonly string[];
	/** How the file was read, where that is not said by itself: columns under other names, what was taken for granted of its times. */
	readonly readAs: readonly string[];
	/** What a reader must know of this patient beside the grades. */
	readonly notes: readonly string[];
	/** Blood counts with their hour; empty without such columns. */
	readonly neutrophils: readonly BloodCount[];
	readonly platelets: readonly BloodCount[];
	/** All numbers of its columns, in the unit of the column, by its name. */
	readonly values: ReadonlyMap<string, readonly ChartedValue[]>;
	/** What was given, changed and stopped, in order of time. */
	readonly acts: readonly ChartedAct[];
}

/** Neutrophils per uL, or platelets in 10^9/L; `lowest` where only bounds are known, of which `value` is the highest. */
export interface BloodCount {
	readonly time: number;
	readonly value: number;
	readonly lowest?: number;
}

/** How a chart is read. */
export interface ChartOptions {
	/** How problems name it. */
	readonly file: string;
	/** Names the drugs: any name that their files give them is read. */
	readonly formulary: Formulary;
	/** What models chart that no scale reads; left out, such columns are unknown. */
	readonly shown?: readonly ShownColumn[];
	/** When the patients were infused, as typed, and where that was typed; for times that are dates, where the chart does not say it. */
	readonly infusion?: { readonly text: string; readonly place: Omit<Problem, "message" | "hint"> } | undefined;
}

/**
 * Reads a chart that was typed as a table, of one patient or of several (a column `id`), in the order in which they first stand there. The header
 * names columns of `chartColumns`, in any of the names and units that people use; times are hours or days since infusion, or dates and times of
 * day. An empty cell (or `NA`, `ND`, `.`, …) is *unknown*, never normal – an infusion that does not run is 0, a patient on room air has the device
 * `none`. A bound (`<5`) leaves open what it leaves open. A column that is not there takes the stated default of its field. Age and weight stand
 * until they change. Throws an InputError with every problem, each with its row.
 *
 *     const charts = readCharts("id,day,temp_c\nA,2,38.4\nB,2,<38\n", { file: "charts.csv", formulary });
 *     charts.map(({ id, looks }) => [id, gradeStay(looks).courses["ASTCT_CRS"]?.worst])   // [["A", 1], ["B", 0]]
 */
export function readCharts(text: string, { file, formulary, shown, infusion }: ChartOptions): readonly ReadChart[] {
	const problems: Problem[] = [];
	const sheet = readSheet(text, file, problems);
	throwIfAny(otherKind(sheet.header, file));
	const context: HeaderContext = { file, problems, formulary, known: chartColumns(formulary, shown) };
	const header = sheet.header.map((cell) => headerCell(cell, context));
	if (header.length > 0) problems.push(...togetherProblems(header, file), ...twiceNamed(header, sheet.header, file));
	const start = infusionOf(infusionWish(sheet, { file, infusion }), problems);
	const mark = decimalMark(numbersOf(sheet, header), sheet.separator);
	const each = { file, problems, formulary, header, mark, infusion: start, weights: new Map<string, number>() };
	const rows = sheet.rows.map((cells) => rowOf(cells, each));
	const patients = [...Map.groupBy(rows, ({ id }) => id)];
	for (const [, own] of patients) problems.push(...orderProblems(own, file));
	if (rows.length === 0 && problems.length === 0)
		problems.push({ file, line: 1, column: 1, key: "", message: "the chart has no rows", hint: "write one row for each time" });
	if (problems.length > 0) throw new InputError(problems);
	const readAs = [...renamed(header, sheet.header), ...unreadInfusion(header, start)];
	return patients.map(([id, own]) => chartOf(own, { id, header, formulary, readAs }));
}

/**
 * Reads the chart of one patient; as `readCharts`, but refuses several.
 *
 *     gradeStay(readChart("day,temp_c\n2,38.4\n", { file: "chart.csv", formulary }).looks).courses["ASTCT_CRS"]?.worst   // 1
 */
export function readChart(text: string, options: ChartOptions): ReadChart {
	const [chart, other] = readCharts(text, options);
	if (chart !== undefined && other === undefined) return chart;
	const message = "the chart holds more than one patient";
	throw new InputError([{ file: options.file, line: 1, column: 1, key: "", message, hint: "readCharts reads several" }]);
}

interface ChartContext {
	readonly id: string;
	readonly header: readonly HeaderCell[];
	readonly formulary: Formulary;
	readonly readAs: readonly string[];
}

function chartOf(rows: readonly ChartRow[], { id, header, formulary, readAs }: ChartContext): ReadChart {
	const looks = looksOf(rows, formulary);
	const assumed = [...new Set(rows.flatMap((row) => row.assumed))];
	return {
		id,
		looks,
		readAs: [...readAs, ...assumed],
		notes: [...untreated(looks), ...(header.some(({ text: name }) => name.endsWith("_hours")) ? [] : highRates(looks))],
		columns: header.map(({ text: name }) => name),
		taken: taken.filter(({ unless }) => !header.some((cell) => unless.test(cell.text))).map(({ words }) => words),
		neutrophils: countsOf(rows, "neutrophils"),
		platelets: countsOf(rows, "platelets"),
		values: valuesOf(rows),
		acts: chartedActs(rows),
	};
}

/** All that stands in columns of numbers. */
function* numbersOf({ rows }: Sheet, header: readonly HeaderCell[]): Iterable<string> {
	const numeric = header.flatMap(({ means }, i) => (means?.field.kind === "number" ? [i] : []));
	for (const row of rows) for (const i of numeric) if (!isMissingMark(row[i]!.text)) yield row[i]!.text;
}

const remark = /^infus(?:ion|ed)\b[^:]*:\s*(.*)$/i;

/** What says the infusion once for the whole chart. */
function infusionWish({ remarks }: Sheet, { file, infusion }: Pick<ChartOptions, "file" | "infusion">): Parameters<typeof infusionOf>[0] {
	if (infusion !== undefined) return infusion;
	const said = remarks.flatMap((cell) => {
		const text = remark.exec(cell.text)?.[1];
		return text === undefined ? [] : [{ text, place: { file, line: cell.line, column: cell.column, key: `row ${cell.line}` } }];
	});
	return said[0];
}

/** Columns that were called otherwise, so that a reader sees what they were taken for. */
function renamed(header: readonly HeaderCell[], written: readonly CsvCell[]): readonly string[] {
	const others = header.flatMap(({ text, means, convert }, i) => {
		const typed = written[i]!.text;
		if (means === undefined || typed.toLowerCase() === text) return [];
		const unit = means.field.kind === "number" && convert !== undefined ? `, in ${means.field.unit}` : "";
		return [`"${typed}" as ${text}${unit}`];
	});
	return others.length === 0 ? [] : [`columns read: ${others.join("; ")}`];
}

function unreadInfusion(header: readonly HeaderCell[], start: Moment | undefined): readonly string[] {
	if (start === undefined || header.some(({ means }) => means?.use.kind === "moment")) return [];
	return ["the date of the infusion changes nothing: the times of this chart already count from the infusion"];
}

const drawnKinds: readonly ColumnUse["kind"][] = ["sign", "blood", "shown"];

function valuesOf(rows: readonly ChartRow[]): ReadonlyMap<string, readonly ChartedValue[]> {
	const all = rows.flatMap(({ time, cells }) =>
		[...cells].flatMap(([{ name, use }, reading]) => {
			const value = drawnKinds.includes(use.kind) ? chartedValue(time, reading) : undefined;
			return value === undefined ? [] : [{ name, value }];
		}),
	);
	return new Map([...Map.groupBy(all, ({ name }) => name)].map(([name, own]) => [name, own.map(({ value }) => value)]));
}

function chartedValue(time: number, reading: CellReading): ChartedValue | undefined {
	if (reading.kind === "value") return typeof reading.value === "number" ? { time, value: reading.value, lies: "at" } : undefined;
	if (reading.kind === "gap") return undefined;
	return /^[<≤=]/.test(reading.typed) ? { time, value: reading.to, lies: "below" } : { time, value: reading.from, lies: "above" };
}

function countsOf(rows: readonly ChartRow[], value: "neutrophils" | "platelets"): readonly BloodCount[] {
	return rows.flatMap(({ time, cells }) =>
		[...cells].flatMap(([column, reading]) => {
			if (column.use.kind !== "blood" || column.use.value !== value || reading.kind === "gap") return [];
			const [best, worst] = [valueAt("best", reading, column) as number, valueAt("worst", reading, column) as number];
			return [{ time, value: best, ...(best === worst ? {} : { lowest: worst }) }];
		}),
	);
}
