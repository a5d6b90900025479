import { fork } from "node:child_process";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { NotebookError } from "./notebook-error.ts";
import type { Told } from "./run-notebook.ts";

const runner = fileURLToPath(new URL("run-notebook.ts", import.meta.url));

/** Whoever wrote an endless loop is told so. */
const longest = 600_000;

/** As somebody would name it from where they stand. */
const shownPath = (path: string): string => relative(process.cwd(), path);

/**
 * Executes a notebook in a process of its own and gives its text with the outputs; nothing is written. Throws a NotebookError for a cell that
 * fails or does not end.
 *
 *     const text = await executedText("notebooks/1-one-patient.ipynb");
 */
export function executedText(path: string, { longestMs = longest }: { readonly longestMs?: number } = {}): Promise<string> {
	const options = ["--disable-warning=ExperimentalWarning", "--conditions=crsim-source"];
	const child = fork(runner, [path], { execArgv: options, stdio: ["ignore", "inherit", "pipe", "ipc"] });
	return new Promise((resolve, reject) => {
		let [cell, said] = [0, ""];
		let told: Told | undefined;
		const fail = (where: string, words: string) =>
			reject(new NotebookError(`${shownPath(path)}${where}\n  ${words.replaceAll("\n", "\n  ")}`));
		const clock = setTimeout(() => {
			fail(`, cell ${cell}`, `does not end: stopped after ${longestMs / 1000} s`);
			child.kill("SIGKILL");
		}, longestMs);
		child.stderr?.on("data", (chunk) => {
			said += String(chunk);
		});
		child.on("message", (message: Told | { readonly kind: "cell"; readonly cell: number }) => {
			if (message.kind === "cell") cell = message.cell;
			else told = message;
		});
		child.on("error", (error) => fail("", error.message));
		child.on("close", () => {
			clearTimeout(clock);
			if (told?.kind === "done") resolve(told.text);
			else if (told?.kind === "failed") fail(`, cell ${told.cell}, line ${told.line}`, told.words);
			else fail(cell === 0 ? "" : `, cell ${cell}`, said.trim() === "" ? "its process ended without a word" : said.trim());
		});
	});
}
