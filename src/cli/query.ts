import { csvField } from "../exchange/csv.ts";
import { onCommandLine, refuse } from "../node/asked.ts";
import { queryStudy } from "../node/query-study.ts";
import { textTable } from "../report/text-table.ts";
import { exitCodes, result, resultLines, say } from "./speak.ts";

export interface Arguments {
	readonly folders: readonly string[];
	readonly format: string;
}

const shown = (value: unknown): string =>
	value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

export async function query({ folders: words, format }: Arguments): Promise<number> {
	const sql = words.at(-1)!;
	const folders = words.slice(0, -1);
	if (folders.length === 0)
		refuse(
			onCommandLine,
			"query",
			"a folder and a question are needed",
			'for example: crsim query parts/1 "select count(*) from outcomes"',
		);
	const { columns, rows, blocks } = await queryStudy(folders, sql);
	if (blocks.there < blocks.of) say(`of ${blocks.there} of ${blocks.of} blocks of patients: the others are not there`);
	if (format === "json")
		result(
			JSON.stringify(
				rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))),
				null,
				"\t",
			),
		);
	else if (format === "csv") result([columns, ...rows].map((row) => row.map((value) => csvField(shown(value))).join(",")).join("\n"));
	else resultLines(textTable([columns, ...rows.map((row) => row.map(shown))]));
	return exitCodes.done;
}
