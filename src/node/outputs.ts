import { eventsCsv, trajectoryCsv } from "../exchange/csv.ts";
import { trajectoryMetadata } from "../exchange/csvw.ts";
import type { ChartedCourse } from "../grading/charted-course.ts";
import type { PlannedCharting } from "../population/planned-charting.ts";
import { type Summary, type SummaryFacts, summaryOf } from "../report/summary.ts";
import { defaultOptions, type RunOptions } from "../simulate/options.ts";
import type { Patient } from "../simulate/patient.ts";
import type { Run } from "../simulate/run.ts";
import { json } from "./json-text.ts";
import { version } from "./program.ts";
import type { LoadedScenario } from "./scenario-files.ts";
import type { Files } from "./write-files.ts";

/** A scenario that was run. */
export interface Ran {
	readonly loaded: LoadedScenario & {
		readonly patient: Patient;
		/** What a ward charts of it; null or left out: nobody says. */
		readonly charting?: PlannedCharting | null;
	};
	readonly run: Run;
	readonly options: RunOptions;
	/** Of a patient of a study: the cell, and the outcomes. */
	readonly study?: StudyRow;
	/** A chart that is laid over it. */
	readonly over?: ChartedCourse | undefined;
	/** The run as a ward would have charted it, where that was asked for. */
	readonly charted?: string | undefined;
	/** The same over its curves, where no other chart lies there. */
	readonly rings?: ChartedCourse | undefined;
}

/** What a study says of one patient in one cell. */
export interface StudyRow {
	readonly arm: string;
	/** What is varied, as written, by its path. */
	readonly vary: Readonly<Record<string, string>>;
	/** Null: unknown, or not among the patients that count. */
	readonly outcomes: readonly {
		readonly name: string;
		readonly is: string;
		readonly unit: string;
		readonly value: number | boolean | null;
	}[];
}

export function ran(loaded: Ran["loaded"], run: Run, given: Partial<RunOptions>): Ran {
	return { loaded, run, options: { ...defaultOptions, ...given } };
}

/** Where a run came from and how it was asked for. */
export function factsOf({ loaded: { plan, patient, sha256, model }, options }: Ran): SummaryFacts {
	const { every, method, relativeTolerance, maxSteps, seed } = options;
	return {
		scenario: { file: plan.file, title: plan.title, sha256 },
		model,
		version: version(),
		seed,
		options: {
			start_h: plan.from,
			until_h: plan.until,
			care: plan.care?.name ?? "none",
			every_h: every,
			method,
			relative_tolerance: relativeTolerance,
			max_steps: maxSteps,
			seed,
			patient: patient.individual?.patient ?? null,
		},
	};
}

export function summary(one: Ran): Summary & { readonly study?: StudyRow } {
	const { run, study, over } = one;
	return { ...summaryOf(run, factsOf(one), over), ...(study === undefined ? {} : { study }) };
}

/** The tables and the summary of one run. */
export function tableFiles(one: Ran): Files {
	const { run } = one;
	const metadata = trajectoryMetadata(run.trajectory, { title: run.title, url: "trajectory.csv" });
	return new Map([
		["trajectory.csv", trajectoryCsv(run.trajectory)],
		["trajectory.csv-metadata.json", json(metadata)],
		["events.csv", eventsCsv(run.events)],
		["summary.json", json(summary(one))],
		...(one.charted === undefined ? [] : [["chart.csv", one.charted] as const]),
	]);
}
