import type { TrajectoryRows } from "../population/simulate-patients.ts";
import type { StudyHead } from "../population/study-head.ts";
import { orNull } from "./outcome-columns.ts";
import type { TableColumn } from "./parquet.ts";

/** Rows of trajectories in one row group. */
const groupRows = 100_000;

/** The columns of a table of trajectories for some runs. */
export function trajectoryColumns(head: StudyHead, runs: readonly TrajectoryRows[]): TableColumn[] {
	const names = head.trajectories?.columns ?? [];
	const width = names.length + 1;
	const along = (of: (run: TrajectoryRows, row: number) => number | string) =>
		runs.flatMap((run) => Array.from({ length: run.rows }, (_, row) => of(run, row)));
	const values = (c: number) => along((run, row) => run.values[row * width + c]!).map((value) => orNull(value as number));
	return [
		{ name: "patient", type: "INT32", data: along(({ patient }) => patient) },
		{ name: "arm", type: "STRING", data: along(({ cell }) => head.cells[cell]!.arm) },
		{ name: "cell", type: "INT32", data: along(({ cell }) => cell) },
		{ name: "time_h", type: "FLOAT", data: values(0) },
		...names.map((name, c): TableColumn => ({ name, type: "FLOAT", data: values(c + 1) })),
	];
}

/** Runs of one block in groups of bounded size. */
export function trajectoryGroups(runs: readonly TrajectoryRows[]): TrajectoryRows[][] {
	const groups: TrajectoryRows[][] = [];
	let rows = Number.POSITIVE_INFINITY;
	for (const run of runs) {
		if (rows + run.rows > groupRows) {
			groups.push([]);
			rows = 0;
		}
		groups.at(-1)!.push(run);
		rows += run.rows;
	}
	return groups;
}

/** The runs again, from the rows of such a table. */
export function trajectoryRuns({ trajectories }: StudyHead, rows: readonly Readonly<Record<string, unknown>>[]): TrajectoryRows[] {
	const names = ["time_h", ...(trajectories?.columns ?? [])];
	const runs: { patient: number; cell: number; values: number[] }[] = [];
	for (const row of rows) {
		const [patient, cell] = [Number(row["patient"]), Number(row["cell"])];
		const last = runs.at(-1);
		const run = last?.patient === patient && last.cell === cell ? last : { patient, cell, values: [] };
		if (run !== last) runs.push(run);
		for (const name of names) run.values.push(row[name] === null ? Number.NaN : Number(row[name]));
	}
	return runs.map(({ patient, cell, values }) => ({
		patient,
		cell,
		rows: values.length / names.length,
		values: Float32Array.from(values),
	}));
}
