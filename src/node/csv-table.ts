import { closeSync, openSync, writeFileSync } from "node:fs";
import { csvField } from "../exchange/csv.ts";
import type { TableColumn, TableWriter } from "./parquet.ts";

/** A number as the shortest text that reads back to the same; empty where nothing is known. */
const cellOf = (value: TableColumn["data"][number]): string =>
	typeof value === "string" ? csvField(value) : value === null ? "" : String(value);

const lineOf = (cells: readonly string[]): string => `${cells.join(",")}\n`;

/**
 * Opens a CSV file for writing: a header, then the rows of one group after the other, the same values as in a Parquet file of these groups.
 *
 *     const table = csvTable("outcomes.csv");
 *     table.group([{ name: "patient", type: "INT32", data: [0, 1] }]);
 */
export function csvTable(path: string): TableWriter {
	let file: number | undefined;
	return {
		group: (columns) => {
			const head = file === undefined ? lineOf(columns.map(({ name }) => csvField(name))) : "";
			file ??= openSync(path, "w");
			const rows = (columns[0]?.data ?? []).map((_, row) => lineOf(columns.map(({ data }) => cellOf(data[row] ?? null))));
			writeFileSync(file, head + rows.join(""));
		},
		finish: () => {
			if (file !== undefined) closeSync(file);
		},
	};
}
