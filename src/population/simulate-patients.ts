import { snapped } from "../chart/instant.ts";
import { drawsOf, type Individual } from "../random/stream.ts";
import type { Engine } from "../simulate/engine.ts";
import type { RunOptions } from "../simulate/options.ts";
import { type Patient, patientValue } from "../simulate/patient.ts";
import { failureWords, type Run } from "../simulate/run.ts";
import { simulate } from "../simulate/simulate.ts";
import { type BinCounts, count } from "./bins.ts";
import { type Chance, virtualPatient } from "./draw-patient.ts";
import { columnsOf, hoursBetween, momentsOf } from "./read-of-runs.ts";
import { outcomesReader } from "./read-outcomes.ts";
import { placeAt } from "./run-rows.ts";
import { dayPlaces, type StudyHead } from "./study-head.ts";
import { type StudyWork, toleranceOf } from "./study-work.ts";

/** One patient in one cell. Unknown numbers are NaN. */
export interface PatientRow {
	readonly patient: number;
	readonly cell: number;
	/** Why the run failed; null when it ended well, death included. */
	readonly failed: string | null;
	readonly covariates: readonly number[];
	readonly outcomes: readonly number[];
}

/** Counts of patients by day: whole numbers, so that parts add up exactly in any order. Bins by `[place][band][day]`. */
export interface DayCounts {
	readonly bands: readonly (readonly (readonly BinCounts[])[])[];
	/** By `[place][grade][day]`: patients at grade 0 to 5 and at an unknown one. */
	readonly flows: readonly (readonly (readonly (readonly number[])[])[])[];
}

/** A run's rows for `trajectories.parquet`: hours and the wanted columns, row after row. */
export interface TrajectoryRows {
	readonly patient: number;
	readonly cell: number;
	readonly rows: number;
	readonly values: Float32Array;
}

/** What some consecutive patients left behind. Plain data: a thread sends it back. */
export interface StudyPart {
	readonly rows: readonly PatientRow[];
	readonly days: DayCounts;
	readonly trajectories: readonly TrajectoryRows[];
}

const unknownGrade = 6;

type Counting = { readonly bands: Map<number, number>[][][]; readonly flows: number[][][][] };

function noCounts(head: StudyHead): Counting {
	const { bands, days, grades } = head;
	const byDay = <T>(make: () => T) => days.map(make);
	const places = [...new Set(dayPlaces(head))];
	return {
		bands: places.map(() => bands.map(() => byDay(() => new Map<number, number>()))),
		flows: places.map(() => grades.map(() => byDay(() => [0, 0, 0, 0, 0, 0, 0]))),
	};
}

/** The rows of a run that stand at given hours: the last of those at or before each; -1 before the start and after the end. */
function rowsAt(times: Float64Array, hours: readonly number[]): number[] {
	const end = times.at(-1) ?? Number.NEGATIVE_INFINITY;
	let row = -1;
	return hours.map((hour) => {
		while (row + 1 < times.length && times[row + 1]! <= hour + 1e-9) row++;
		return hour > end + 1e-9 ? -1 : row;
	});
}

function countDays(counting: Counting, place: number, run: Run, { bands, days, grades }: StudyHead): void {
	const { times, columns } = run.trajectory;
	const rows = rowsAt(
		times,
		days.map((day) => day * 24),
	);
	for (const [b, { column, unit }] of bands.entries()) {
		const values = columns.get(column);
		if (values?.kind !== "number") continue;
		for (const [day, row] of rows.entries()) {
			if (row >= 0 && Number.isFinite(values.values[row]!)) count(counting.bands[place]![b]![day]!, values.values[row]!, unit);
		}
	}
	// Whoever has died stays at grade 5, of whatever toxicity.
	const afterwards = run.outcome.kind === "finished" && run.outcome.died !== null ? 5 : Number.NaN;
	for (const [g, { column }] of grades.entries()) {
		const values = columns.get(column);
		for (const [day, row] of rows.entries()) {
			const read = row >= 0 && values?.kind === "number" ? values.values[row]! : afterwards;
			counting.flows[place]![g]![day]![Number.isNaN(read) ? unknownGrade : read]!++;
		}
	}
}

function trajectoryRows(
	run: Run,
	{ patient, cell }: { patient: number; cell: number },
	{ every, columns }: NonNullable<StudyHead["trajectories"]>,
): TrajectoryRows {
	const { times } = run.trajectory;
	const hours = hoursBetween(times[0] ?? 0, times.at(-1) ?? 0, every);
	const values = new Float32Array(hours.length * (columns.length + 1));
	for (const [i, hour] of hours.entries()) {
		const { table, row } = placeAt(run, snapped(hour));
		values[i * (columns.length + 1)] = hour;
		for (const [c, name] of columns.entries()) {
			const column = table.columns.get(name);
			values[i * (columns.length + 1) + 1 + c] = column?.kind === "number" ? column.values[row]! : Number.NaN;
		}
	}
	return { patient, cell, rows: hours.length, values };
}

/** Runs one patient of a cell, and keeps some columns; a failure is told in words and never stops the others. */
export function runPatient(
	engine: Engine,
	individual: Individual,
	{ chance, ...options }: { readonly chance?: Chance } & Pick<Partial<RunOptions>, "columns" | "moments" | "relativeTolerance">,
): { readonly run: Run; readonly patient: Patient } | { readonly failed: string } {
	const patient = virtualPatient(engine.program, individual, chance);
	const run = simulate(engine, patient, options);
	const { outcome } = run;
	if (outcome.kind === "finished") return { run, patient };
	return { failed: `${failureWords(outcome)}, at hour ${Number(outcome.time.toFixed(2))}` };
}

/**
 * Runs patients `from` to `from + count - 1` of a study through its cells, all or some; `engines` are those of its programs. What a patient does depends on
 * the seed and the patient's number alone.
 *
 *     const part = simulatePatients(work, work.programs.map(loader()), { from: 0, count: 25 });
 */
export function simulatePatients(
	work: StudyWork,
	engines: readonly Engine[],
	{ from, count, cells = [...engines.keys()] }: { readonly from: number; readonly count: number; readonly cells?: readonly number[] },
): StudyPart {
	const { head, seed, outcomes: asked, covariates } = work;
	const counting = noCounts(head);
	const { read } = outcomesReader(asked);
	const rows: PatientRow[] = [];
	const columns = columnsOf(work, work.programs[0]!.bind);
	const trajectories: TrajectoryRows[] = [];
	const places = dayPlaces(head);
	const moments = engines.map(({ program }) => momentsOf(work, program));
	for (let patient = from; patient < from + count; patient++) {
		const individual = { seed, patient };
		const chance = drawsOf(individual);
		for (const cell of cells) {
			const engine = engines[cell]!;
			const ended = runPatient(engine, individual, { columns, moments: moments[cell]!, ...toleranceOf(work), chance });
			if ("failed" in ended) {
				const unknown = <T>(list: readonly T[]) => list.map(() => Number.NaN);
				rows.push({ patient, cell, failed: ended.failed, covariates: unknown(covariates), outcomes: unknown(asked) });
				continue;
			}
			const values = covariates.map(({ name }) => patientValue(engine.program, ended.patient, name) ?? Number.NaN);
			rows.push({ patient, cell, failed: null, covariates: values, outcomes: read(ended.run) });
			countDays(counting, places[cell]!, ended.run, head);
			if (head.trajectories && head.cells[cell]!.set === undefined)
				trajectories.push(trajectoryRows(ended.run, { patient, cell }, head.trajectories));
		}
	}
	return { rows, days: counting, trajectories };
}
