import { beforeAll, describe, expect, test } from "vitest";
import { type AskedRuns, holdsIn } from "../../src/lesson/answer.ts";
import type { Words } from "../../src/lesson/lesson.ts";
import { type LessonRun, rightChoices, runLesson, type StepRun } from "../../src/lesson/run-lesson.ts";
import { loadLesson } from "../../src/node/lesson-files.ts";
import { shippedLessons } from "../../src/node/lesson-texts.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { askedText, filledWords } from "../../src/report/lesson-words.ts";

const models = modelsAtHand();
const names = shippedLessons();

/** What the mission wants to be learned, by the lesson that teaches it. */
const mission = [
	"who-makes-il6",
	"order-of-the-cascade",
	"why-pressure-falls",
	"receptor-block-paradox",
	"blood-and-brain",
	"taper-and-rebound",
	"sepsis-the-double",
	"late-storm",
	"two-hits-on-the-marrow",
	"grade-and-team",
];

/** Words that a reader of a foreign language reads in a minute, and minutes that a question takes. */
const pace = { words: 130, question: 1 };
const wordsOf = (text: string) => text.trim().split(/\s+/).length;

/** Every text of a step with its numbers filled in. */
function textsOf({ step, runs, answer }: StepRun): string[] {
	const { task } = step;
	const own = (words: Words) => filledWords(words, runs);
	const choices = task?.kind === "ask" ? task.choices.map(({ say }) => own(say)) : [];
	return [own(step.say), ...(task === null ? [] : [own(task.question), ...choices, filledWords(task.because, answer)])];
}

/** Every number that is filled into them. */
function numbersOf({ step, runs, answer }: StepRun): string[] {
	const filled = (words: Words, asked: AskedRuns) => words.flatMap((part) => (typeof part === "string" ? [] : [askedText(part, asked)]));
	return [
		...filled(step.say, runs),
		...(step.task === null ? [] : [...filled(step.task.question, runs), ...filled(step.task.because, answer)]),
	];
}

/** What of a step does not come out as the lesson says it. */
function wrongIn(one: StepRun): string[] {
	const { task } = one.step;
	if (task === null) return [];
	if (task.kind === "ask") {
		const right = rightChoices(one);
		const meant = task.right === null ? [] : [task.right];
		const choice =
			right.join() === meant.join()
				? []
				: [`right is choice ${right.map((i) => i + 1).join(" and ")}, not ${meant.map((i) => i + 1).join()}`];
		return [...choice, ...(task.is === null || holdsIn(task.is, one.runs) === true ? [] : [`"${task.is.is}" does not hold`])];
	}
	const untouched = { own: one.runs.own, before: one.runs.own };
	return [
		...(holdsIn(task.is, one.answer) === true ? [] : ["the solution does not solve it"]),
		...(holdsIn(task.is, untouched) === true ? ["it is solved before anything was changed"] : []),
	];
}

const byStep = <T>({ steps }: LessonRun, of: (one: StepRun) => readonly T[]) =>
	steps.flatMap((one, i) => of(one).map((found) => `step ${i + 1}: ${String(found)}`));

test("there is a lesson for each part of the mission, in its order, and all others follow", () => {
	expect(names.length).toBeGreaterThanOrEqual(10);
	expect(names.slice(0, mission.length)).toEqual(mission);
});

describe.each(names)("the lesson %s", (name) => {
	let ran: LessonRun;
	let { lesson, steps } = {} as LessonRun;
	beforeAll(() => {
		ran = runLesson(loadLesson(name, models));
		({ lesson, steps } = ran);
	});

	test("comes out in its runs as it says", () => {
		const outcomes = steps.flatMap(({ runs, answer }) => [runs.own, answer.own].map(({ outcome }) => outcome.kind));
		expect(new Set(outcomes)).toEqual(new Set(["finished"]));
		expect(byStep(ran, wrongIn)).toEqual([]);
	});

	test("has all its numbers, and asks the student to find something by a change", () => {
		expect(byStep(ran, (one) => numbersOf(one).filter((text) => !/^(?:day )?-?\d/.test(text)))).toEqual([]);
		expect(byStep(ran, (one) => textsOf(one).filter((text) => /[{}]/.test(text)))).toEqual([]);
		expect(steps.filter(({ step }) => step.task?.kind === "try").length).toBeGreaterThanOrEqual(1);
		expect(steps.filter(({ step }) => step.task?.kind === "ask").length).toBeGreaterThanOrEqual(2);
	});

	test("is read in the time that it says, and no text is too long for a screen", () => {
		const texts = steps.flatMap(textsOf);
		const minutes = texts.map(wordsOf).reduce((sum, words) => sum + words, 0) / pace.words + pace.question * steps.length;
		expect(minutes).toBeLessThanOrEqual(lesson.minutes + 0.5);
		expect(lesson.minutes).toBeLessThanOrEqual(10);
		expect(texts.filter((text) => wordsOf(text) > 80)).toEqual([]);
	});

	test("says what it rests on, shows something at each step, and nothing in it is doubtful", () => {
		expect(lesson.sources.filter((source) => !/doi:10\.\d{4,}\/\S+|PMC\d+|^[A-Z][\w-]+ (19|20)\d\d, [A-Z]/.test(source))).toEqual([]);
		expect(steps.filter(({ step }) => step.show.columns.length === 0)).toEqual([]);
		expect(lesson.objective).not.toBe("");
		expect(lesson.warnings).toEqual([]);
	});

	test("types no number of its runs by hand", () => {
		const typed = steps.flatMap(({ step }) =>
			[step.say, ...(step.task === null ? [] : [step.task.because])].flatMap((words) =>
				words.flatMap((part) =>
					typeof part === "string" ? (part.match(/\d[\d,.]*\s?(?:pg\/mL|ng\/mL|mg\/L|mmol\/L|L\/min|°C|cells)/g) ?? []) : [],
				),
			),
		);
		expect(typed).toEqual([]);
	});
});
