import type { PatientRow } from "../population/simulate-patients.ts";
import type { StudyHead } from "../population/study-head.ts";
import type { TableColumn } from "./parquet.ts";

/** What a study knows of one patient in one arm, by column: nothing where it is unknown. */
export type OutcomeRow = Readonly<Record<string, number | string | boolean | null>>;

/** What is not finite is written as unknown. */
export const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The columns of a table of outcomes for some rows: patient and arm, what was varied, covariates, outcomes. */
export function outcomeColumns(head: StudyHead, rows: readonly PatientRow[]): TableColumn[] {
	const { cells, covariates, outcomes, ensemble } = head;
	const paths = [...new Set(cells.flatMap(({ vary }) => vary.map(({ path }) => path)))];
	const coordinate = (cell: number, path: string) => cells[cell]!.vary.find((one) => one.path === path);
	const numeric = (path: string) => cells.every((_, cell) => coordinate(cell, path)?.value !== null);
	const column = (name: string, type: TableColumn["type"], of: (row: PatientRow) => TableColumn["data"][number]): TableColumn => ({
		name,
		type,
		data: rows.map(of),
	});
	return [
		column("patient", "INT32", ({ patient }) => patient),
		column("arm", "STRING", ({ cell }) => cells[cell]!.arm),
		// 0: with the parameters in use.
		...(ensemble === undefined ? [] : [column("set", "INT32", ({ cell }) => cells[cell]!.set ?? 0)]),
		...paths.map((path) =>
			numeric(path)
				? column(path, "DOUBLE", ({ cell }) => coordinate(cell, path)?.value ?? null)
				: column(path, "STRING", ({ cell }) => coordinate(cell, path)?.label ?? null),
		),
		...covariates.map(({ name }, i) => column(name, "DOUBLE", (row) => orNull(row.covariates[i]!))),
		...outcomes.map(({ name, kind }, i) =>
			kind === "probability"
				? column(name, "BOOLEAN", (row) => (Number.isNaN(row.outcomes[i]!) ? null : row.outcomes[i] === 1))
				: column(name, "DOUBLE", (row) => orNull(row.outcomes[i]!)),
		),
		column("failed", "STRING", ({ failed }) => failed),
	];
}

/** The same as one value a row. */
export function outcomeRows(head: StudyHead, rows: readonly PatientRow[]): OutcomeRow[] {
	const columns = outcomeColumns(head, rows);
	return rows.map((_, row) => Object.fromEntries(columns.map(({ name, data }) => [name, data[row] ?? null])));
}

/** The rows again, from those of a table of outcomes in which each patient has these cells in their order. */
export function patientRows(
	{ covariates, outcomes }: StudyHead,
	cells: readonly number[],
	rows: readonly Readonly<Record<string, unknown>>[],
): PatientRow[] {
	const number = (value: unknown) => (value === null ? Number.NaN : Number(value));
	return rows.map((row, i) => ({
		patient: Number(row["patient"]),
		cell: cells[i % cells.length]!,
		failed: row["failed"] === null ? null : String(row["failed"]),
		covariates: covariates.map(({ name }) => number(row[name])),
		outcomes: outcomes.map(({ name }) => number(row[name])),
	}));
}
