import { visible, visibleInPlace } from "./control-characters.ts";
import type { Problem } from "./problem.ts";

const tabWidth = 1;

function excerpt(line: string, problem: Problem): string[] {
	const number = String(problem.line).padStart(5);
	const start = Math.max(0, problem.column - 1 - 80);
	const shown = visibleInPlace(line.slice(start, start + 140).replaceAll("\t", " ".repeat(tabWidth)));
	const caret = " ".repeat(Math.max(0, problem.column - 1 - start));
	return [`${number} | ${shown}`, `      | ${caret}^`];
}

/**
 * Problems as text, in the order of the files' lines: place, key, what is wrong, the line itself, what to do.
 * `sourceOf` gives the text of a file, or nothing when it is not at hand. Control characters of what was read are written out.
 */
export function formatProblems(problems: readonly Problem[], sourceOf: (file: string) => string | undefined = () => undefined): string {
	const sorted = [...problems].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column));
	return sorted
		.map((problem) => {
			const line = sourceOf(problem.file)?.split(/\r?\n/)[problem.line - 1];
			const head = `${problem.file}:${problem.line}:${problem.column}  ${problem.key === "" ? "" : `${problem.key}  `}${problem.message}`;
			const body = line === undefined ? [] : excerpt(line, problem);
			return [head, ...body, ...(problem.hint ? [`  ${problem.hint}`] : [])].map(visible).join("\n");
		})
		.join("\n");
}
