// One notebook in a process of its own: executes it, and tells whoever started it what came out. Its folder is the working folder, as in Jupyter.
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { formatProblems, InputError } from "../../src/node/index.ts";
import { type Cell, type Notebook, notebookText, readNotebook, sourceOf } from "./notebook.ts";
import { type CellSession, openSession } from "./session.ts";

/** What is told: the notebook with its outputs, or where and why it failed. */
export type Told =
	| { readonly kind: "done"; readonly text: string }
	| { readonly kind: "failed"; readonly cell: number; readonly line: number; readonly words: string };

const wordsOf = (error: unknown): string =>
	error instanceof InputError
		? formatProblems(error.problems)
		: error instanceof Error
			? `${error.name}: ${error.message}`
			: `thrown: ${String(error)}`;

/** Executes one code cell. `count` numbers the code cells from 1 on, as Jupyter does. */
async function executed(cell: Cell, session: CellSession, count: number): Promise<Cell | Told> {
	const { outputs, thrown } = await session.evaluate(sourceOf(cell), count);
	return thrown === undefined
		? { ...cell, execution_count: count, outputs }
		: { kind: "failed", cell: count, line: thrown.line, words: wordsOf(thrown.error) };
}

/** Executes the cells of a notebook in their order, up to the first that fails. */
async function executedNotebook(notebook: Notebook, session: CellSession): Promise<Told> {
	const cells: Cell[] = [];
	let count = 0;
	for (const cell of notebook.cells) {
		if (cell.cell_type !== "code") {
			cells.push(cell);
			continue;
		}
		count++;
		process.send?.({ kind: "cell", cell: count });
		const done = await executed(cell, session, count);
		if ("kind" in done) return done;
		cells.push(done);
	}
	return { kind: "done", text: notebookText({ ...notebook, cells }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const path = resolve(process.argv[2]!);
	process.chdir(dirname(path));
	const notebook = readNotebook(readFileSync(basename(path), "utf8"));
	const told = await executedNotebook(notebook, openSession(path));
	process.send?.(told, () => process.exit(0));
}
