import type { Formulary } from "../chart/formulary.ts";
import type { ChartDistance, ChartedCourse } from "../grading/charted-course.ts";
import type { GradeCourse } from "../grading/course.ts";
import { type Response, responseOf } from "../grading/response.ts";
import { allGradeColumns } from "../grading/toxicities.ts";
import type { Run, RunEvent, RunMember, RunOutcome, SolverCounts } from "../simulate/run.ts";
import { dayOf, type Extreme, nadirOf, numberColumns, peakOf } from "./extremes.ts";
import { attributedOnly } from "./grade-story.ts";
import { runWarnings } from "./run-warnings.ts";

/** What the run itself cannot know: where it came from, and how it was asked for. Who runs it hands that in. */
export interface SummaryFacts {
	readonly scenario: { readonly file: string; readonly title: string; readonly sha256: string };
	readonly model: { readonly name: string; readonly sha256: string };
	readonly version: string;
	readonly seed: number | string | null;
	/** The run options as one plain record. */
	readonly options: Readonly<Record<string, unknown>>;
}

/** A course of grades in days since infusion. */
export interface GradeSummary {
	readonly scale: string;
	/** Highest certain grade. */
	readonly worst: number | null;
	/** It may have been more, up to `most`: something was missing. */
	readonly at_least: boolean;
	readonly most: number | null;
	readonly onset_day: number | null;
	readonly worst_day: number | null;
	readonly resolved_day: number | null;
	readonly days_at: { readonly 1: number; readonly 2: number; readonly 3: number; readonly 4: number; readonly 5: number };
	readonly because: string;
}

/** Grades as attributed that differ from those as charted, and what was said of causes. Days since infusion. */
export interface AttributedSummary {
	readonly grades: Readonly<Record<string, GradeSummary>>;
	readonly crs_by_scale: Readonly<Record<string, GradeSummary>>;
	readonly said: readonly {
		readonly sign: string;
		readonly cause: string;
		/** The sign counts all the same: both causes are plausible. */
		readonly counts: boolean;
		/** Said at this look; earlier looks were not changed. */
		readonly from_day: number;
		readonly to_day: number | null;
	}[];
}

/** One dose or one change of a rate or device. */
export interface TreatmentSummary {
	readonly day: number;
	readonly what: string;
	readonly amount: number | null;
	readonly unit: string;
	readonly why: string;
}

/** Exactly what `summary.json` holds. */
export interface Summary {
	readonly scenario: SummaryFacts["scenario"];
	readonly model: SummaryFacts["model"];
	readonly version: string;
	readonly seed: number | string | null;
	readonly options: Readonly<Record<string, unknown>>;
	readonly solver: SolverCounts;
	/** Facts that the model binds, such as age and weight, and what it binds: with the tables, all that is needed to grade the run again. */
	readonly patient: Run["patient"];
	/** Who the patient is among those of the population that the scenario names; left out where it names none. */
	readonly member?: RunMember;
	readonly bind: Run["bind"];
	readonly toxicities: Run["toxicities"];
	/** Whether infections could come by chance; null: the model has none that could. */
	readonly infections: Run["infections"];
	readonly outcome: RunOutcomeSummary;
	/** Each toxicity of the model by its own scale. */
	readonly grades: Readonly<Record<string, GradeSummary>>;
	/** A toxicity that several scales grade, on each of them by its id. */
	readonly crs_by_scale: Readonly<Record<string, GradeSummary>>;
	/** What was taken to be of another cause, and the grades without it where they are others; left out where nothing was. */
	readonly attributed?: AttributedSummary;
	/** What became of the tumor by day 28; null when nobody can say. */
	readonly response: Response | null;
	/** Of every number column but the grades, from infusion on. */
	readonly peaks: Readonly<Record<string, Extreme>>;
	readonly nadirs: Readonly<Record<string, Extreme>>;
	readonly treatments: readonly TreatmentSummary[];
	/** What each of them is: with it the folder is graded without its model. */
	readonly formulary: Formulary;
	readonly warnings: readonly string[];
	/** A chart that was laid over the run: its grades, and how far it lies from what was simulated. Left out where there was none. */
	readonly chart?: ChartSummary;
}

/** A chart beside a run. */
export interface ChartSummary {
	readonly name: string;
	/** By scale. */
	readonly grades: Readonly<Record<string, GradeSummary>>;
	readonly distances: readonly ChartDistance[];
	/** How it was read, and what of it the run lacks. */
	readonly notes: readonly string[];
}

/** How the run ended; a failure says when, at which state and what to try. */
export type RunOutcomeSummary =
	| { readonly kind: "finished"; readonly died: { readonly day: number; readonly of: string } | null }
	| {
			readonly kind: "step-too-small" | "too-many-steps" | "not-finite";
			readonly died: null;
			readonly day: number;
			readonly state: string;
			readonly advice: string;
	  }
	| { readonly kind: "rule-loop"; readonly died: null; readonly day: number; readonly rules: readonly string[]; readonly advice: string };

/**
 * The record of a run that `summary.json` holds: plain data in days and in the units of the model, numbers unrounded.
 *
 *     JSON.stringify(summaryOf(run, facts), null, "\t")
 */
export const summaryOf = (run: Run, facts: SummaryFacts, charted?: ChartedCourse): Summary => ({
	scenario: facts.scenario,
	model: facts.model,
	version: facts.version,
	seed: facts.seed,
	options: facts.options,
	solver: run.solver,
	patient: run.patient,
	...(run.member === null ? {} : { member: run.member }),
	bind: run.bind,
	toxicities: run.toxicities,
	infections: run.infections,
	outcome: outcomeSummary(run.outcome),
	grades: mapped(run.grades, gradeSummary),
	crs_by_scale: mapped(run.crsByScale, gradeSummary),
	...(run.attributed.said.length === 0 ? {} : { attributed: attributedSummary(run) }),
	response: responseOf(run),
	peaks: extremes(run, peakOf),
	nadirs: extremes(run, nadirOf),
	treatments: run.events.filter((e) => e.kind !== "hazard").map(treatmentSummary),
	formulary: givenFormulary(run),
	warnings: runWarnings(run),
	...(charted === undefined ? {} : { chart: chartSummary(charted) }),
});

const chartSummary = ({ name, courses, distances, notes }: ChartedCourse): ChartSummary => ({
	name,
	grades: mapped(courses, gradeSummary),
	distances,
	notes,
});

/** A course in days, as `summary.json` holds it. */
export const gradeSummary = (course: GradeCourse): GradeSummary => ({
	scale: course.scale,
	worst: course.worst,
	at_least: course.atLeast,
	most: course.most,
	onset_day: dayOrNull(course.onset),
	worst_day: dayOrNull(course.worstAt),
	resolved_day: dayOrNull(course.resolved),
	days_at: {
		1: dayOf(course.hoursAt[1]),
		2: dayOf(course.hoursAt[2]),
		3: dayOf(course.hoursAt[3]),
		4: dayOf(course.hoursAt[4]),
		5: dayOf(course.hoursAt[5]),
	},
	because: course.because,
});

const attributedSummary = (run: Run): AttributedSummary => {
	const { grades, crsByScale } = attributedOnly(run);
	return {
		grades: mapped(grades, gradeSummary),
		crs_by_scale: mapped(crsByScale, gradeSummary),
		said: run.attributed.said.map(({ from, to, ...rest }) => ({ ...rest, from_day: dayOf(from), to_day: dayOrNull(to) })),
	};
};

const dayOrNull = (hours: number | null): number | null => (hours === null ? null : dayOf(hours));

function outcomeSummary(outcome: RunOutcome): RunOutcomeSummary {
	if (outcome.kind === "finished") return { kind: outcome.kind, died: outcome.died };
	const { time, ...failure } = outcome;
	return { ...failure, died: null, day: dayOf(time) };
}

const givenFormulary = ({ events, formulary }: Run): Formulary => {
	const given = new Set(events.map(({ what }) => what));
	return Object.fromEntries(Object.entries(formulary).filter(([name]) => given.has(name)));
};

const treatmentSummary = ({ time, what, amount, unit, why }: RunEvent): TreatmentSummary => ({ day: dayOf(time), what, amount, unit, why });

const extremes = ({ trajectory, toxicities }: Run, find: typeof peakOf): Readonly<Record<string, Extreme>> => {
	const graded = allGradeColumns(toxicities);
	return Object.fromEntries(
		numberColumns(trajectory)
			.filter((name) => !graded.includes(name))
			.flatMap((name) => {
				const extreme = find(trajectory, name);
				return extreme === undefined ? [] : [[name, extreme] as const];
			}),
	);
};

const mapped = <A, B>(record: Readonly<Record<string, A>>, f: (value: A) => B): Record<string, B> =>
	Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]));
