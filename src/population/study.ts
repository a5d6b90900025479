import type { Plan } from "../scenario/plan.ts";
import type { Outcome } from "./outcome.ts";
import type { ParameterSets } from "./parameter-sets.ts";
import type { Coordinate } from "./study-summary.ts";

/** One variant of the scenario: an arm at one point of what is varied. Every patient of the study goes through each. */
export interface Cell {
	readonly arm: string;
	readonly vary: readonly Coordinate[];
	/** The set of the ensemble, from 1; left out: the parameters in use. */
	readonly set?: number;
	readonly plan: Plan;
}

/** What is kept of the trajectories besides the outcomes. */
export interface Kept {
	/** Hours between rows. */
	readonly every: number;
	readonly columns: readonly string[];
}

/** Patients and cells that are computed and kept together; what is left out is as usual. */
export interface BlockSize {
	readonly patients?: number | undefined;
	readonly cells?: number | undefined;
}

/** How the parameters are sampled to see which of them decide an outcome. */
export interface SensitivityPlan {
	readonly outcome: string;
	readonly design: "sobol" | "latin-hypercube";
	readonly samples: number;
	/** Names among the numbers that vary. */
	readonly parameters: readonly string[];
}

/** Sets of parameters through which every patient of a study goes as well. */
export interface StudyEnsemble extends Pick<ParameterSets, "source" | "sets"> {
	/** Of its file. */
	readonly name: string;
}

/** A study, understood and checked. Plain data: it can be sent to a thread. */
export interface Study {
	readonly file: string;
	readonly title: string;
	readonly about: string;
	readonly model: string;
	readonly patients: number;
	readonly seed: number;
	/** Of every run; left out: the usual one. */
	readonly relativeTolerance?: number;
	/** Those with the parameters in use first; then, with an ensemble, the same with each of its sets. */
	readonly cells: readonly Cell[];
	/** By cell with the parameters in use: the cell that it is compared with; null for those that others are compared with. */
	readonly against: readonly (number | null)[];
	readonly outcomes: readonly Outcome[];
	/** Covariates and parameters that are written beside the outcomes, with their units. */
	readonly covariates: readonly { readonly name: string; readonly unit: string }[];
	/** Columns whose spread over the days is kept; none when there are too many cells. */
	readonly bands: readonly string[];
	readonly trajectories: Kept | null;
	/** How its work is cut; left out: as usual. The rows of its tables stand in this order, so it is part of the study. */
	readonly blocks?: BlockSize;
	readonly sensitivity: SensitivityPlan | null;
	/** Sets of parameters that are all held possible; left out: those in use alone. */
	readonly ensemble?: StudyEnsemble;
	/** Plain sentences. */
	readonly warnings: readonly string[];
}
