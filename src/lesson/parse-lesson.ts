import type { LocatedYaml } from "../input/located-yaml.ts";
import { readYaml } from "../input/located-yaml.ts";
import { InputError, type Problem, throwIfAny, withoutTwins } from "../input/problem.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { afterFirstSentence, firstSentence } from "../scenario/first-sentence.ts";
import type { ParseOptions } from "../scenario/parse-scenario.ts";
import { type BaseScenarios, baseScenario } from "./base-scenario.ts";
import type { Course, Lesson, LessonStep } from "./lesson.ts";
import { lessonShape } from "./lesson-shape.ts";
import { checkNamed, courseMaker } from "./make-course.ts";
import type { Askable } from "./read-asked.ts";
import { readShow } from "./read-show.ts";
import { checkTask, readTask } from "./read-task.ts";
import { readWords } from "./read-words.ts";

type Body = ShapeOf<typeof lessonShape>;
type StepBody = Body["steps"][number];

export interface ParseLessonOptions extends Pick<ParseOptions, "file" | "models" | "protocols"> {
	/** Name of the lesson. */
	readonly name: string;
	readonly scenarios: BaseScenarios;
}

/** The place of the step that stands beside this one; null: none. */
function besideOf(read: PartReader, i: number, { beside }: StepBody): number | null {
	if (beside === undefined) return i === 0 ? null : i - 1;
	if (beside - 1 < i) return beside - 1;
	read.wrong(
		["steps", i, "beside"],
		`step ${beside} does not come before step ${i + 1}`,
		i === 0 ? "leave it out" : `allowed: ${i === 1 ? "1" : `1 to ${i}`}`,
	);
	return null;
}

function readSteps(read: PartReader, body: Body, base: LocatedYaml, options: ParseLessonOptions): LessonStep[] {
	const courseOf = courseMaker(read, base, options);
	const made = body.steps.map((step, i) => courseOf([[], ["steps", i]], step));
	return body.steps.flatMap((step, i) => {
		const own = made[i];
		const beside = besideOf(read, i, step);
		if (!own) return [];
		const askable: Askable = { own, before: beside === null ? null : (made[beside] ?? null) };
		const task = readTask(read, step, { path: ["steps", i], askable }, courseOf);
		const say = readWords(read, ["steps", i, "say"], askable);
		const show = readShow(read, ["steps", i, "show"], own, options);
		return task === undefined ? [] : [{ say, course: own.course, beside, show, task }];
	});
}

/** The courses of a lesson, each once. */
export const coursesOf = ({ steps }: Pick<Lesson, "steps">): readonly Course[] => [
	...new Set(steps.flatMap(({ course, task }) => (task?.kind === "try" ? [course, task.solution] : [course]))),
];

/**
 * Reads a lesson with all that can be checked without running it: its courses as scenarios, its questions as outcomes of their runs. Throws an
 * InputError with every problem, each with its place.
 *
 *     const lesson = parseLesson(text, { name: "who-makes-il6", file: "scenarios/lessons/who-makes-il6.yaml", models, protocols, scenarios });
 */
export function parseLesson(text: string, options: ParseLessonOptions): Lesson {
	const { models, file, name } = options;
	const yaml = (models.yaml ?? readYaml)(text, file);
	const problems: Problem[] = [];
	const body = checkShape(yaml, lessonShape, problems);
	if (!body) throw new InputError(problems);
	const read = partReader(yaml, problems);
	for (const [i, step] of body.steps.entries()) {
		checkTask(read, ["steps", i], step);
		checkNamed(read, ["steps", i], step);
		if (step.answer?.with) checkNamed(read, ["steps", i, "answer", "with"], step.answer.with);
	}
	throwIfAny(problems);
	const base = baseScenario(read, ["scenario"], options);
	const steps = base ? readSteps(read, body, base, options) : [];
	throwIfAny(withoutTwins(problems));
	const title = firstSentence(body.about);
	return {
		name,
		title,
		objective: afterFirstSentence(body.about),
		minutes: body.minutes,
		sources: body.sources,
		scenario: body.scenario,
		steps,
		warnings: [...new Set(coursesOf({ steps }).flatMap(({ plan }) => plan.warnings))],
	};
}
