import type { LocatedYaml, Path } from "../input/located-yaml.ts";
import { readYaml } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError, type Problem, throwIfAny, withoutTwins } from "../input/problem.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { gathering } from "../model/read-model.ts";
import type { OutcomeNames } from "../population/outcome.ts";
import { outcomeNames } from "../population/outcome-names.ts";
import { layered, type OpenSibling, readLayers } from "../scenario/extends.ts";
import { firstSentence } from "../scenario/first-sentence.ts";
import { careReader, type ParseOptions, scenarioFrom } from "../scenario/parse-scenario.ts";
import type { Course, Lesson, LessonStep, Task } from "./lesson.ts";
import { courseOverlay, lessonShape } from "./lesson-shape.ts";
import { partOfYaml } from "./part-of-yaml.ts";
import { type Askable, type AskedCourse, readCondition } from "./read-asked.ts";
import { readWords } from "./read-words.ts";

type Body = ShapeOf<typeof lessonShape>;
type StepBody = Body["steps"][number];
type CourseBody = Pick<StepBody, "about" | "virtual">;

/** A scenario that a lesson may begin from. */
export interface BaseScenario {
	readonly file: string;
	readonly text: string;
	readonly open: OpenSibling;
}

/** Where a lesson finds the scenario that it names. */
export interface BaseScenarios {
	readonly names: () => readonly string[];
	readonly open: (name: string) => BaseScenario | undefined;
}

export interface ParseLessonOptions extends Pick<ParseOptions, "file" | "models" | "protocols"> {
	/** Name of the lesson. */
	readonly name: string;
	readonly scenarios: BaseScenarios;
}

/** The seed of all virtual patients of lessons: they are the same persons everywhere. */
const seed = 1;

/** The scenario under a lesson; undefined, with a problem, when there is none. */
function baseOf(read: PartReader, { scenario }: Body, { scenarios, models }: ParseLessonOptions): LocatedYaml | undefined {
	const base = scenarios.open(scenario);
	if (base) return gathering(read.problems, () => readLayers(base.text, { ...base, yaml: models.yaml }));
	read.wrong(["scenario"], `unknown scenario "${scenario}"`, `${allowedHint(scenario, scenarios.names())} See: crsim list scenarios`);
	return undefined;
}

/** Gives what makes courses of blocks of a lesson; blocks that say the same are one course. */
function courses(read: PartReader, base: LocatedYaml, options: ParseLessonOptions) {
	const known = new Map<string, AskedCourse | undefined>();
	const readCare = careReader(options);
	const { models, file, protocols } = options;
	const make = (yaml: LocatedYaml, { virtual }: CourseBody, overlay: Course["overlay"]): AskedCourse | undefined => {
		const parsed = { file, models, ...(protocols ? { protocols } : {}) };
		const plan = gathering(read.problems, () => scenarioFrom(yaml, parsed, readCare));
		if (!plan) return undefined;
		const individual = virtual === undefined ? null : { seed, patient: virtual };
		const names: OutcomeNames = outcomeNames(models.get(plan.model)!, [plan], read.problems);
		return { course: { title: plan.title, overlay, individual, plan }, names };
	};
	/** The course of the blocks at some paths, each over those before it. */
	return (paths: readonly Path[], body: CourseBody): AskedCourse | undefined => {
		const layers = paths.map((path) => partOfYaml(read.yaml, path, path.length === 0 ? courseOverlay : ["about", ...courseOverlay]));
		const yaml = layers.reduce((under, over) => layered(over, under), base);
		const overlay = layers.reduce((under, over) => layered(over, under)).value as Course["overlay"];
		const { about: _, ...said } = overlay;
		const key = JSON.stringify([overlay, body.virtual]);
		if (!known.has(key)) known.set(key, make(yaml, body, said));
		return known.get(key);
	};
}

/** A course that says something of its own has a name of its own, since it stands beside others. */
function checkNamed(read: PartReader, path: Path, body: CourseBody & object): void {
	const differs = Object.keys(body).some((key) => key === "virtual" || courseOverlay.includes(key));
	if (differs && body.about === undefined)
		read.wrong(path, 'this course differs and has no "about"', 'say what it is in a few words: "about: Macrophages silenced."');
}

/** A step asks, or lets try, and then tells why. */
function checkTask(read: PartReader, path: Path, step: StepBody): void {
	const { ask, try: tried, answer, choices } = step;
	const wrong = (key: string, message: string, hint: string) => read.wrongKey([...path, key], message, hint);
	if (ask !== undefined && tried !== undefined) wrong("try", "a step asks or lets try, and not both", "make two steps of it");
	const asks = ask !== undefined || tried !== undefined;
	if (asks && answer === undefined) read.wrong(path, 'the key "answer" is missing', "answer: { is: …, because: … }");
	if (!asks && answer !== undefined) wrong("answer", "an answer without a question", 'write "ask" or "try" before it');
	if (choices !== undefined && ask === undefined) wrong("choices", "choices without a question", 'write "ask" before them');
	if (answer === undefined) return;
	if (tried !== undefined && answer.with === undefined)
		wrong("answer", 'the answer of "try" has no "with"', "write the change that solves it, as keys of a scenario");
	if (tried === undefined && answer.with !== undefined)
		read.wrongKey([...path, "answer", "with"], '"with" belongs to "try"', 'write "try" in place of "ask", or leave it out');
	if (answer.is === undefined && (choices === undefined || tried !== undefined))
		wrong("answer", 'the answer has no "is", a condition that holds in the run', 'for example "is: peak(il6) > 1000 pg/mL"');
	if (answer.is !== undefined && choices !== undefined)
		read.wrongKey([...path, "answer", "is"], "the choices say already what holds", 'leave out "is"');
}

/** The place of the step that stands beside this one; null: none. */
function besideOf(read: PartReader, i: number, { beside }: StepBody): number | null {
	if (beside === undefined) return i === 0 ? null : i - 1;
	if (beside - 1 < i) return beside - 1;
	read.wrong(["steps", i, "beside"], `step ${beside} does not come before step ${i + 1}`, i === 0 ? "leave it out" : `1 to ${i}`);
	return null;
}

function readShow(
	read: PartReader,
	i: number,
	{ show = [] }: StepBody,
	{ names }: AskedCourse,
	grades: readonly string[],
): LessonStep["show"] {
	for (const [j, name] of show.entries()) {
		if (!names.columns.has(name) && !grades.includes(name))
			read.wrong(["steps", i, "show", j], `unknown column or grade "${name}"`, allowedHint(name, [...grades, ...names.columns.keys()]));
		else if (show.indexOf(name) < j) read.wrong(["steps", i, "show", j], `"${name}" appears twice`);
	}
	return { grades: show.filter((name) => grades.includes(name)), columns: show.filter((name) => !grades.includes(name)) };
}

type CourseMaker = ReturnType<typeof courses>;

function readTask(read: PartReader, i: number, step: StepBody, askable: Askable, courseOf: CourseMaker): Task | null | undefined {
	const path = ["steps", i];
	const { ask, answer, choices = [] } = step;
	if (answer === undefined) return null;
	if (ask !== undefined) {
		const is = answer.is === undefined ? null : readCondition(read, [...path, "answer", "is"], askable);
		const read1 = choices.map((_, j) => ({
			say: readWords(read, [...path, "choices", j, "say"], askable),
			is: readCondition(read, [...path, "choices", j, "is"], askable),
		}));
		const because = readWords(read, [...path, "answer", "because"], askable);
		if (is === undefined || read1.some((one) => one.is === undefined)) return undefined;
		return {
			kind: "ask",
			question: readWords(read, [...path, "ask"], askable),
			choices: read1.map(({ say, is: holds }) => ({ say, is: holds! })),
			is,
			because,
		};
	}
	const at = [...path, "answer", "with"];
	const solution = courseOf([[], path, at], { virtual: step.virtual, ...answer.with });
	if (!solution) return undefined;
	const solved: Askable = { own: solution, before: askable.own };
	const is = readCondition(read, [...path, "answer", "is"], solved);
	const because = readWords(read, [...path, "answer", "because"], solved);
	return is && { kind: "try", question: readWords(read, [...path, "try"], askable), is, solution: solution.course, because };
}

function readSteps(read: PartReader, body: Body, base: LocatedYaml, options: ParseLessonOptions): LessonStep[] {
	const courseOf = courses(read, base, options);
	const made = body.steps.map((step, i) => courseOf([[], ["steps", i]], step));
	return body.steps.flatMap((step, i) => {
		const own = made[i];
		const beside = besideOf(read, i, step);
		if (!own) return [];
		const { toxicities } = options.models.get(own.course.plan.model)!;
		const askable: Askable = { own, before: beside === null ? null : (made[beside] ?? null) };
		const task = readTask(read, i, step, askable, courseOf);
		const say = readWords(read, ["steps", i, "say"], askable);
		const show = readShow(read, i, step, own, Object.keys(toxicities));
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
	const base = baseOf(read, body, options);
	const steps = base ? readSteps(read, body, base, options) : [];
	throwIfAny(withoutTwins(problems));
	const title = firstSentence(body.about);
	return {
		name,
		title,
		objective: body.about
			.trim()
			.replace(/\s+/g, " ")
			.slice(title.length)
			.replace(/^\.?\s*/, ""),
		minutes: body.minutes,
		sources: body.sources,
		scenario: body.scenario,
		steps,
		warnings: [...new Set(coursesOf({ steps }).flatMap(({ plan }) => plan.warnings))],
	};
}
