import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatProblems } from "../input/format-problems.ts";
import { InputError, type Problem } from "../input/problem.ts";
import { decodeText } from "../node/decode-text.ts";

/** Exit codes: done, the input is wrong, the numbers failed, a defect of ours. */
export const exitCodes = { done: 0, input: 1, numbers: 2, defect: 70 } as const;

/** Results go to stdout. */
export function result(text: string): void {
	process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Words about the work go to stderr. */
export function say(text: string): void {
	process.stderr.write(`${text}\n`);
}

/** Says where results were written, after what the drawing of figures had to say. */
export function sayWritten(
	folder: string,
	{ warnings }: { readonly warnings: readonly string[] },
	beside = "the tables and figures",
): void {
	for (const warning of warnings) say(warning);
	say(`wrote ${join(folder, "report.html")} and ${beside} beside it`);
}

function sourceOf(file: string): string | undefined {
	try {
		return decodeText(readFileSync(file));
	} catch {
		return undefined;
	}
}

export function sayProblems(problems: readonly Problem[]): void {
	say(formatProblems(problems, sourceOf));
	say(problems.length === 1 ? "\n1 problem" : `\n${problems.length} problems`);
}

/** Runs a command and turns what it throws into words and an exit code. */
export async function guarded(command: () => Promise<number> | number): Promise<void> {
	try {
		process.exitCode = await command();
	} catch (error) {
		if (error instanceof InputError) {
			sayProblems(error.problems);
			process.exitCode = exitCodes.input;
		} else {
			say(`A defect of crsim, not of your input: ${error instanceof Error ? error.stack : String(error)}`);
			process.exitCode = exitCodes.defect;
		}
	}
}
