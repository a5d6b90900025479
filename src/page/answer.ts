import type { Problem } from "../input/problem.ts";
import type { Summary } from "../report/summary.ts";
import type { RunEvent } from "../simulate/run.ts";
import type { Wish } from "./wish.ts";

/** A grade from a time until the next. */
export interface GradeTurn {
	/** Hours since infusion. */
	readonly time: number;
	/** Null: not known; `least` and `most` are then its bounds. */
	readonly grade: number | null;
	readonly least: number;
	readonly most: number;
	/** The deciding reason, in plain words. */
	readonly because: string;
}

/** One toxicity of a run. Turns stand where grade or reason change; the last one holds to the end. */
export interface GradeStrip {
	readonly toxicity: string;
	readonly charted: readonly GradeTurn[];
	/** Without what the bedside took to be of another cause; the same list where it said nothing. */
	readonly attributed: readonly GradeTurn[];
	/** Highest certain grade as charted; null: never known. */
	readonly worst: number | null;
	/** Days since infusion; null: never. */
	readonly onsetDay: number | null;
	readonly resolvedDay: number | null;
}

/** What happened: a dose, a change of a rate or device, a chance event. */
export interface AnswerEvent extends RunEvent {
	/** Who did it: an order of the scenario or the lanes, the care team (then `why` is the name of its rule), or chance. */
	readonly by: "order" | "care" | "chance";
}

/** What a run of a wish came to. Plain data that survives a structured clone. */
export interface Answer {
	readonly wish: Wish;
	/** Drafts are drawn while something is dragged: with a looser tolerance, with the columns that are seen, and without a summary. */
	readonly quality: "draft" | "exact";
	/** Hours since infusion, ascending; an event stands twice. */
	readonly times: Float64Array;
	/** By name, in the units of the kit's columns; NaN: unknown. */
	readonly columns: Readonly<Record<string, Float64Array>>;
	/** Columns of words, such as the oxygen device. */
	readonly words: Readonly<Record<string, readonly string[]>>;
	readonly grades: readonly GradeStrip[];
	readonly events: readonly AnswerEvent[];
	readonly outcome: Summary["outcome"];
	/** As `summary.json` has it: peaks, nadirs, grades, treatments; null in drafts. */
	readonly summary: Summary | null;
	/** Plain sentences: a capped dose, a dose that a limit refused, a column beyond what a patient can have. */
	readonly warnings: readonly string[];
	/** What else a run says of itself, in plain sentences: infections by chance, the tumor, causes that the bedside found; none in drafts. */
	readonly told: readonly string[];
	/** What the patient is: facts of a virtual patient by name, in the units of the kit's facts. */
	readonly patient: Readonly<Record<string, number>>;
	/** Which step ran. */
	readonly kernel: "webassembly" | "javascript";
	/** Milliseconds of computing. */
	readonly work: number;
	/** Of the step of a lesson that is open; null: none is. `found`: what the student was asked to bring about is true; null: nothing was asked. */
	readonly lesson: { readonly found: boolean | null } | null;
}

/** One patient of a crowd, run as exactly as the course of one alone: what its faint line and the shares need. */
export interface CrowdMember {
	/** Number of the patient under the seed of the crowd. */
	readonly patient: number;
	/** Hours since infusion; coarser than an answer's. */
	readonly times: Float64Array;
	readonly columns: Readonly<Record<string, Float64Array>>;
	/** Highest certain grade of each toxicity; null: unknown. */
	readonly worst: Readonly<Record<string, number | null>>;
	readonly died: string | null;
}

/** A course typed or dropped as CSV, laid over a run. */
export interface LaidCourse {
	readonly name: string;
	/** By column of the run, in its unit. `lies`: a bound (`<5`) lies below or above it. */
	readonly points: Readonly<
		Record<string, readonly { readonly time: number; readonly value: number; readonly lies: "at" | "below" | "above" }[]>
	>;
	/** Grades of the chart itself. */
	readonly grades: readonly GradeStrip[];
	/** Hours since infusion of its last row: its last grade holds no longer. */
	readonly to: number;
	/** How far it lies from the run, as a table to be read by its last sentence. */
	readonly distances: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly reading: string };
	/** How it was read, and what of it the run lacks; plain sentences. */
	readonly notes: readonly string[];
}

/** What a text came to: what was asked for, or every problem, and the same as the terminal prints it. */
export type Reading<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly problems: readonly Problem[]; readonly words: string };
