import { readYaml } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError, type Problem, throwIfAny, withoutTwins } from "../input/problem.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { gathering } from "../model/read-model.ts";
import { afterFirstSentence, firstSentence } from "../scenario/first-sentence.ts";
import { baseScenario } from "./base-scenario.ts";
import { courseMaker } from "./make-course.ts";
import type { ParseLessonOptions } from "./parse-lesson.ts";
import { type AskedCourse, checkAsked, readCondition } from "./read-asked.ts";
import { readShow } from "./read-show.ts";
import type { DrawnOfRuns, FigureClaim, FigureNumber, FigureSubject, TeachingFigure } from "./teaching-figure.ts";
import { teachingFigureShape } from "./teaching-figure-shape.ts";

type Body = ShapeOf<typeof teachingFigureShape>;

export interface ParseTeachingFigureOptions extends ParseLessonOptions {
	/** Names of the endpoints of a published arm. Throws an InputError when it is none, or a wrong one. */
	readonly endpointsOf: (trial: string) => readonly string[];
}

/** Virtual patients of each trial when the file does not say. */
const usualPatients = 100;

/** Keys that a figure of runs has and one of trials has not, and the other way round. */
const ofRuns = ["figure", "show", "days", "numbers", "claims"] as const;
const ofTrials = ["endpoints", "patients"] as const;

/** A figure has runs or trials, and no key of the other kind. */
function checkKind(read: PartReader, body: Body): void {
	const { runs, trials } = body;
	if ((runs === undefined) === (trials === undefined)) {
		const hint = 'for example "runs: [ { scenario: untreated, about: Nobody acts. } ]"';
		read.wrong([], "a teaching figure has runs: or trials:, one of the two", hint);
		return;
	}
	for (const key of runs === undefined ? ofRuns : ofTrials)
		if (body[key] !== undefined) read.wrongKey([key], `${key}: belongs to a figure of ${runs === undefined ? "runs" : "trials"}`);
	if (trials !== undefined && body.endpoints === undefined) read.wrong([], "endpoints: is missing", "name those that all trials have");
	if (runs !== undefined && (body.figure === undefined) === (body.show === undefined))
		read.wrong([], "a figure of runs has figure: or show:, one of the two", 'for example "show: [crs, il6, temperature]"');
}

/** The courses of the rows of `runs:`; those that are wrong are left out, with problems. */
function coursesOf(read: PartReader, { runs = [] }: Body, options: ParseLessonOptions): readonly AskedCourse[] {
	return runs.flatMap((row, i) => {
		const base = baseScenario(read, ["runs", i, "scenario"], options);
		return (base && courseMaker(read, base, options)([[], ["runs", i]], row)) ?? [];
	});
}

function drawn(read: PartReader, body: Body, courses: readonly AskedCourse[], options: ParseLessonOptions): DrawnOfRuns | undefined {
	if (body.figure === undefined) {
		const [first] = courses.map((one) => readShow(read, ["show"], one, options));
		return first && { kind: "columns", days: body.days, ...first };
	}
	const { figures } = options.models.get(courses[0]!.course.plan.model)!;
	const names = figures.filter(({ form }) => form === "panels" || form === "drugs" || form === "scales").map(({ name }) => name);
	if (!names.includes(body.figure)) read.wrong(["figure"], `unknown figure "${body.figure}"`, allowedHint(body.figure, names));
	else if (courses.length > 1)
		read.wrong(["figure"], `a figure of the model shows one run, found ${courses.length}`, "name columns: show:");
	return { kind: "model figure", name: body.figure };
}

const numbersOf = (read: PartReader, { numbers = [] }: Body, courses: readonly AskedCourse[]): readonly FigureNumber[] =>
	numbers.map(({ say }, i) => {
		const formula = read.formula(["numbers", i, "is"]);
		const asked = courses.flatMap((own) => (formula && checkAsked(formula, { own, before: null }, "number", read.problems)) ?? []);
		return { say, asked };
	});

function claimsOf(read: PartReader, { claims = [] }: Body, courses: readonly AskedCourse[]): readonly FigureClaim[] {
	return claims.flatMap(({ run, beside }, i) => {
		const own = courses[run - 1];
		if (!own) read.wrong(["claims", i, "run"], `there is no run ${run}`, `allowed: 1 to ${courses.length}`);
		const other = beside === undefined && run > 1 ? 0 : beside === undefined ? null : beside - 1;
		const before = other === null ? null : courses[other];
		if (before === undefined) read.wrong(["claims", i, "beside"], `there is no run ${beside}`, `allowed: 1 to ${courses.length}`);
		const is = own && before !== undefined ? readCondition(read, ["claims", i, "is"], { own, before }) : undefined;
		return is ? [{ run: run - 1, beside: other, is }] : [];
	});
}

/** An endpoint that no trial has would be a row that is missing without a word. */
function checkEndpoints(
	read: PartReader,
	{ trials = [], endpoints = [] }: Body,
	endpointsOf: ParseTeachingFigureOptions["endpointsOf"],
): void {
	const before = read.problems.length;
	const known = new Set(trials.flatMap(({ trial }) => gathering(read.problems, () => endpointsOf(trial)) ?? []));
	if (read.problems.length > before) return;
	for (const [i, name] of endpoints.entries())
		if (!known.has(name)) read.wrong(["endpoints", i], `unknown endpoint "${name}"`, allowedHint(name, known));
}

function subjectOf(read: PartReader, body: Body, options: ParseTeachingFigureOptions): FigureSubject | undefined {
	const { trials, endpoints = [], patients = usualPatients } = body;
	if (trials !== undefined) {
		checkEndpoints(read, body, options.endpointsOf);
		return { kind: "trials", trials, endpoints, patients };
	}
	const courses = coursesOf(read, body, options);
	if (read.problems.length > 0) return undefined;
	const draws = drawn(read, body, courses, options);
	const numbers = numbersOf(read, body, courses);
	const claims = claimsOf(read, body, courses);
	return draws && { kind: "runs", courses: courses.map(({ course }) => course), draws, numbers, claims };
}

/**
 * Reads a teaching figure with all that can be checked without running it. Throws an InputError with every problem, each with its place.
 *
 *     const figure = parseTeachingFigure(text, { name: "who-makes-il6", file: "scenarios/figures/who-makes-il6.yaml", models, protocols, scenarios, endpointsOf });
 */
export function parseTeachingFigure(text: string, options: ParseTeachingFigureOptions): TeachingFigure {
	const { models, file, name } = options;
	const yaml = (models.yaml ?? readYaml)(text, file);
	const problems: Problem[] = [];
	const body = checkShape(yaml, teachingFigureShape, problems);
	if (!body) throw new InputError(problems);
	const read = partReader(yaml, problems);
	checkKind(read, body);
	throwIfAny(problems);
	const subject = subjectOf(read, body, options);
	throwIfAny(withoutTwins(problems));
	const warnings = subject?.kind === "runs" ? subject.courses.flatMap(({ plan }) => plan.warnings) : [];
	return {
		name,
		title: firstSentence(body.about),
		sentence: afterFirstSentence(body.about),
		subject: subject!,
		warnings: [...new Set(warnings)],
	};
}
