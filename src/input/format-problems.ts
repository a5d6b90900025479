import type { Problem } from "./problem.ts";

const tabWidth = 1;

function excerpt(line: string, problem: Problem): string[] {
	const number = String(problem.line).padStart(5);
	const start = Math.max(0, problem.column - 1 - 80);
	const shown = line.slice(start, start + 140).replaceAll("\t", " ".repeat(tabWidth));
	const caret = " ".repeat(Math.max(0, problem.column - 1 - start));
	return [`${number} | ${shown}`, `      | ${caret}^`];
}

/** Problems that are shown; of the rest the number. */
const mostShown = 50;

/** The first problems; before more of the same, those that have another remedy. In their order. */
function worthShowing(problems: readonly Problem[]): readonly Problem[] {
	if (problems.length <= mostShown) return problems;
	const remedies = new Set<string | undefined>();
	const isAnother = ({ hint }: Problem) => remedies.size < remedies.add(hint).size;
	const others = problems.filter(isAnother);
	const first = new Set([...new Set([...others, ...problems])].slice(0, mostShown));
	return problems.filter((problem) => first.has(problem));
}

/** The lines of a file by its name, each file asked for once. */
function linesBy(sourceOf: (file: string) => string | undefined): (file: string) => readonly string[] {
	const known = new Map<string, readonly string[]>();
	return (file) => {
		const lines = known.get(file) ?? sourceOf(file)?.split(/\r?\n/) ?? [];
		known.set(file, lines);
		return lines;
	};
}

/**
 * Problems as text, in the order of the files' lines: place, key, what is wrong, the line itself, what to do. Of very many the first fifty,
 * and how many more there are. `sourceOf` gives the text of a file, or nothing when it is not at hand.
 */
export function formatProblems(problems: readonly Problem[], sourceOf: (file: string) => string | undefined = () => undefined): string {
	const sorted = [...problems].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column));
	const linesOf = linesBy(sourceOf);
	const shown = worthShowing(sorted).map((problem) => {
		const line = linesOf(problem.file)[problem.line - 1];
		const head = `${problem.file}:${problem.line}:${problem.column}  ${problem.key === "" ? "" : `${problem.key}  `}${problem.message}`;
		const body = line === undefined ? [] : excerpt(line, problem);
		return [head, ...body, ...(problem.hint ? [`  ${problem.hint}`] : [])].join("\n");
	});
	const more = sorted.length - shown.length;
	return [...shown, ...(more > 0 ? [`… and ${more} more ${more === 1 ? "problem" : "problems"}`] : [])].join("\n");
}
