import { virtualPatient } from "../population/draw-patient.ts";
import { loadProgram } from "../simulate/engine.ts";
import { nominalPatient } from "../simulate/patient.ts";
import { compileProgram } from "../simulate/program.ts";
import type { Run } from "../simulate/run.ts";
import { simulate } from "../simulate/simulate.ts";
import { type AskedRuns, holdsIn } from "./answer.ts";
import type { Course, Lesson, LessonStep } from "./lesson.ts";
import { coursesOf } from "./parse-lesson.ts";

/** A step with the runs that it shows and asks. */
export interface StepRun {
	readonly step: LessonStep;
	/** What its text and its question ask: its own run, and that of the step beside it. */
	readonly runs: AskedRuns;
	/** What its answer asks: the same, or of `try` a run that solves it and its own run before it. */
	readonly answer: AskedRuns;
}

/** A lesson with all its runs. */
export interface LessonRun {
	readonly lesson: Lesson;
	readonly steps: readonly StepRun[];
}

/** Simulates one course. */
export function runCourse({ plan, individual }: Course): Run {
	const program = compileProgram(plan);
	const patient = individual === null ? nominalPatient(program) : virtualPatient(program, individual);
	return simulate(loadProgram(program), patient, individual === null ? {} : { seed: individual.seed });
}

/**
 * Simulates all courses of a lesson, each once.
 *
 *     const { steps } = runLesson(lesson);
 *     filledWords(steps[0].step.say, steps[0].runs)   // its text with the numbers of its run
 */
export function runLesson(lesson: Lesson): LessonRun {
	const known = new Map(coursesOf(lesson).map((course) => [course, runCourse(course)]));
	const steps = lesson.steps.map((step): StepRun => {
		const own = known.get(step.course)!;
		const beside = step.beside === null ? null : lesson.steps[step.beside]!.course;
		const runs = { own, before: beside && known.get(beside)! };
		return { step, runs, answer: step.task?.kind === "try" ? { own: known.get(step.task.solution)!, before: own } : runs };
	});
	return { lesson, steps };
}

/** The choices of a step that hold in its run, by their places: exactly one in a lesson that is right. */
export function rightChoices({ step: { task }, runs }: StepRun): readonly number[] {
	if (task?.kind !== "ask") return [];
	return task.choices.flatMap(({ is }, i) => (holdsIn(is, runs) === true ? [i] : []));
}
