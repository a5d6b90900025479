import type { Formulary } from "../chart/formulary.ts";
import { devices, type Oxygen } from "../chart/oxygen.ts";
import type { ChartedLook } from "../chart/sight.ts";
import type { Bind } from "../chart/signs.ts";
import { type DatedAct, scalesByName, type Toxicities } from "../grading/toxicities.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import { type CsvCell, type CsvTable, readCsv } from "../input/read-csv.ts";
import { withoutGuard } from "./csv.ts";
import type { BloodCount } from "./read-chart.ts";
import { readRunFacts } from "./run-facts.ts";
import { widestGap } from "./run-looks.ts";
import { type SavedLook, type SavedRun, savedLooks } from "./saved-chart.ts";

/** The texts of a folder that `crsim run --out` wrote. */
export interface RunTexts {
	readonly trajectory: { readonly text: string; readonly file: string };
	readonly events: { readonly text: string; readonly file: string };
	/** `summary.json`, parsed: it says which columns are which signs, who the patient is and what the drugs are. */
	readonly summary?: unknown;
}

/** A run as the grades saw it. */
export interface RunChart {
	readonly looks: readonly ChartedLook[];
	readonly neutrophils: readonly BloodCount[];
	readonly platelets: readonly BloodCount[];
	/** Ids of the scales that grade the toxicities of its model. */
	readonly scales: readonly string[];
	/** Why the grades may differ from those of the run; empty when they cannot. */
	readonly notes: readonly string[];
}

/**
 * Rebuilds the looks of a run from its files: signs from `trajectory.csv`, supports from `events.csv`, and what each treatment is from
 * `summary.json`, so that no model is needed. Throws an InputError when a table lacks what is needed.
 *
 *     gradeStay(readRunFolder(texts).looks).courses["ASTCT_CRS"]   // as in summary.json
 */
export function readRunFolder(texts: RunTexts): RunChart {
	const { trajectory, events } = texts;
	const { bind, toxicities, patient, formulary } = saidOf(texts);
	const bound = Object.values(bind).flatMap((one) => (Object.hasOwn(patient, one.column) ? [] : [one.column]));
	const rows = tableOf(readCsv(trajectory.text, trajectory.file), { file: trajectory.file, needs: ["time_h", ...new Set(bound)] });
	const happened = tableOf(readCsv(events.text, events.file), { file: events.file, needs: eventColumns });
	const acts = happened.rows.map((_, row) => actOf(happened, row));
	const columns = new Map(rows.columns.map((name) => [name, { read: false, values: new Float64Array(0) }]));
	const column = (name: string): Float64Array | undefined => {
		const found = columns.get(name);
		if (found === undefined) return undefined;
		if (!found.read) Object.assign(found, { read: true, values: Float64Array.from(rows.rows, (_, row) => rows.number(row, name)) });
		return found.values;
	};
	const times = column("time_h")!;
	const looks = savedLooks({ times, column, acts, formulary, bind, toxicities, facts: patient });
	return {
		looks: looks.map(({ sight, blood, against }) => ({ best: sight, worst: sight, gaps: [], blood, against })),
		neutrophils: counts(looks, "neutrophils"),
		platelets: counts(looks, "platelets"),
		scales: [...scalesByName(toxicities).values()],
		notes: notesOf({ times, bind, acts, formulary }),
	};
}

const eventColumns = ["time_h", "what", "amount", "unit", "route", "why", "role", "kind", "device", "flow", "fio2", "died"];

/** A table by row and column name. */
interface Table {
	readonly rows: readonly (readonly CsvCell[])[];
	readonly columns: readonly string[];
	/** NaN when the cell is empty or the column is not there. */
	readonly number: (row: number, column: string) => number;
	readonly text: (row: number, column: string) => string;
	/** A word of a closed list. */
	readonly word: <T extends string>(row: number, column: string, allowed: readonly T[]) => T;
}

function tableOf({ header, rows }: CsvTable, { file, needs }: { file: string; needs: readonly string[] }): Table {
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
				hint: "give a folder that crsim run --out wrote; write one of an older version again",
			})),
		);
	const cell = (row: number, column: string) => rows[row]![places.get(column) ?? -1];
	return {
		rows,
		columns: [...places.keys()],
		text: (row, column) => withoutGuard(cell(row, column)?.text ?? ""),
		number: (row, column) => numberIn(cell(row, column), { file, column }),
		word: (row, column, allowed) => wordIn(cell(row, column)!, { file, column, allowed }),
	};
}

function wordIn<T extends string>(
	{ text, line, column: place }: CsvCell,
	{ file, column, allowed }: { file: string; column: string; allowed: readonly T[] },
): T {
	const word = allowed.find((one) => one === text);
	if (word !== undefined) return word;
	const hint = allowedHint(text, allowed);
	throw new InputError([{ file, line, column: place, key: `row ${line} ${column}`, message: `unknown ${column} "${text}"`, hint }]);
}

function numberIn(cell: CsvCell | undefined, { file, column }: { file: string; column: string }): number {
	if (cell === undefined || cell.text === "") return Number.NaN;
	const value = Number(cell.text);
	if (!Number.isNaN(value)) return value;
	const { line, column: place } = cell;
	throw new InputError([{ file, line, column: place, key: `row ${line} ${column}`, message: `expected a number, found "${cell.text}"` }]);
}

const kinds: readonly DatedAct["kind"][] = ["dose", "rate", "device", "stop", "hazard"];

function actOf(table: Table, row: number): DatedAct {
	const text = (column: string) => table.text(row, column);
	const amount = table.number(row, "amount");
	const died = text("died");
	return {
		time: table.number(row, "time_h"),
		what: text("what"),
		kind: table.word(row, "kind", kinds),
		amount: Number.isNaN(amount) ? null : amount,
		unit: text("unit"),
		...(text("device") === "" ? {} : { connected: oxygenOf(table, row) }),
		...(died === "" ? {} : { died }),
	};
}

function oxygenOf(table: Table, row: number): Oxygen {
	const [lpm, fio2] = [table.number(row, "flow"), table.number(row, "fio2")];
	return {
		device: table.word(row, "device", devices),
		lpm: Number.isNaN(lpm) ? undefined : lpm,
		fio2: Number.isNaN(fio2) ? undefined : fio2,
	};
}

/** What the summary says of the run, or why it is not enough. */
function saidOf({ summary, trajectory: { file } }: RunTexts): WrittenFacts {
	const { bind, toxicities } = (summary ?? {}) as Partial<WrittenFacts>;
	if (bind !== undefined && toxicities !== undefined) {
		const facts = readRunFacts(summary, file.replace(/[^/\\]*$/, "summary.json"));
		return { bind: facts.bind, toxicities: facts.toxicities, patient: facts.patient ?? {}, formulary: facts.formulary ?? {} };
	}
	const message = "no summary.json says which columns are which clinical signs";
	throw new InputError([{ file, line: 1, column: 1, key: "", message, hint: "write the folder again with crsim run --out" }]);
}

interface WrittenFacts {
	readonly bind: Bind;
	readonly toxicities: Toxicities;
	readonly patient: SavedRun["facts"];
	readonly formulary: Formulary;
}

function counts(looks: readonly SavedLook[], cells: "neutrophils" | "platelets"): readonly BloodCount[] {
	return looks.flatMap(({ time, blood }) => {
		const value = blood[cells];
		return value === undefined ? [] : [{ time, value }];
	});
}

interface RunFacts {
	readonly times: Float64Array;
	readonly bind: Bind;
	readonly acts: readonly DatedAct[];
	readonly formulary: Formulary;
}

function notesOf({ times, bind, acts, formulary }: RunFacts): readonly string[] {
	const gap = widestGap(times);
	const given = [...new Set(acts.flatMap(({ kind, what }) => (kind === "hazard" ? [] : [what])))];
	const unknown = given.filter((what) => !Object.hasOwn(formulary, what));
	return [
		...(bind.age === undefined ? ["the model has no age: the thresholds for adults are used"] : []),
		...(bind.weight === undefined ? ["the model has no weight: rates per kg are used as they are"] : []),
		...(unknown.length > 0 ? [`summary.json does not say what these are, so no scale counts them: ${unknown.join(", ")}`] : []),
		...(gap === undefined ? [] : [`rows are up to ${Number(gap.toFixed(2))} h apart: what happened between them is unknown`]),
	];
}
