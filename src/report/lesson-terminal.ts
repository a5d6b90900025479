import { type LessonRun, rightChoices, type StepRun } from "../lesson/run-lesson.ts";
import { disclaimer } from "./disclaimer.ts";
import { filledWords } from "./lesson-words.ts";
import { plainPaint } from "./paint.ts";
import { terminalComparison } from "./terminal-comparison.ts";
import type { TerminalOptions } from "./terminal-summary.ts";
import { wrapWords } from "./wrap-words.ts";

const letter = (i: number): string => String.fromCharCode(97 + i);

/** Paragraphs are set in lines of this many characters at most, so that they can be read. */
const widest = 96;

/** A lesson as lines for a terminal: its steps with their questions, then the answers with the numbers of its runs. */
export const lessonLines = ({ lesson, steps }: LessonRun, { paint = plainPaint, width = 80 }: TerminalOptions = {}): readonly string[] => {
	const set = (text: string) => wrapWords(text, Math.min(width, widest));
	const stepLines = (one: StepRun, i: number): readonly string[] => {
		const { step, runs } = one;
		const { task } = step;
		const asked = task === null ? [] : set(`${task.kind === "try" ? "Try" : "Predict"}: ${filledWords(task.question, runs)}`);
		const choices = task?.kind === "ask" ? task.choices.map(({ say }, j) => `  ${letter(j)}  ${filledWords(say, runs)}`) : [];
		return ["", paint.strong(`Step ${i + 1}`), ...set(filledWords(step.say, runs)), ...asked.map(paint.strong), ...choices];
	};
	const answerLines = (one: StepRun, i: number): readonly string[] => {
		const { task } = one.step;
		if (task === null) return [];
		const right = rightChoices(one).map(letter).join(", ");
		const lead = task.kind === "try" ? `One way: ${task.solution.title}. ` : right === "" ? "" : `${right}. `;
		return ["", paint.strong(`Answer to step ${i + 1}`), ...set(`${lead}${filledWords(task.because, one.answer)}`)];
	};
	return [
		paint.strong(lesson.title),
		...set(lesson.objective),
		paint.soft(disclaimer),
		...steps.flatMap(stepLines),
		...steps.flatMap(answerLines),
		"",
		...courseLines(steps, { paint, width }),
		"",
		paint.soft(`Sources: ${lesson.sources.join(" · ")}`),
	];
};

/** The courses of the steps side by side, each once: what a figure would show. */
const courseLines = (steps: readonly StepRun[], options: TerminalOptions): readonly string[] => {
	const runs = [...new Set(steps.flatMap(({ runs: { own }, answer }) => [own, answer.own]))];
	return terminalComparison(runs, options).filter((line) => !line.includes(disclaimer));
};
