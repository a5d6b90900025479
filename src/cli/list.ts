import { onCommandLine } from "../node/asked.ts";
import { listOf } from "../node/list-all.ts";
import type { ListKind } from "../node/list-kinds.ts";
import { textTable } from "../report/text-table.ts";
import { exitCodes, result, resultLines } from "./speak.ts";

export interface Arguments {
	readonly kind: string;
	readonly model: string;
	readonly models?: string | undefined;
	readonly format: string;
}

export async function list({ kind, model, models, format }: Arguments): Promise<number> {
	const lines = await listOf(kind as ListKind, { model, models }, onCommandLine);
	const rows = lines.map((line) => Object.values(line).map(String));
	if (format === "json") result(JSON.stringify(rows));
	else resultLines(rows.length === 0 ? ["none"] : textTable(rows));
	return exitCodes.done;
}
