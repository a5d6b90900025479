import type { Outcome } from "../population/outcome.ts";
import type { Individual } from "../random/stream.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Fineness } from "../trajectory/display.ts";

/** A number or a condition that a lesson asks of a course, and perhaps of the one beside it. Plain data in pure numbers. */
export interface Asked {
	/** As written. */
	readonly is: string;
	/** What is asked of the course; `before(…)` stands in it as a name. */
	readonly outcome: Outcome;
	/** What is asked of the course beside it, by the name that it has in the outcome. */
	readonly before: readonly { readonly name: string; readonly outcome: Outcome }[];
	/** How its number is told: a moment (`day 2.1`), a length of time (`18 hours`), or a number of so many digits with its unit. */
	readonly told: "moment" | "length" | Fineness;
}

/** A text with the numbers that are filled in from runs. */
export type Words = readonly (string | Asked)[];

/** One course of the lesson's patient. */
export interface Course {
	/** What it is called beside others. */
	readonly title: string;
	/** What it says over the lesson's scenario: keys of a scenario, as written. */
	readonly overlay: Readonly<Record<string, unknown>>;
	/** A virtual patient; null: the nominal one. */
	readonly individual: Individual | null;
	readonly plan: Plan;
}

/** One of several answers that a student may choose; it is right when its condition holds in the runs. */
export interface Choice {
	readonly say: Words;
	readonly is: Asked;
}

/** What the student does at a step: predicts what the run shows, or finds a change after which something holds. */
export type Task =
	| {
			readonly kind: "ask";
			readonly question: Words;
			/** None: the answer is free. */
			readonly choices: readonly Choice[];
			/** Place of the choice that is right, and that `because` explains; null where there are no choices. */
			readonly right: number | null;
			/** What holds in the run of the step; null where the right choice says it. */
			readonly is: Asked | null;
			readonly because: Words;
	  }
	| {
			readonly kind: "try";
			readonly question: Words;
			/** Holds in a run that solves it, and not in that of the step. */
			readonly is: Asked;
			/** A change that solves it. For `is` and `because` the run of the step stands before this one. */
			readonly solution: Course;
			readonly because: Words;
	  };

/** A step: a text, a course to look at, and what is asked about it. */
export interface LessonStep {
	readonly say: Words;
	readonly course: Course;
	/** Place of the step whose course stands beside this one: drawn with it, and meant by `before(…)`. Null: none. */
	readonly beside: number | null;
	/** What is to be looked at. */
	readonly show: { readonly columns: readonly string[]; readonly grades: readonly string[] };
	/** Null: nothing is asked. */
	readonly task: Task | null;
}

/** A lesson, read and checked. Plain data: its runs are made from the plans of its courses. */
export interface Lesson {
	/** Name of its file. */
	readonly name: string;
	/** First sentence of `about`, often a question. */
	readonly title: string;
	/** What the student learns: the rest of `about`. */
	readonly objective: string;
	/** How long it takes. */
	readonly minutes: number;
	/** What its statements rest on. */
	readonly sources: readonly string[];
	/** Name of the scenario that every course begins from. */
	readonly scenario: string;
	readonly steps: readonly LessonStep[];
	/** What is doubtful in its courses, in plain sentences. */
	readonly warnings: readonly string[];
}
