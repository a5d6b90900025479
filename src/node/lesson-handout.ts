import { basename, dirname } from "node:path";
import { stepFigure } from "../figures/step-figure.ts";
import type { FigureRenderer } from "../figures/svg-drawer.ts";
import { type LessonRun, runLesson, type StepRun } from "../lesson/run-lesson.ts";
import type { ReportFigure } from "../report/html-page.ts";
import { lessonHtml, type StepFigures } from "../report/lesson-html.ts";
import type { Run } from "../simulate/run.ts";
import { type Asked, refuse } from "./asked.ts";
import { interDataUris } from "./fonts.ts";
import { loadLesson } from "./lesson-files.ts";
import { version } from "./program.ts";
import { figureRenderer } from "./render-figure.ts";
import { modelsAtHand } from "./scenario-files.ts";
import { writeFiles } from "./write-files.ts";

/** Reads a lesson and simulates its courses. Throws an InputError with every problem. */
export const lessonRun = (name: string, models?: string): LessonRun => runLesson(loadLesson(name, modelsAtHand(models)));

type Runs = readonly [Run, ...Run[]];

/** The runs that are seen before the question, and those that the answer shows: nothing of what is to be predicted stands in the first. */
function runsSeen({ step: { task }, runs: { own, before }, answer }: StepRun): { question: Runs; answer: Runs | null } {
	const both = (first: Run | null, second: Run): Runs => (first === null || first === second ? [second] : [first, second]);
	if (task?.kind === "try") return { question: [own], answer: both(own, answer.own) };
	if (task === null) return { question: both(before, own), answer: null };
	return before === null || before === own ? { question: [own], answer: null } : { question: [before], answer: both(before, own) };
}

async function drawn(runs: Runs | null, { step: { show } }: StepRun, name: string, renderer: FigureRenderer): Promise<ReportFigure | null> {
	if (runs === null || show.columns.length + show.grades.length === 0) return null;
	const { svg } = await renderer.svg(stepFigure(runs, show));
	return { name, title: runs.map((run) => run.title).join(" and "), about: "", svg };
}

async function figuresOf({ steps }: LessonRun): Promise<readonly StepFigures[]> {
	const renderer = await figureRenderer();
	return Promise.all(
		steps.map(async (one, i) => {
			const seen = runsSeen(one);
			return {
				question: await drawn(seen.question, one, `step-${i + 1}`, renderer),
				answer: await drawn(seen.answer, one, `answer-${i + 1}`, renderer),
			};
		}),
	);
}

/**
 * A lesson as a page to print, with its figures.
 *
 *     writeFileSync("who-makes-il6.html", await handoutOf(lessonRun("who-makes-il6")));
 */
export const handoutOf = async (ran: LessonRun): Promise<string> =>
	lessonHtml({ ran, figures: await figuresOf(ran), version: version(), fonts: interDataUris() });

/** Refuses a file that could not be a page. */
export function checkHandoutName(out: string, asked: Asked): void {
	if (!/\.html?$/i.test(out)) refuse(asked, "out", `"${out}" is no page`, `for example ${asked.as("out", "handout.html")}`);
}

/** Writes a handout. Throws an InputError where that cannot be. */
export const writeHandout = (out: string, page: string): void => writeFiles(dirname(out), new Map([[basename(out), page]]));
