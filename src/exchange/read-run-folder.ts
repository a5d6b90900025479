import type { Blood, MaskingDose, Sight, Signs } from "../grading/bedside.ts";
import { pressorDrugs } from "../grading/fields.ts";
import { asDevice, type Oxygen } from "../grading/oxygen.ts";
import type { Pressor } from "../grading/pressors.ts";
import type { ChartedLook } from "../grading/stay.ts";
import { InputError } from "../problem/problem.ts";
import { consciousnessOf, edemaOf, type Seizure, seizureAmong } from "../simulate/neurologic-signs.ts";
import type { BloodCount } from "./read-chart.ts";
import { type CsvCell, type CsvTable, readCsv } from "./read-csv.ts";

/** The texts of a folder that `crsim run --out` wrote. */
export interface RunTexts {
	readonly trajectory: { readonly text: string; readonly file: string };
	readonly events: { readonly text: string; readonly file: string };
	/** `summary.json`, parsed; without it age, weight and the hours of the looks are not known. */
	readonly summary?: unknown;
}

/** What a treatment is to the grades. */
export interface CareKind {
	/** A fluid bolus counts as treatment of low pressure. */
	readonly fluid: boolean;
	readonly masksFever: boolean;
	/** A product against coagulopathy. */
	readonly clotting: boolean;
	readonly antibiotic: boolean;
	readonly againstHyperinflammation: boolean;
}

/** A run as the grades saw it. */
export interface RunChart {
	readonly looks: readonly ChartedLook[];
	readonly neutrophils: readonly BloodCount[];
	readonly platelets: readonly BloodCount[];
	/** Why the grades may differ from those of the run; empty when they cannot. */
	readonly notes: readonly string[];
}

/** The grader looked at the patient each full hour from the start, and again after each act. */
const lookEvery = 1;
const instant = 1e-6;

/**
 * Rebuilds the looks of a run from its tables: signs from `trajectory.csv`, supports from `events.csv`. `care` tells what a treatment is;
 * one that it does not know is neither a fluid nor able to hide a fever. Throws an InputError when a table lacks what is needed.
 *
 *     gradeStay(readRunFolder(texts, care).looks).courses["ASTCT_CRS"]   // as in summary.json
 */
export function readRunFolder({ trajectory, events, summary }: RunTexts, care: (treatment: string) => CareKind): RunChart {
	const rows = rowsOf(readCsv(trajectory.text, trajectory.file), { file: trajectory.file, needs: ["time_h", "temperature"] });
	const happened = rowsOf(readCsv(events.text, events.file), {
		file: events.file,
		needs: ["time_h", "what", "amount", "unit", "route", "why"],
	});
	const facts = factsOf(summary);
	const seizures = seizuresOf(rows);
	const start = rows[0]?.number("time_h") ?? 0;
	const seen = rows.map((row, i) => ({ row, after: rows[i - 1]?.number("time_h") === row.number("time_h") }));
	const looks = seen.filter(({ row, after }) => after || isOnGrid(row.number("time_h") - start));
	return {
		looks: looks.map(({ row, after }) => lookOf(row, { after: after || !isBefore(row, rows), events: happened, seizures, facts, care })),
		neutrophils: counts(rows, { column: "anc", factor: 1000 }),
		platelets: counts(rows, { column: "platelets", factor: 1 }),
		notes: notesOf(rows, summary),
	};
}

/** A row of a table, by column name. */
interface NamedRow {
	/** NaN when the cell is empty or the column is not there. */
	readonly number: (column: string) => number;
	readonly text: (column: string) => string;
	readonly columns: readonly string[];
}

function rowsOf({ header, rows }: CsvTable, { file, needs }: { file: string; needs: readonly string[] }): readonly NamedRow[] {
	const places = new Map(header.map((cell, i) => [cell.text, i]));
	const missing = needs.filter((name) => !places.has(name));
	if (missing.length > 0)
		throw new InputError(
			missing.map((name) => ({
				file,
				line: 1,
				column: 1,
				key: "row 1",
				message: `the column "${name}" is missing`,
				hint: "give a folder that crsim run --out wrote",
			})),
		);
	const columns = [...places.keys()];
	return rows.map((cells): NamedRow => {
		const text = (column: string) => cells[places.get(column) ?? -1]?.text ?? "";
		return { text, number: (column) => numberIn(cells[places.get(column) ?? -1], { file, column }), columns };
	});
}

function numberIn(cell: CsvCell | undefined, { file, column }: { file: string; column: string }): number {
	if (cell === undefined || cell.text === "") return Number.NaN;
	const value = Number(cell.text);
	if (!Number.isNaN(value)) return value;
	const { line, column: place } = cell;
	throw new InputError([
		{ file, line, column: place, key: `row ${line} ${column}`, message: `"${cell.text}" was read; a number is needed` },
	]);
}

function isOnGrid(hours: number): boolean {
	return Math.abs(hours - Math.round(hours / lookEvery) * lookEvery) <= instant;
}

/** The first of two rows at one instant shows the patient before the acts of that instant. */
function isBefore(row: NamedRow, rows: readonly NamedRow[]): boolean {
	const next = rows[rows.indexOf(row) + 1];
	return next !== undefined && next.number("time_h") === row.number("time_h");
}

interface Facts {
	readonly age?: number;
	readonly weight?: number;
}

function factsOf(summary: unknown): Facts {
	const patient = (summary as { patient?: Record<string, { value?: unknown }> } | undefined)?.patient ?? {};
	const known = (["age", "weight"] as const).flatMap((name) => {
		const value = patient[name]?.value;
		return typeof value === "number" ? [[name, value] as const] : [];
	});
	return Object.fromEntries(known);
}

interface Ward {
	/** The acts of this instant have been done. */
	readonly after: boolean;
	readonly events: readonly NamedRow[];
	/** All of the run; an open one has no end. */
	readonly seizures: readonly Seizure[];
	readonly facts: Facts;
	readonly care: (treatment: string) => CareKind;
}

function lookOf(row: NamedRow, { after, events, seizures, facts, care }: Ward): ChartedLook {
	const time = row.number("time_h");
	const isPast = (then: number) => then < time || (after && then === time);
	const past = events.filter((event) => isPast(event.number("time_h")));
	const begun = past.filter((event) => event.number("amount") > 0);
	const begunSeizures = seizures.filter(({ from }) => isPast(from)).map(({ from, to }) => ({ from, to: Math.min(to, time) }));
	const sight: Sight = {
		time,
		diedOf: deathIn(past),
		signs: { ...facts, ...signsOf(row), seizure: seizureAmong(begunSeizures, time) },
		supports: {
			boluses: begun
				.filter((event) => care(event.text("what")).fluid && !event.text("unit").includes("/"))
				.map((event) => event.number("time_h")),
			antibiotics: begun.filter((event) => care(event.text("what")).antibiotic).map((event) => event.number("time_h")),
			pressors: pressorsOf(row),
			oxygen: oxygenOf(row, past),
			maskedBy: begun
				.filter((event) => care(event.text("what")).masksFever)
				.map((event): MaskingDose => ({ name: event.text("what"), time: event.number("time_h") })),
			products: begun.some((event) => care(event.text("what")).clotting && time - event.number("time_h") < productWindow),
		},
	};
	const against = begun
		.filter((event) => care(event.text("what")).againstHyperinflammation)
		.map((event): MaskingDose => ({ name: event.text("what"), time: event.number("time_h") }));
	return { best: sight, worst: sight, gaps: [], blood: bloodOf(row), against };
}

/** Hours for which a product against coagulopathy counts, as in the run. */
const productWindow = 24;

function bloodOf(row: NamedRow): Blood {
	return {
		ferritin: row.number("ferritin"),
		crp: row.number("crp"),
		fibrinogen: row.number("fibrinogen"),
		neutrophils: 1000 * row.number("anc"),
		platelets: row.number("platelets"),
		creatinine: row.number("creatinine"),
	};
}

function signsOf(row: NamedRow): Signs {
	const known = (column: string) => (Number.isNaN(row.number(column)) ? undefined : row.number(column));
	return {
		temperature: known("temperature"),
		map: known("map"),
		sbp: known("sbp"),
		spo2: known("spo2"),
		ice: known("ice"),
		consciousness: consciousnessOf(known("consciousness")),
		oedema: edemaOf(known("cerebral_edema")),
	};
}

/** Each change of the column is saved at its instant, so the rows tell begin and end exactly. */
function seizuresOf(rows: readonly NamedRow[]): readonly Seizure[] {
	const runs = (row: NamedRow | undefined) => row !== undefined && row.number("seizure_active") > 0;
	return rows.flatMap((row, i) => {
		if (!runs(row) || runs(rows[i - 1])) return [];
		const end = rows.slice(i).find((later) => !runs(later));
		return [{ from: row.number("time_h"), to: end?.number("time_h") ?? Number.POSITIVE_INFINITY }];
	});
}

/** A death is the last event, and its row says of what. */
function deathIn(past: readonly NamedRow[]): Sight["diedOf"] {
	const of = /death of (CRS|ICANS)$/.exec(past.at(-1)?.text("why") ?? "")?.[1];
	return of === "CRS" ? "crs" : of === "ICANS" ? "icans" : undefined;
}

/** Columns `norepinephrine_rate` and the like hold the rate of all infusions of that drug together. */
function pressorsOf(row: NamedRow): readonly Pressor[] {
	return pressorDrugs
		.map((drug): Pressor => ({ drug, rate: row.number(`${drug}_rate`), unit: drug === "vasopressin" ? "U/min" : "ug/kg/min" }))
		.filter(({ rate = 0 }) => rate > 0);
}

/** The device as saved; its flow or fraction as the last change of that device says. */
function oxygenOf(row: NamedRow, past: readonly NamedRow[]): Oxygen | null {
	const device = asDevice(row.text("oxygen_device") || "none");
	if (device === "none") return null;
	const change = past.findLast((event) => event.text("route") === device && !Number.isNaN(event.number("amount")));
	const amount = change?.number("amount");
	if (change === undefined || amount === undefined) return { device };
	if (change.text("unit") !== "L/min") return { device, fio2: amount };
	// A cannula is charted by its flow; of a mask the fraction that it delivers is known too.
	const fraction = row.number("fio2");
	return device === "nasal_cannula" || Number.isNaN(fraction) ? { device, lpm: amount } : { device, lpm: amount, fio2: fraction };
}

function counts(rows: readonly NamedRow[], { column, factor }: { column: string; factor: number }): readonly BloodCount[] {
	return rows
		.map((row) => ({ time: row.number("time_h"), value: row.number(column) * factor }))
		.filter(({ value }) => !Number.isNaN(value));
}

function notesOf(rows: readonly NamedRow[], summary: unknown): readonly string[] {
	const facts = Object.keys(factsOf(summary));
	const step = rows.reduce((widest, row, i) => Math.max(widest, row.number("time_h") - (rows[i - 1] ?? row).number("time_h")), 0);
	return [
		...(facts.length < 2 ? ["summary.json does not tell age and weight: adult lines hold, and doses per kg stay as they are"] : []),
		...(step > lookEvery + instant ? [`rows lie up to ${Number(step.toFixed(2))} h apart: what happened between them is not seen`] : []),
	];
}
