import type { Asked, Course, LessonStep } from "./lesson.ts";

/** What of the runs is drawn: a figure of the model, or columns and grades. */
export type DrawnOfRuns =
	| { readonly kind: "model figure"; readonly name: string }
	| ({ readonly kind: "columns" /** Left out: as the grades need. */; readonly days?: "story" | "all" | undefined } & LessonStep["show"]);

/** A number of the table, asked of each run in their order. */
export interface FigureNumber {
	readonly say: string;
	readonly asked: readonly Asked[];
}

/** Something that must hold in a run; `before(…)` asks the run at `beside`. Places count from 0. */
export interface FigureClaim {
	readonly run: number;
	readonly beside: number | null;
	readonly is: Asked;
}

/** A published arm, and what the figure calls it. */
export interface FigureTrial {
	readonly trial: string;
	readonly about: string;
}

/** What shows it: runs of scenarios, or published arms beside what the model predicts for them. */
export type FigureSubject =
	| {
			readonly kind: "runs";
			readonly courses: readonly Course[];
			readonly draws: DrawnOfRuns;
			readonly numbers: readonly FigureNumber[];
			readonly claims: readonly FigureClaim[];
	  }
	| { readonly kind: "trials"; readonly trials: readonly FigureTrial[]; readonly endpoints: readonly string[]; readonly patients: number };

/** A figure for teaching, read and checked. Plain data. */
export interface TeachingFigure {
	/** Name of its file. */
	readonly name: string;
	readonly title: string;
	/** What it shows, in a sentence or two. */
	readonly sentence: string;
	readonly subject: FigureSubject;
	/** What is doubtful in its runs, in plain sentences. */
	readonly warnings: readonly string[];
}
