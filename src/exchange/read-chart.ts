import { type Chart, newChart } from "../chart/chart.ts";
import { type Formulary, medicineNamed, nearestMedicine } from "../chart/formulary.ts";
import type { Oxygen } from "../chart/oxygen.ts";
import { rateField } from "../chart/rate-field.ts";
import type { BedsideRecord } from "../chart/record.ts";
import type { Blood, ChartedLook, Sight, Signs } from "../chart/sight.ts";
import { windows } from "../chart/windows.ts";
import { LOW_SATURATION } from "../grading/crs-facts.ts";
import { type FieldFault, fieldFaults, numberFaults, oxygenFaults } from "../grading/field-faults.ts";
import { isHighDose, leeHighDose } from "../grading/pressors.ts";
import { allowedHint, didYouMean } from "../input/nearest.ts";
import { InputError, type Problem } from "../input/problem.ts";
import { type ChartColumn, chartColumns } from "./chart-columns.ts";
import { type CsvCell, readCsv } from "./read-csv.ts";

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

/** What a cell says. `gap`: nothing was recorded. */
type CellReading = { readonly known: true; readonly value: unknown } | { readonly known: false };

interface ChartRow {
	readonly line: number;
	readonly time: number;
	readonly cells: ReadonlyMap<ChartColumn, CellReading>;
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

/** Words that people type for "not recorded". */
const emptyWords: ReadonlySet<string> = new Set(["", "na", "n/a", "null", "?", "-", "unknown", "missing"]);
const yesWords: ReadonlySet<string> = new Set(["true", "yes", "y", "1", "x"]);
const noWords: ReadonlySet<string> = new Set(["false", "no", "n", "0"]);
/** Said in a column of points: the test cannot be done. */
const cannot = "cannot";

interface Context {
	readonly file: string;
	readonly problems: Problem[];
	readonly formulary: Formulary;
	readonly known: readonly ChartColumn[];
}

/** `Levophed_ug_min`, `noradrenaline_hours`: a column of a drug under another of its names. */
function drugColumn(text: string, { formulary, known }: Context): string | undefined {
	const [, drug = "", rest = ""] = /^(.+?)(_(?:ug|mcg|u)(?:_kg)?_min|_hours)$/i.exec(text) ?? [];
	const name = medicineNamed(formulary, drug);
	const column = `${name}${rest.toLowerCase().replace("_mcg", "_ug")}`;
	return known.some((one) => one.name === column) ? column : undefined;
}

function weightIn({ cells }: ChartRow): number | undefined {
	for (const [{ use }, reading] of cells) if (use.kind === "sign" && use.sign === "weight" && reading.known) return reading.value as number;
	return undefined;
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

function columnOf(cell: CsvCell, context: Context): ChartColumn | undefined {
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
function twiceNamed(header: readonly CsvCell[], file: string): readonly Problem[] {
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
function togetherProblems(header: readonly CsvCell[], file: string): readonly Problem[] {
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

interface RowContext extends Context {
	readonly columns: readonly (ChartColumn | undefined)[];
	/** As the rows above say it, kg. */
	readonly weight: number | undefined;
}

function rowOf(cells: readonly CsvCell[], { columns, file, problems, formulary, weight }: RowContext): ChartRow {
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

function readCell(
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

function orderProblems(rows: readonly ChartRow[], file: string): readonly Problem[] {
	return rows.flatMap(({ line, time }, i) => {
		const before = rows[i - 1];
		if (before === undefined || !(time < before.time)) return [];
		const message = `this time lies before that of row ${before.line}`;
		return [{ file, line, column: 1, key: `row ${line}`, message, hint: "rows go in order of time" }];
	});
}

const isRate = /_(ug|ug_kg|u)_min$/;

/** Defaults of columns that are not there. */
const taken: readonly { readonly unless: RegExp; readonly words: string }[] = [
	{ unless: /^(map|sbp|sbp_low)$/, words: "no hypotension but a treated one" },
	{ unless: /^fluid_bolus(es)?$/, words: "no fluid bolus" },
	{ unless: isRate, words: "no vasopressor" },
	{ unless: /^o2_device$/, words: "room air" },
];

/** How hours on a high dose were counted, where there was one and no column says them. */
function highRates(looks: readonly ChartedLook[]): readonly string[] {
	const isHigh = ({ best: { signs, supports } }: ChartedLook) => {
		const held = supports.pressors.map((one) => ({ ...one, hours: 3 }));
		return isHighDose(held, { table: leeHighDose, weight: signs.weight }) === true;
	};
	return looks.some(isHigh) ? ["a vasopressor that stands in two rows ran between them at the lower of their rates"] : [];
}

/** Low saturations of rows without oxygen. */
function untreated(looks: readonly ChartedLook[]): readonly string[] {
	const rows = looks.flatMap(({ best: { time, signs, supports } }) => {
		const treated = (supports.oxygen?.device ?? "none") !== "none";
		return !treated && signs.spo2 !== undefined && signs.spo2 < LOW_SATURATION ? [`${signs.spo2} % on day ${(time / 24).toFixed(1)}`] : [];
	});
	return rows.length === 0 ? [] : [`a low saturation without oxygen is an untreated sign that no scale counts: ${rows.join(", ")}`];
}

type EndName = "best" | "worst";

/** What carries over from row to row: the chart of each end, and what stands until it changes. */
interface Carried {
	readonly formulary: Formulary;
	readonly facts: { -readonly [K in keyof Signs]?: Signs[K] };
	readonly charts: Readonly<Record<EndName, Chart>>;
	/** The last value of each laboratory column, and when it was taken. */
	readonly laboratory: Map<keyof Blood, { readonly time: number; readonly value: number }>;
	/** Boluses that an empty cell may hide were noted within the time for which they count. */
	hiddenUntil: number;
}

function looksOf(rows: readonly ChartRow[], formulary: Formulary): readonly ChartedLook[] {
	const charts = { best: newChart(), worst: newChart() };
	const carried: Carried = { formulary, facts: {}, charts, laboratory: new Map(), hiddenUntil: Number.NEGATIVE_INFINITY };
	return rows.map((row) => lookOf(row, carried));
}

/** Mildest and gravest that a bolus column may hide. */
const hiddenBoluses = { best: 0, worst: 3 };

function lookOf(row: ChartRow, carried: Carried): ChartedLook {
	const { time } = row;
	const entries = [...row.cells];
	const gaps = new Set<string>();
	for (const [column, reading] of entries) {
		const { use } = column;
		if (use.kind === "sign" && use.isFact && reading.known) Object.assign(carried.facts, { [use.sign]: reading.value });
		if (use.kind === "blood" && reading.known) carried.laboratory.set(use.value, { time, value: (reading.value as number) * use.factor });
		if (use.kind === "bolus" && !reading.known) carried.hiddenUntil = time + windows.bolusCount;
		if (!reading.known) for (const word of gapWords(column)) gaps.add(word);
	}
	for (const end of ["best", "worst"] as const) noteRow(row, end, carried);
	const best = sightOf(row, { end: "best", carried });
	const worst = gaps.size === 0 && time >= carried.hiddenUntil ? best : sightOf(row, { end: "worst", carried });
	const against = carried.charts.best.against();
	return { best, worst, gaps: [...gaps], ...(carried.laboratory.size === 0 ? {} : { blood: bloodOf(row, carried), against }) };
}

/** Values of the last day. */
function bloodOf({ time }: ChartRow, { laboratory }: Carried): Blood {
	return Object.fromEntries(
		[...laboratory].flatMap(([name, taken]) => (time - taken.time < windows.laboratory ? [[name, taken.value]] : [])),
	);
}

/** What the row says was given and runs. What it leaves open is noted at the end that it belongs to. */
function noteRow(row: ChartRow, end: EndName, { charts, facts, formulary }: Carried): void {
	const { time, cells } = row;
	const chart = charts[end];
	const hours = new Map<string, number>();
	const oxygen: Record<string, unknown> = {};
	const hasBoluses = [...cells.keys()].some(({ use }) => use.kind === "bolus");
	for (const [{ use }, reading] of cells) if (use.kind === "hours" && reading.known) hours.set(use.drug, reading.value as number);
	for (const [{ use }, reading] of cells) {
		switch (use.kind) {
			case "given":
				for (const what of reading.known ? (reading.value as readonly string[]) : []) {
					const is = formulary[what];
					// A fluid that is counted in its own column is not counted twice.
					if (!(hasBoluses && is?.role === "fluid")) chart.note({ kind: "dose", time, what, is });
				}
				break;
			case "bolus": {
				const number = reading.known ? (reading.value as number) : hiddenBoluses[end];
				for (let i = 0; i < number; i++) chart.note({ kind: "bolus", time });
				break;
			}
			case "rate": {
				const { drug: what, is, unit } = use;
				const rate = reading.known ? (reading.value as number) : end === "best" ? 0 : rateField(is, unit, facts.weight).to;
				chart.note({ kind: "rate", time, what, is, rate, unit, hours: hours.get(what) ?? (reading.known ? undefined : 100) });
				break;
			}
			case "oxygen":
				if (reading.known) oxygen[use.part] = reading.value;
				else if (use.part === "device") oxygen["device"] = end === "best" ? "none" : "invasive";
				break;
			default:
		}
	}
	const device = oxygen["device"] as Oxygen["device"] | undefined;
	chart.note({ kind: "oxygen", time, oxygen: device === undefined ? null : { ...(oxygen as Omit<Oxygen, "device">), device } });
}

/** Gaps that leave two ends open; the other unknowns are known as such to the scales themselves. */
function gapWords({ name, use }: ChartColumn): readonly string[] {
	switch (use.kind) {
		case "record":
			return use.mildest === use.gravest ? [] : [`${name} not recorded`];
		case "organ":
		case "bolus":
			return [`${name} not recorded`];
		case "rate":
			return [`rate of ${use.drug} not recorded`];
		case "oxygen":
			// Flow and fraction are judged by the scales, which name them where they are missing.
			return use.part === "device" ? ["oxygen device not recorded"] : [];
		default:
			return [];
	}
}

function sightOf(row: ChartRow, { end, carried }: { readonly end: EndName; readonly carried: Carried }): Sight {
	const signs: Record<string, unknown> = { ...carried.facts };
	const charted: Record<string, unknown> = {};
	const organ: Record<string, number> = {};
	for (const [{ use }, reading] of row.cells) {
		if (use.kind === "sign" && reading.known) signs[use.sign] = reading.value;
		if (use.kind === "organ") organ[use.part] = reading.known ? (reading.value as number) : end === "best" ? 0 : 4;
		if (use.kind !== "record") continue;
		if (reading.known) charted[use.name] = reading.value;
		// Left to the signs where the chart is silent: no entry at all.
		else if (use.name !== "sbp_low" && !(use.name === "sedated" && end === "best"))
			charted[use.name] = end === "best" ? use.mildest : use.gravest;
	}
	if (Object.keys(organ).length > 0) signs["organ"] = organ;
	const deviceGap = [...row.cells].some(([{ name }, reading]) => name === "o2_device" && !reading.known);
	// Whether a low saturation is treated cannot be told where the device is not charted.
	if (deviceGap) delete signs["spo2"];
	if (typeof charted["fluid_boluses"] === "number" && charted["fluid_boluses"] > 0 && charted["sbp_low"] === undefined)
		charted["sbp_low"] = true;
	// Without any column of pressure its default holds: not low unless it is treated.
	if (!hasPressure(row)) signs["sbp"] = Number.POSITIVE_INFINITY;
	// A tube that is only possible does not make the patient sedated: the brain is judged by what was charted.
	if (end === "worst" && charted["sedated"] === undefined && !isCharted(row, "o2_device")) charted["sedated"] = false;
	return { ...carried.charts[end].look(row.time, signs as Signs), charted: charted as Partial<BedsideRecord> };
}

const pressureColumns: ReadonlySet<string> = new Set(["map", "sbp", "sbp_low"]);

function hasPressure(row: ChartRow): boolean {
	return [...row.cells.keys()].some(({ name }) => pressureColumns.has(name));
}

function isCharted(row: ChartRow, name: string): boolean {
	return [...row.cells].some(([column, reading]) => column.name === name && reading.known);
}

function countsOf(rows: readonly ChartRow[], value: "neutrophils" | "platelets"): readonly BloodCount[] {
	return rows.flatMap(({ time, cells }) =>
		[...cells].flatMap(([{ use }, reading]) =>
			use.kind === "blood" && use.value === value && reading.known ? [{ time, value: reading.value as number }] : [],
		),
	);
}
