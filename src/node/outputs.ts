import { eventsCsv, trajectoryCsv } from "../exchange/csv.ts";
import { trajectoryMetadata } from "../exchange/csvw.ts";
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
	readonly loaded: LoadedScenario & { readonly patient: Patient };
	readonly run: Run;
	readonly options: RunOptions;
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

export function summary(one: Ran): Summary {
	return summaryOf(one.run, factsOf(one));
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
	]);
}
