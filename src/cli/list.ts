import { onCommandLine } from "../node/asked.ts";
import { listOf } from "../node/list-all.ts";
import type { ListKind } from "../node/list-kinds.ts";
import { exitCodes, result } from "./speak.ts";

export interface Arguments {
	readonly kind: string;
	readonly model: string;
	readonly models?: string | undefined;
	readonly format: string;
}

type ListLine = readonly string[];

/** Columns of equal width; the last one runs free. */
function aligned(rows: readonly ListLine[]): string {
	const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]! + 2)))
				.join("")
				.trimEnd(),
		)
		.join("\n");
}

export async function list({ kind, model, models, format }: Arguments): Promise<number> {
	const lines = await listOf(kind as ListKind, { model, models }, onCommandLine);
	const rows = lines.map((line) => Object.values(line).map(String));
	result(format === "json" ? JSON.stringify(rows) : rows.length === 0 ? "none" : aligned(rows));
	return exitCodes.done;
}
