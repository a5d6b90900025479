import type { Blood, MaskingDose, Sight, Signs } from "../grading/bedside.ts";
import { LOW_SATURATION } from "../grading/crs-facts.ts";
import { type Fault, fieldFaults, oxygenFaults } from "../grading/field-faults.ts";
import type { Oxygen } from "../grading/oxygen.ts";
import { isHighDose, leeHighDose, type Pressor } from "../grading/pressors.ts";
import type { BedsideRecord } from "../grading/record.ts";
import type { ChartedLook } from "../grading/stay.ts";
import { allowedHint, didYouMean } from "../problem/nearest.ts";
import { InputError, type Problem } from "../problem/problem.ts";
import { type ChartColumn, chartColumns } from "./chart-columns.ts";
import { type CsvCell, readCsv } from "./read-csv.ts";

/** A chart as the scales can read it. Times are hours since infusion. */
export interface Chart {
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
type Reading = { readonly known: true; readonly value: unknown } | { readonly known: false };

interface Row {
	readonly line: number;
	readonly time: number;
	readonly cells: ReadonlyMap<ChartColumn, Reading>;
}

/**
 * Reads a chart that was typed as a table: a time column (`time_h` or `day`) and columns of `chartColumns`. An empty cell (or `NA`, `?`) is
 * *unknown*, never normal – an infusion that does not run is 0, a patient on room air has the device `none`. A column that is not there
 * takes the stated default of its field. Age and weight stand until they change. Throws an InputError with every problem, each with its row.
 *
 *     gradeStay(readChart("day,temp_c\n2,38.4\n", "chart.csv").looks).courses["ASTCT_CRS"]?.worst   // 1
 */
export function readChart(text: string, file: string): Chart {
	const { header, rows: table } = readCsv(text, file);
	const problems: Problem[] = [];
	const columns = header.map((cell) => columnOf(cell, { file, problems }));
	problems.push(...togetherProblems(header, file));
	const rows = table.map((cells) => rowOf(cells, { columns, file, problems }));
	problems.push(...orderProblems(rows, file));
	if (rows.length === 0)
		problems.push({ file, line: 1, column: 1, key: "", message: "the chart has no rows", hint: "one row for each time" });
	if (problems.length > 0) throw new InputError(problems);
	const looks = looksOf(rows);
	return {
		looks,
		notes: [...untreated(looks), ...(header.some(({ text: name }) => name.endsWith("_hours")) ? [] : highRates(looks))],
		columns: header.map(({ text: name }) => name),
		taken: taken.filter(({ unless }) => !header.some((cell) => unless.test(cell.text))).map(({ words }) => words),
		neutrophils: countsOf(rows, "anc"),
		platelets: countsOf(rows, "plt"),
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
}

const otherNames: Readonly<Record<string, string>> = {
	o2: "o2_device, o2_lpm and o2_fio2",
	fio2: "o2_fio2",
	pressors: "one column for each drug, such as norepinephrine_ug_min",
	norepinephrine: "norepinephrine_ug_min or norepinephrine_ug_kg_min",
	vasopressin: "vasopressin_u_min",
	temperature: "temp_c",
	time: "time_h or day",
	organ: "organ_creatinine, organ_transaminase and organ_non_transaminase",
	platelets: "plt",
	sao2: "spo2",
	saturation: "spo2",
	oxygen_device: "o2_device – this looks like trajectory.csv of a run: name its folder instead",
};

function columnOf(cell: CsvCell, { file, problems }: Context): ChartColumn | undefined {
	const column = chartColumns.find(({ name }) => name === cell.text);
	if (column !== undefined) return column;
	const names = chartColumns.map(({ name }) => name);
	const meant = otherNames[cell.text.toLowerCase()] ?? nameBefore(cell.text);
	const hint = meant === undefined ? didYouMean(cell.text, names) || allowedHint(cell.text, names) : `write ${meant}`;
	problems.push({ file, line: cell.line, column: cell.column, key: `row ${cell.line}`, message: `unknown column "${cell.text}"`, hint });
	return undefined;
}

/** `temp_c (°C)`, `temp_c [C]`: a name with its unit again. */
function nameBefore(text: string): string | undefined {
	const name = (/^\w+(?=\s*[([/])/.exec(text)?.[0] ?? "").toLowerCase();
	const field = chartColumns.find((column) => column.name === name)?.field;
	if (field !== undefined) return field.kind === "number" ? `${name} alone; its values are in ${field.unit}` : `${name} alone`;
	return otherNames[name];
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

function rowOf(cells: readonly CsvCell[], { columns, file, problems }: Context & { columns: readonly (ChartColumn | undefined)[] }): Row {
	const line = cells[0]!.line;
	const readings = new Map<ChartColumn, Reading>();
	let time = Number.NaN;
	cells.forEach((cell, i) => {
		const column = columns[i];
		if (column === undefined) return;
		const { reading, faults } = readCell(cell.text, column);
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
	for (const fault of oxygenFaults(connected(readings))) {
		const name = `o2_${fault.path[0]}`;
		const at = cells[columns.findIndex((column) => column?.name === name)] ?? cells[0]!;
		problems.push({ file, line, column: at.column, key: `row ${line} ${name}`, message: fault.message, hint: fault.hint });
	}
	return { line, time, cells: readings };
}

/** What the row says of the oxygen. */
function connected(readings: Row["cells"]): Readonly<Record<string, unknown>> {
	const parts = [...readings].flatMap(([{ use }, reading]) => (use.kind === "oxygen" && reading.known ? [[use.part, reading.value]] : []));
	return Object.fromEntries(parts);
}

const gap: Reading = { known: false };

function readCell(text: string, { field }: ChartColumn): { reading: Reading; faults: readonly Pick<Fault, "message" | "hint">[] } {
	if (emptyWords.has(text.toLowerCase())) return { reading: gap, faults: [] };
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
				faults: [{ message: `"${text}" was read; yes or no is needed`, hint: "leave the cell empty when it is unknown" }],
			};
		}
		default: {
			const faults = fieldFaults(field, text);
			return { reading: faults.length > 0 ? gap : { known: true, value: text }, faults };
		}
	}
}

function notANumber(text: string, unit: string): Pick<Fault, "message" | "hint"> {
	const comma = /^[+-]?\d+,\d+$/.test(text);
	const leading = /^[+-]?\d+(\.\d+)?/.exec(text)?.[0];
	const hint = comma
		? `write ${text.replace(",", ".")}`
		: leading === undefined
			? "leave the cell empty when it is unknown"
			: `write ${leading}, the unit stands in the column's name`;
	return { message: `"${text}" was read; a number is needed (${unit})`, hint };
}

function orderProblems(rows: readonly Row[], file: string): readonly Problem[] {
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

/** What carries over from row to row. */
interface Carried {
	readonly facts: { age?: number; weight?: number };
	readonly boluses: { best: number[]; worst: number[] };
	readonly doses: MaskingDose[];
	/** The last value of each laboratory column, and when it was taken. */
	readonly laboratory: Map<keyof Blood, { readonly time: number; readonly value: number }>;
}

/** Hours for which a laboratory value stands (our reading). */
const LABORATORY_STANDS = 24;

/** Drugs against hyperinflammation that a chart may name. */
const againstHyperinflammation: ReadonlySet<string> = new Set(["anakinra", "ruxolitinib", "etoposide", "emapalumab"]);

function looksOf(rows: readonly Row[]): readonly ChartedLook[] {
	const carried: Carried = { facts: {}, boluses: { best: [], worst: [] }, doses: [], laboratory: new Map() };
	return rows.map((row) => lookOf(row, carried));
}

/** Mildest and gravest that a bolus column may hide. */
const hiddenBoluses = { best: 0, worst: 3 };

function lookOf(row: Row, carried: Carried): ChartedLook {
	const entries = [...row.cells];
	const gaps = new Set<string>();
	for (const [{ use }, reading] of entries) {
		if (use.kind === "patient" && reading.known) carried.facts[use.fact] = reading.value as number;
		if (use.kind === "bolus")
			for (const end of ["best", "worst"] as const) {
				const number = reading.known ? (reading.value as number) : hiddenBoluses[end];
				for (let i = 0; i < number; i++) carried.boluses[end].push(row.time);
			}
		if (use.kind === "given" && reading.known && reading.value !== "none")
			for (const name of String(reading.value).split("+")) carried.doses.push({ name: name.trim(), time: row.time });
	}
	for (const [{ use }, reading] of entries) {
		const value = use.kind === "laboratory" ? use.value : use.kind === "blood" ? bloodNames[use.cell] : undefined;
		if (value === undefined || !reading.known) continue;
		carried.laboratory.set(value, { time: row.time, value: (reading.value as number) * (use.kind === "laboratory" ? use.factor : 1) });
	}
	for (const [column, reading] of entries) if (!reading.known) for (const word of gapWords(column)) gaps.add(word);
	const best = sightOf(row, { end: "best", carried });
	const worst = gaps.size === 0 && sameBoluses(carried) ? best : sightOf(row, { end: "worst", carried });
	const against = carried.doses.filter(({ name }) => againstHyperinflammation.has(name));
	return { best, worst, gaps: [...gaps], ...(carried.laboratory.size === 0 ? {} : { blood: bloodOf(row, carried), against }) };
}

const bloodNames = { anc: "neutrophils", plt: "platelets" } as const;

/** Values of the last day. */
function bloodOf({ time }: Row, { laboratory }: Carried): Blood {
	return Object.fromEntries(
		[...laboratory].flatMap(([name, taken]) => (time - taken.time < LABORATORY_STANDS ? [[name, taken.value]] : [])),
	);
}

function sameBoluses({ boluses }: Carried): boolean {
	return boluses.best.length === boluses.worst.length;
}

/** Gaps that leave two ends open; the other unknowns are known as such to the scales themselves. */
function gapWords({ name, use }: ChartColumn): readonly string[] {
	switch (use.kind) {
		case "record":
			return use.mildest === use.gravest ? [] : [`${name} not recorded`];
		case "organ":
		case "bolus":
			return [`${name} not recorded`];
		case "pressor":
			return [`rate of ${use.drug} not recorded`];
		case "oxygen":
			// Flow and fraction are judged by the scales, which name them where they are missing.
			return use.part === "device" ? ["oxygen device not recorded"] : [];
		default:
			return [];
	}
}

interface End {
	readonly end: "best" | "worst";
	readonly carried: Carried;
}

function sightOf(row: Row, { end, carried }: End): Sight {
	const signs: { -readonly [K in keyof Signs]: Signs[K] } = { ...carried.facts };
	const charted: Record<string, unknown> = {};
	const organ: Record<string, number> = {};
	const oxygen: Record<string, unknown> = {};
	const pressors: Pressor[] = [];
	const hours = new Map<string, number>();
	for (const [{ use }, reading] of row.cells) {
		switch (use.kind) {
			case "sign":
				if (reading.known) signs[use.sign] = reading.value as number;
				break;
			case "record":
				if (reading.known) charted[use.name] = reading.value;
				// Left to the signs where the chart is silent: no entry at all.
				else if (use.name !== "sbp_low" && !(use.name === "sedated" && end === "best"))
					charted[use.name] = end === "best" ? use.mildest : use.gravest;
				break;
			case "organ":
				organ[use.part] = reading.known ? (reading.value as number) : end === "best" ? 0 : 4;
				break;
			case "oxygen":
				if (reading.known) oxygen[use.part] = reading.value;
				else if (use.part === "device") oxygen["device"] = end === "best" ? "none" : "invasive";
				break;
			case "pressor":
				if (reading.known) pressors.push({ drug: use.drug, rate: reading.value as number, unit: use.unit });
				else if (end === "worst") pressors.push({ drug: use.drug, rate: use.gravest, unit: use.unit, hours: 100 });
				break;
			case "hours":
				if (reading.known) hours.set(use.drug, reading.value as number);
				break;
			case "time":
			case "patient":
			case "bolus":
			case "given":
			case "blood":
			case "laboratory":
			case "note":
				break;
			default:
				use satisfies never;
		}
	}
	const device = oxygen["device"] as Oxygen["device"] | undefined;
	// Whether a low saturation is treated cannot be told where the device is not charted.
	if ([...row.cells.keys()].some(({ name }) => name === "o2_device") && !isCharted(row, "o2_device")) delete signs.spo2;
	if (typeof charted["fluid_boluses"] === "number" && charted["fluid_boluses"] > 0 && charted["sbp_low"] === undefined)
		charted["sbp_low"] = true;
	// Without any column of pressure its default holds: not low unless it is treated.
	if (!hasPressure(row)) signs.sbp = Number.POSITIVE_INFINITY;
	// A tube that is only possible does not make the patient sedated: the brain is judged by what was charted.
	if (end === "worst" && charted["sedated"] === undefined && !isCharted(row, "o2_device")) charted["sedated"] = false;
	return {
		time: row.time,
		signs: { ...signs, ...(Object.keys(organ).length === 0 ? {} : { organ }) },
		supports: {
			boluses: [...carried.boluses[end]],
			pressors: pressors.map((one) => (hours.has(one.drug) ? { ...one, hours: hours.get(one.drug)! } : one)),
			oxygen: device === undefined ? null : { ...(oxygen as Omit<Oxygen, "device">), device },
			maskedBy: [...carried.doses],
		},
		charted: charted as Partial<BedsideRecord>,
	};
}

const pressureColumns: ReadonlySet<string> = new Set(["map", "sbp", "sbp_low"]);

function hasPressure(row: Row): boolean {
	return [...row.cells.keys()].some(({ name }) => pressureColumns.has(name));
}

function isCharted(row: Row, name: string): boolean {
	return [...row.cells].some(([column, reading]) => column.name === name && reading.known);
}

function countsOf(rows: readonly Row[], cell: "anc" | "plt"): readonly BloodCount[] {
	return rows.flatMap(({ time, cells }) =>
		[...cells].flatMap(([{ use }, reading]) =>
			use.kind === "blood" && use.cell === cell && reading.known ? [{ time, value: reading.value as number }] : [],
		),
	);
}
