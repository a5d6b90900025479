import { compiler, type Program } from "../simulate/program.ts";
import { columnsOf } from "./read-of-runs.ts";
import type { Study } from "./study.ts";
import { headOf, type StudyHead } from "./study-head.ts";

/** What a thread needs to run patients of a study: programs, and what is asked of their runs. Plain data. */
export interface StudyWork
	extends Pick<Study, "seed" | "relativeTolerance" | "outcomes" | "covariates" | "bands" | "trajectories" | "sensitivity"> {
	readonly head: StudyHead;
	/** By cell; those with the same equations share their code. */
	readonly programs: readonly Program[];
}

/**
 * Compiles a study for the threads that will run it.
 *
 *     simulatePatients(workOf(study), programs.map(loader()), { from: 0, count: 25 })
 */
export function workOf(study: Study): StudyWork {
	const { seed, relativeTolerance, outcomes, covariates, bands, trajectories, sensitivity, cells } = study;
	const { compile } = compiler({ kept: ({ bind }) => columnsOf(study, bind) });
	return {
		seed,
		...(relativeTolerance === undefined ? {} : { relativeTolerance }),
		outcomes,
		covariates,
		bands,
		trajectories,
		sensitivity,
		head: headOf(study),
		programs: cells.map(({ plan }) => compile(plan)),
	};
}

/** What a study asks of the integration of its runs, as an option of each. */
export const toleranceOf = ({ relativeTolerance }: StudyWork): { readonly relativeTolerance?: number } =>
	relativeTolerance === undefined ? {} : { relativeTolerance };
