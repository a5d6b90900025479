import { join } from "node:path";
import { formatProblems } from "../input/format-problems.ts";
import { InputError, type Problem } from "../input/problem.ts";
import { decodeText } from "../node/decode-text.ts";
import { bytesIfRegular } from "../node/read-regular.ts";
import { hangingWrap } from "../report/wrap-words.ts";
import { columnsOf, shownOn } from "./paint.ts";

/** Exit codes: done, the input is wrong, the numbers failed, a defect of ours. */
export const exitCodes = { done: 0, input: 1, numbers: 2, defect: 70 } as const;

/** Results go to stdout. What an input says is shown, never obeyed: this and `say` are the only ways to a terminal. */
export function result(text: string): void {
	process.stdout.write(shownOn(process.stdout, text.endsWith("\n") ? text : `${text}\n`));
}

/** Lines for a person: one that is longer than the terminal is wide goes on below its last column. */
export function resultLines(lines: readonly string[]): void {
	const width = columnsOf(process.stdout);
	result((width === undefined ? lines : lines.flatMap((line) => hangingWrap(line, width))).join("\n"));
}

/** Words about the work go to stderr. */
export function say(text: string): void {
	process.stderr.write(shownOn(process.stderr, `${text}\n`));
}

/** Says where results were written, after what the drawing of figures had to say. */
export function sayWritten(
	folder: string,
	{ warnings, removed }: { readonly warnings: readonly string[]; readonly removed: readonly string[] },
	beside = "the tables and figures",
): void {
	for (const warning of warnings) say(warning);
	if (removed.length > 0) say(`removed from ${folder} what an earlier run had written: ${removed.join(", ")}`);
	say(`wrote ${join(folder, "report.html")} and ${beside} beside it`);
}

/** Bytes of a file whose lines are shown with what is wrong in them. */
const largestSource = 100_000_000;

function sourceOf(file: string): string | undefined {
	const bytes = bytesIfRegular(file, largestSource);
	return bytes && decodeText(bytes);
}

export function sayProblems(problems: readonly Problem[]): void {
	say(formatProblems(problems, sourceOf));
	say(problems.length === 1 ? "\n1 problem" : `\n${problems.length} problems`);
}

/** An error of the operating system: a full disk, a folder without permission, too many open files. */
const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
	error instanceof Error &&
	typeof (error as NodeJS.ErrnoException).errno === "number" &&
	(error as NodeJS.ErrnoException).code !== undefined;

const systemReasons: Readonly<Record<string, string>> = {
	ENOSPC: "the disk is full",
	EDQUOT: "the disk is full",
	EACCES: "there is no permission",
	EPERM: "there is no permission",
	EROFS: "nothing can be written there",
	EMFILE: "too many files are open",
	ENFILE: "too many files are open",
	ENOTDIR: "a part of the path is not a folder",
	EISDIR: "this is a folder, not a file",
	ENAMETOOLONG: "the name is too long",
};

/** What the operating system refused, in words. */
export function systemWords({ code = "", path, message }: NodeJS.ErrnoException): string {
	return `${path ?? "the output"}: ${systemReasons[code] ?? message} (${code})`;
}

/** Runs a command and turns what it throws into words and an exit code. */
export async function guarded(command: () => Promise<number> | number): Promise<void> {
	try {
		process.exitCode = await command();
	} catch (error) {
		if (error instanceof InputError) {
			sayProblems(error.problems);
			process.exitCode = exitCodes.input;
		} else if (isOfSystem(error)) {
			say(systemWords(error));
			process.exitCode = exitCodes.input;
		} else {
			say(`A defect of crsim, not of your input: ${error instanceof Error ? error.stack : String(error)}`);
			process.exitCode = exitCodes.defect;
		}
	}
}
