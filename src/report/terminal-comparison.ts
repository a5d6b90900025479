import type { Run } from "../simulate/run.ts";
import { comparisonRows } from "./comparison-rows.ts";
import { disclaimer } from "./disclaimer.ts";
import { toldCourses } from "./grade-story.ts";
import { dayRuler, gradeStrip, stripScale } from "./grade-strip.ts";
import { infectionLines } from "./infection-sentence.ts";
import { outcomeSentence } from "./outcome-sentence.ts";
import { type Paint, plainPaint } from "./paint.ts";
import { sharedWarnings } from "./run-warnings.ts";
import type { TerminalOptions } from "./terminal-summary.ts";
import { textTable } from "./text-table.ts";

/** Several runs side by side as lines for a terminal: their titles by letter, the grades as strips, the numbers in columns. */
export const terminalComparison = (runs: readonly Run[], { paint = plainPaint, width = 80 }: TerminalOptions = {}): readonly string[] => {
	const until = Math.max(0, ...runs.map((run) => run.trajectory.times.at(-1) ?? 0));
	const scale = stripScale(until, Math.max(20, Math.min(width, 140) - 12));
	const [head, ...rows] = textTable([["", ...runs.map((_, i) => letter(i))], ...comparisonRows(runs)], {
		right: runs.map((_, i) => i + 1),
		gap: 3,
	});
	return [
		...runs.map((run, i) => paint.strong(`${letter(i)}  ${run.title}`)),
		paint.soft(disclaimer),
		...infectionLines(runs).map(paint.soft),
		...runs.flatMap((run, i) => {
			const sentence = outcomeSentence(run);
			return sentence === "" ? [] : [paint.warning(`${letter(i)}  ${sentence}`)];
		}),
		"",
		paint.soft(`day      ${dayRuler(scale)}`),
		...runs.flatMap((run, i) => {
			const [first] = toldCourses(run);
			return first === undefined ? [] : [`${first[0]} ${letter(i)}    ${gradeStrip(first[1], scale, paint)}`];
		}),
		"",
		paint.soft(head ?? ""),
		...rows,
		...warnings(runs, paint),
	];
};

const warnings = (runs: readonly Run[], paint: Paint): readonly string[] => {
	const all = sharedWarnings(runs);
	const whose = (of: readonly number[]) => (of.length === runs.length ? "" : `${of.map(letter).join(", ")}: `);
	return all.length === 0 ? [] : ["", ...all.map(({ text, of }) => paint.warning(`warning: ${whose(of)}${text}`))];
};

const letter = (i: number): string => String.fromCharCode(65 + i);
