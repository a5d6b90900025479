import { type AskedRuns, holdsIn } from "../lesson/answer.ts";
import type { Course, Lesson, LessonStep, Words } from "../lesson/lesson.ts";
import { coursesOf } from "../lesson/parse-lesson.ts";
import { filledWords } from "../report/lesson-words.ts";
import type { Run } from "../simulate/run.ts";
import type { KitLesson, KitLessonStep } from "./kit.ts";
import type { Parts, PartTask } from "./parts.ts";
import type { ModelParts } from "./parts-of-model.ts";
import type { Wish } from "./wish.ts";

/** The name of the scenario that a course of a lesson is in the page. */
export const courseName = (lesson: string, place: number): string => `lesson.${lesson}.${place + 1}`;

/** The courses of lessons as texts of scenarios: what they say over the scenario that the lesson begins from. */
export const courseTexts = (lessons: readonly Lesson[]): readonly { readonly name: string; readonly text: string }[] =>
	lessons.flatMap((lesson) =>
		coursesOf(lesson).map(({ title, overlay }, i) => ({
			name: courseName(lesson.name, i),
			text: `${JSON.stringify({ about: `${title}.`, extends: `${lesson.scenario}.yaml`, ...overlay })}\n`,
		})),
	);

/** Lessons as the page shows them, and what their steps ask a student to bring about. */
export interface PageLessons {
	readonly lessons: readonly KitLesson[];
	readonly tasks: Parts["tasks"];
}

/** The courses of one lesson as wishes, and their runs. */
interface Played {
	readonly wishOf: (course: Course) => Wish;
	readonly runOf: (course: Course) => Run;
}

function played(lesson: Lesson, { scenarios }: ModelParts, run: (wish: Wish) => Run): Played {
	const known = new Map(
		coursesOf(lesson).map((course, i) => {
			const { shown } = scenarios.find((one) => one.shown.name === courseName(lesson.name, i))!;
			const wish: Wish = { ...shown.wish, individual: course.individual };
			return [course, { wish, run: run(wish) }];
		}),
	);
	return { wishOf: (course) => known.get(course)!.wish, runOf: (course) => known.get(course)!.run };
}

interface ShownStep {
	readonly shown: KitLessonStep;
	readonly task: PartTask | null;
}

function stepOf(lesson: Lesson, step: LessonStep, place: number, { wishOf, runOf }: Played): ShownStep {
	const at = (course: Course): Wish => ({ ...wishOf(course), lesson: { name: lesson.name, step: place } });
	const beside = step.beside === null ? null : lesson.steps[step.beside]!.course;
	const runs: AskedRuns = { own: runOf(step.course), before: beside && runOf(beside) };
	const { task } = step;
	const solved: AskedRuns = task?.kind === "try" ? { own: runOf(task.solution), before: runs.own } : runs;
	const filled = (words: Words, of = runs) => filledWords(words, of);
	const choices = task?.kind === "ask" ? task.choices : [];
	const right = choices.findIndex(({ is }) => holdsIn(is, runs) === true);
	const shown: KitLessonStep = {
		say: filled(step.say),
		wish: at(step.course),
		beside: beside && at(beside),
		show: [...step.show.columns, ...step.show.grades],
		ask: task?.kind === "ask" ? filled(task.question) : "",
		choices: choices.map(({ say }) => filled(say)),
		right: right < 0 ? null : right,
		because: task === null ? "" : filled(task.because, solved),
		find: task?.kind === "try" ? filled(task.question) : null,
		solution: task?.kind === "try" ? at(task.solution) : null,
	};
	return { shown, task: task?.kind === "try" ? { is: task.is, before: wishOf(step.course) } : null };
}

/**
 * Lessons with their courses as wishes and the numbers of their texts filled in from runs of the page's own programs.
 *
 *     const { lessons, tasks } = pageLessons(read, made, (wish) => answering.ask(wish, "exact").run);
 */
export function pageLessons(lessons: readonly Lesson[], made: ModelParts, run: (wish: Wish) => Run): PageLessons {
	const all = lessons.map((lesson) => {
		const courses = played(lesson, made, run);
		return { lesson, steps: lesson.steps.map((step, i) => stepOf(lesson, step, i, courses)) };
	});
	return {
		lessons: all.map(({ lesson: { name, title, objective, minutes, sources }, steps }) => ({
			name,
			label: title,
			about: objective,
			minutes,
			sources,
			steps: steps.map(({ shown }) => shown),
		})),
		tasks: Object.fromEntries(all.map(({ lesson, steps }) => [lesson.name, steps.map(({ task }) => task)])),
	};
}
