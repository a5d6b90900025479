import type { Formulary } from "../chart/formulary.ts";
import type { Oxygen } from "../chart/oxygen.ts";
import type { Role } from "../chart/role.ts";
import type { Bind } from "../chart/signs.ts";
import type { GradeCourse } from "../grading/course.ts";
import type { Toxicities } from "../grading/toxicities.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import type { KernelName } from "../ode/kernel.ts";
import type { Trajectory } from "../trajectory/trajectory.ts";
import type { Attribution } from "../treatment/attribution.ts";
import type { DoseLog, RunningSpan } from "../treatment/dose-log.ts";

/** One row of `events.csv`. */
export interface RunEvent {
	/** Hours since infusion. */
	readonly time: number;
	/** The treatment, hazard or rule's target: `tocilizumab`, `oxygen`, … */
	readonly what: string;
	/** What happened: a dose begins, a rate or device changes, a support ends, a hazard strikes or an event of the model acts. */
	readonly kind: "dose" | "rate" | "device" | "stop" | "hazard";
	/** Dose or new rate in `unit`; null for a device without a number. */
	readonly amount: number | null;
	readonly unit: string;
	/** `iv`, `sc`, …; for oxygen the device, for example `nasal_cannula`; empty when there is none. */
	readonly route: string;
	/** Why: `at 5 day`, `crs >= 2`, or the name of a rule. */
	readonly why: string;
	/** End of an infusion or of a support that is known when it begins, hours since infusion; null when open or instant. */
	readonly until: number | null;
	/** Of a dose that runs in, of which another share than all arrives, or later than it is given: the rate of what arrives, in its unit per hour. */
	readonly arriving?: number;
	/** What its treatment is to those who grade and draw; empty for a hazard. */
	readonly role: Role | "";
	/** Of an event of oxygen: what is connected after it. */
	readonly connected?: Oxygen | null;
	/** Of the patient's death: the toxicity that it is put down to. */
	readonly died?: string;
}

/** How the integration ended. A failure is an outcome with advice, never a crash. */
export type RunOutcome =
	| { readonly kind: "finished"; readonly died: { readonly day: number; readonly of: string } | null }
	| {
			readonly kind: "step-too-small" | "too-many-steps" | "not-finite";
			readonly time: number;
			readonly state: string;
			readonly advice: string;
	  }
	/** Rules that trigger each other at one instant without an end, named in their order. */
	| { readonly kind: "rule-loop"; readonly time: number; readonly rules: readonly string[]; readonly advice: string };

/** What failed, at what, and what to do about it. */
export function failureWords(outcome: Exclude<RunOutcome, { kind: "finished" }>): string {
	if (outcome.kind !== "rule-loop") return `${outcome.kind}, at ${outcome.state}`;
	return `rules trigger each other without an end: ${outcome.rules.map((rule) => `"${rule}"`).join(" -> ")}`;
}

/** A jump of a state or a new value of an input, as the equations met it: what another solver needs to replay the run. */
export interface Change {
	readonly time: number;
	readonly target: string;
	readonly kind: "add" | "set";
	readonly value: number;
	/** The event of the model that brought it about. */
	readonly by?: string;
}

export interface SolverCounts {
	readonly method: string;
	/** What ran the arithmetic of the steps. */
	readonly kernel: KernelName;
	readonly steps: number;
	readonly evaluations: number;
	readonly rejected: number;
}

/** A number with its unit. */
export interface PatientFact {
	readonly value: number;
	readonly unit: string;
}

/** Whom a run of a population was about: the group that the patient belongs to, and what is known of him before the first day. */
export interface RunMember {
	readonly population: string;
	readonly disease: string | null;
	readonly product: string | null;
	/** What sets his group apart, in words. */
	readonly about: string;
	/** Facts of the patient by name. */
	readonly facts: Readonly<Record<string, PatientFact>>;
}

/** Courses by the names of the model's toxicities. Usual names are spelled out for those who know their model; one without ICANS has no `icans`. */
export type Courses = Readonly<Record<string, GradeCourse>> & Readonly<Record<"crs" | "icans" | "iec_hs" | "icaht", GradeCourse>>;

/** Grades as attributed. */
export interface AttributedCourses {
	readonly grades: Courses;
	readonly crsByScale: Readonly<Record<string, GradeCourse>>;
	/** Which sign was taken to be of another cause, from when to when. */
	readonly said: readonly Attribution[];
}

/** What one simulated patient leaves behind. Plain data. */
export interface Run {
	/** From the scenario's `about`, its first sentence. */
	readonly title: string;
	/** What the scenario's `about` says after its first sentence: what the course shows. */
	readonly lesson?: string;
	/** What the grades know of the patient beside the trajectory: facts that the model binds, such as age and weight, by its names. */
	readonly patient: Readonly<Record<string, PatientFact>>;
	/** Who the patient is among those of a population; null: the scenario names none. */
	readonly member: RunMember | null;
	readonly trajectory: Trajectory;
	/** The columns at the times that were asked for besides, where nothing was done. */
	readonly moments?: Trajectory;
	readonly events: readonly RunEvent[];
	readonly changes: readonly Change[];
	/** Doses, rates and devices as they began: what conditions and outcomes count. */
	readonly doses: DoseLog;
	/** Acts of the care team, by the names of its rules. */
	readonly acts: DoseLog;
	/** What ran, and from when to when. */
	readonly ran: readonly RunningSpan[];
	/** Each graded toxicity of the model by its own scale; but for the ASTCT's CRS, `points` are the turns only. */
	readonly grades: Courses;
	/** A toxicity that several scales grade, on each of them by its id. */
	readonly crsByScale: Readonly<Record<string, GradeCourse>>;
	/** The same grades without the signs that the bedside took to be of another cause, and what it said. Where it said nothing they are the same courses. */
	readonly attributed: AttributedCourses;
	/** What the toxicities are called, and which scales grade them. */
	readonly toxicities: Toxicities;
	/** Whether infections could come by chance; null: the model has none that could. */
	readonly infections: "chance" | "none" | null;
	readonly outcome: RunOutcome;
	readonly solver: SolverCounts;
	/** Which of its columns and facts are which clinical signs. */
	readonly bind: Bind;
	/** What the treatments of its events are: with the tables and `bind`, all that is needed to grade and draw the run without its model. */
	readonly formulary: Formulary;
	/** The figures of its model, in the order of a report. */
	readonly figures: readonly ModelFigure[];
	/** Plain sentences: a capped dose, a `warn` limit that was passed. */
	readonly warnings: readonly string[];
}
