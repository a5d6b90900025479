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

/** So many problems are told one by one: who mends these has mended most of the others. */
const mostTold = 50;

/** The first problems; before more of the same, those that have another remedy. In their order. */
function worthShowing(problems: readonly Problem[]): readonly Problem[] {
	if (problems.length <= mostTold) return problems;
	const remedies = new Set<string | undefined>();
	const isAnother = ({ hint }: Problem) => remedies.size < remedies.add(hint).size;
	const others = problems.filter(isAnother);
	const first = new Set([...new Set([...others, ...problems])].slice(0, mostTold));
	return problems.filter((problem) => first.has(problem));
}

/**
 * Problems as text, in the order of the files' lines: place, key, what is wrong, the line itself, what to do. Beyond the first 50 they are counted,
 * by what is wrong. `sourceOf` gives the text of a file, or nothing when it is not at hand; it is asked once for each file.
 * Control characters of what was read are written out.
 */
export function formatProblems(problems: readonly Problem[], sourceOf: (file: string) => string | undefined = () => undefined): string {
	const sorted = [...problems].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column));
	const told = worthShowing(sorted);
	const sources = new Map<string, readonly string[] | undefined>();
	const linesOf = (file: string) => {
		if (!sources.has(file)) sources.set(file, sourceOf(file)?.split(/\r\n|\n|\r/));
		return sources.get(file);
	};
	const texts = told.map((problem) => {
		const line = linesOf(problem.file)?.[problem.line - 1];
		const head = `${problem.file}:${problem.line}:${problem.column}  ${problem.key === "" ? "" : `${problem.key}  `}${problem.message}`;
		const body = line === undefined ? [] : excerpt(line, problem);
		return [head, ...body, ...(problem.hint ? [`  ${problem.hint}`] : [])].map(visible).join("\n");
	});
	const shown = new Set(told);
	const untold = sorted.filter((problem) => !shown.has(problem));
	return (
		untold.length === 0
			? texts
			: [...texts, `… and ${untold.length} more ${untold.length === 1 ? "problem" : "problems"}${columnsOf(untold)}`]
	).join("\n");
}

/** `: 1200 of temp_c, 3 of map` – where problems stand in rows, by column; empty elsewhere. */
function columnsOf(problems: readonly Problem[]): string {
	const counts = new Map<string, number>();
	for (const { key } of problems) {
		const column = /^row \d+ (\S+)$/.exec(key)?.[1];
		if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
	}
	const parts = [...counts]
		.sort(([, a], [, b]) => b - a)
		.slice(0, 5)
		.map(([column, count]) => `${count} of ${column}`);
	return parts.length === 0 ? "" : `, such as ${parts.join(", ")}`;
}
