import { allowedHint } from "../input/nearest.ts";
import { throwIfAny } from "../input/problem.ts";
import { onCommandLine } from "../node/asked.ts";
import { listOf } from "../node/list-all.ts";
import type { ListKind } from "../node/list-kinds.ts";
import { textTable } from "../report/text-table.ts";
import { exitCodes, result, resultLines } from "./speak.ts";

export interface Arguments {
	readonly kind: string;
	readonly names: readonly string[];
	readonly model: string;
	readonly models?: string | undefined;
	readonly format: string;
}

/** `since` of `since(x)`; other names are themselves. */
const nameIn = ([name = ""]: readonly string[]): string => name.replace(/\(.*/, "");

/** The rows of the names that were asked for, or all. */
function rowsOf(all: readonly (readonly string[])[], { names, kind }: Arguments): readonly (readonly string[])[] {
	if (names.length === 0) return all;
	const known = all.map(nameIn);
	const problems = names
		.filter((name) => !known.includes(name))
		.map((name) => ({
			file: "command line",
			line: 1,
			column: 1,
			key: "names",
			message: `"${name}" is not among the ${kind}`,
			hint: allowedHint(name, known),
		}));
	throwIfAny(problems);
	return all.filter((row) => names.includes(nameIn(row)));
}

export async function list(args: Arguments): Promise<number> {
	const { kind, model, models, format } = args;
	const lines = await listOf(kind as ListKind, { model, models }, onCommandLine);
	const all = lines.map((line) => Object.values(line).map(String));
	const rows = rowsOf(all, args);
	if (format === "json") result(JSON.stringify(rows));
	else resultLines(rows.length === 0 ? ["none"] : textTable(rows));
	return exitCodes.done;
}
