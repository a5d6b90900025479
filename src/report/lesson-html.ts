import type { Words } from "../lesson/lesson.ts";
import { type LessonRun, rightChoices, type StepRun } from "../lesson/run-lesson.ts";
import { escapeHtml } from "./escape-html.ts";
import { htmlPage, type PageFonts, type ReportFigure } from "./html-page.ts";
import { inlineSvg } from "./inline-svg.ts";
import { lessonStyle } from "./lesson-style.ts";
import { filledWords } from "./lesson-words.ts";

/** The figures of a step: what is seen before the question, and what the answer shows where that is more. */
export interface StepFigures {
	readonly question: ReportFigure | null;
	readonly answer: ReportFigure | null;
}

/** What a handout is made of. */
export interface HandoutParts {
	readonly ran: LessonRun;
	/** By step. */
	readonly figures: readonly StepFigures[];
	readonly version: string;
	readonly fonts?: PageFonts;
}

const paragraph = (text: string, kind = ""): string => `<p${kind === "" ? "" : ` class="${kind}"`}>${escapeHtml(text)}</p>`;
const figureOf = (figure: ReportFigure | null): readonly string[] =>
	figure === null ? [] : [`<figure>${inlineSvg(figure.svg, figure)}</figure>`];

/** Boxes to tick; the right one is ticked on the page of answers. */
const choiceList = (choices: readonly { readonly say: Words }[], { runs }: StepRun, right: readonly number[] = []): string =>
	`<ul class="choices">${choices
		.map(({ say }, i) => `<li${right.includes(i) ? ' class="right"' : ""}>${escapeHtml(filledWords(say, runs))}</li>`)
		.join("")}</ul>`;

/** Room to write below a question. */
const linesToWrite = 3;

const verb = { ask: "Predict", try: "Try" } as const;

const question = (one: StepRun): readonly string[] => {
	const { task } = one.step;
	if (task === null) return [];
	const asked = `<strong>${verb[task.kind]}:</strong> ${escapeHtml(filledWords(task.question, one.runs))}`;
	return [
		`<div class="question"><p>${asked}</p>`,
		...(task.kind === "ask" && task.choices.length > 0 ? [choiceList(task.choices, one)] : []),
		`<div class="lines" aria-hidden="true">${"<div></div>".repeat(linesToWrite)}</div></div>`,
	];
};

const step = (one: StepRun, i: number, figures: StepFigures | undefined): string =>
	[
		`<section class="step"><h2>Step ${i + 1}</h2>`,
		paragraph(filledWords(one.step.say, one.runs)),
		...figureOf(figures?.question ?? null),
		...question(one),
		"</section>",
	].join("\n");

const answer = (one: StepRun, i: number, figures: StepFigures | undefined): readonly string[] => {
	const { task } = one.step;
	if (task === null) return [];
	const solution = task.kind === "try" ? [paragraph(`One way: ${task.solution.title}.`)] : [];
	return [
		[
			`<section class="answer"><h2>Step ${i + 1}</h2>`,
			paragraph(filledWords(task.question, one.runs), "soft"),
			...(task.kind === "ask" && task.choices.length > 0 ? [choiceList(task.choices, one, rightChoices(one))] : solution),
			paragraph(filledWords(task.because, one.answer)),
			...figureOf(figures?.answer ?? null),
			"</section>",
		].join("\n"),
	];
};

/**
 * A lesson as a page to print: each step with its figure, its question and room to write; the answers begin on a page of their own. One file
 * without script or network.
 *
 *     lessonHtml({ ran: runLesson(lesson), figures, version: "0.2.0" })
 */
export const lessonHtml = ({ ran: { lesson, steps }, figures, version, fonts }: HandoutParts): string =>
	htmlPage({
		heading: lesson.title,
		version,
		style: lessonStyle,
		...(fonts === undefined ? {} : { fonts }),
		body: [
			...(lesson.objective === "" ? [] : [paragraph(lesson.objective)]),
			paragraph(`About ${lesson.minutes} minutes · ${steps.length} steps · answers at the end`, "meta"),
			...steps.map((one, i) => step(one, i, figures[i])),
			'<section class="answers"><h1>Answers</h1>',
			...steps.flatMap((one, i) => answer(one, i, figures[i])),
			"</section>",
			"<h2>Sources</h2>",
			`<ul class="reading">${lesson.sources.map((source) => `<li>${escapeHtml(source)}</li>`).join("")}</ul>`,
			paragraph(
				`Lesson ${lesson.name} on the scenario ${lesson.scenario}, crsim ${version}. Every number was simulated for this page.`,
				"meta",
			),
		],
	});
