import type { Display } from "../trajectory/display.ts";

/** A number with a 95 % interval and the standard error that simulating finitely many patients leaves. */
export interface Estimate {
	readonly value: number;
	/** 95 % interval. */
	readonly interval: readonly [number, number];
	/** Monte Carlo standard error. */
	readonly error: number;
}

/** A number with a 95 % interval alone. */
export type Interval = Pick<Estimate, "value" | "interval">;

/** One coordinate of a cell: a varied path of the study file. */
export interface Coordinate {
	/** As written under `vary`: `tocilizumab.at`, `patient.tumor_burden`, `care`. */
	readonly path: string;
	/** As written: `3 day`, `p4`. */
	readonly label: string;
	/** In `unit`; null for words. */
	readonly value: number | null;
	readonly unit: string;
	/** The path that it moves together with, where it does. */
	readonly follows?: string;
}

/** An outcome that each patient has or has not; counts are whole, the interval is exact. */
export interface ProbabilitySummary {
	readonly kind: "probability";
	readonly name: string;
	/** As written in the study: `worst(crs) >= 3`. */
	readonly is: string;
	/** Which patients count, as written; left out: all. */
	readonly among?: string;
	/** Patients in whom it is known, of those that count. */
	readonly patients: number;
	readonly count: number;
	/** Share of patients, 0 to 1. */
	readonly share: Estimate;
}

/** An outcome that is a number of each patient. */
export interface NumberSummary {
	readonly kind: "number";
	readonly name: string;
	readonly is: string;
	readonly among?: string;
	readonly unit: string;
	/** Patients in whom it is known, of those that count. */
	readonly patients: number;
	readonly mean: Estimate;
	/** What gave the interval of the mean: a bootstrap where Student's t would leave what is possible, such as days below zero. */
	readonly meanBy: "t" | "bootstrap";
	readonly median: Interval;
	readonly sd: number;
	/** By percent of patients below: from counts in fixed bins, so to about half a percent of the value. */
	readonly quantiles: Readonly<Record<"5" | "25" | "50" | "75" | "95", number>>;
}

export type OutcomeSummary = ProbabilitySummary | NumberSummary;

/** A column of the trajectories over the days, as quantiles of patients. */
export interface Band {
	readonly column: string;
	readonly title: string;
	readonly unit: string;
	/** How it is shown, as far as its model says. */
	readonly display?: Display;
	/** `quantiles[q][i]` belongs to `days[i]` of the cell. */
	readonly quantiles: Readonly<Record<"5" | "25" | "50" | "75" | "95", readonly number[]>>;
}

/** How many patients stand at each grade on each day. */
export interface GradeFlow {
	/** `crs` or `icans`. */
	readonly grade: string;
	/** `counts[day][g]`: patients at grade g, 0 to 5; the seventh count is of an unknown grade. The dead stay at 5. */
	readonly counts: readonly (readonly number[])[];
}

/** The patients of one arm at one point of what is varied. */
export interface CellSummary {
	readonly arm: string;
	readonly vary: readonly Coordinate[];
	/** Patients whose run ended well, death included. */
	readonly finished: number;
	readonly failed: number;
	readonly outcomes: readonly OutcomeSummary[];
	/** Days since infusion of bands and grade flow; both are empty when a study has too many cells to keep them. */
	readonly days: readonly number[];
	readonly bands: readonly Band[];
	/** The same bands of the patients of all sets of an ensemble together; left out without one. */
	readonly overSets?: readonly Band[];
	readonly flows: readonly GradeFlow[];
}

/** What an arm changes in the same patients: outcome in `arm` minus outcome in `against`, patient by patient. */
export interface Difference {
	readonly outcome: string;
	readonly unit: string;
	readonly kind: OutcomeSummary["kind"];
	/** Places in `cells`. */
	readonly cell: number;
	readonly against: number;
	/** Patients in whom both are known: of an outcome among some, those who are among them in both. */
	readonly pairs: number;
	readonly difference: Estimate;
	/** Of shares: that in `cell` divided by that in `against`; null for numbers. */
	readonly ratio: Interval | null;
}

/** The same difference by quarter of a covariate. */
export interface Benefit extends Omit<Difference, "pairs" | "difference" | "ratio"> {
	readonly covariate: string;
	readonly covariateUnit: string;
	readonly quarters: readonly {
		readonly from: number;
		readonly to: number;
		readonly pairs: number;
		readonly difference: Estimate | null;
	}[];
}

/**
 * What sets of parameters, all held possible, add to a mean or a share, told apart from what chance adds: the same virtual patients go through every set.
 * Numbers are in the unit of the outcome, shares from 0 to 1.
 */
export interface OverSets {
	/** Mean over the sets. */
	readonly center: number;
	/** 95 % of the sets, without what chance alone makes them differ. */
	readonly interval: readonly [number, number];
	/** Standard deviation between the sets, without chance. */
	readonly parameters: number;
	/** Monte Carlo standard error of the center, of the finitely many virtual patients that all sets share. */
	readonly chance: number;
	/** Standard deviation between the patients of a set. */
	readonly patients: number;
}

/** How much of the differences one thing alone decides: a first-order share of variance, 0 to 1. */
export interface DecidingShare {
	readonly name: string;
	/** May come out a little below 0 by chance. */
	readonly share: number;
	/** Rank correlation: whether the outcome rises with it. */
	readonly rank: number;
	/** Whether in fewer than 1 of 20 studies any of its list would have such a share if nothing decided. */
	readonly beyondChance: boolean;
}

/** What decides an outcome, or a difference between two cells: among the unknowns, and among what patients differ in. */
export interface Deciders {
	readonly outcome: string;
	readonly cell: number;
	/** The cell that it is compared with; null: the outcome itself. */
	readonly against: number | null;
	/** Of the variance of one patient's outcome the share that the unknown parameters make; the rest is of the patients. */
	readonly unknowns: number;
	/** Parameters of the ensemble by their share of what the sets differ in, the largest first. */
	readonly parameters: readonly DecidingShare[];
	/** What patients differ in, by its share of what patients differ in. */
	readonly patients: readonly DecidingShare[];
}

/** What an ensemble of parameter sets adds to a study. */
export interface EnsembleSummary {
	readonly name: string;
	readonly source: string;
	readonly sets: number;
	/** Runs of the sets that failed. */
	readonly failed: number;
	/** By cell and outcome, as in `cells`; null where the outcome is known in nobody. */
	readonly cells: readonly (readonly (OverSets | null)[])[];
	/** As in `differences`. */
	readonly differences: readonly (OverSets | null)[];
	readonly decides: readonly Deciders[];
}

/**
 * What a study found, in a size that does not grow with its patients: `summary.json` of a sweep. Figures and the printed table read this
 * and nothing else.
 */
export interface StudySummary {
	readonly title: string;
	readonly about: string;
	readonly seed: number;
	/** Patients per cell that were asked for. */
	readonly patients: number;
	/** How much of the study this is; left out where it is all. */
	readonly partial?: { readonly runs: number; readonly of: number };
	readonly cells: readonly CellSummary[];
	readonly differences: readonly Difference[];
	readonly benefits: readonly Benefit[];
	/** What unknown parameters add; left out for a study without an ensemble. */
	readonly ensemble?: EnsembleSummary;
	/** The first few patients whose run failed, and how many in all. */
	readonly failures: {
		readonly count: number;
		readonly first: readonly { readonly patient: number; readonly cell: number; readonly why: string }[];
	};
	/** What is doubtful in the study itself, in plain sentences. */
	readonly warnings: readonly string[];
}

/** How much one parameter decides an outcome. */
export interface Influence {
	readonly parameter: string;
	/** Rank correlation with the outcome, -1 to 1 (of the parameter alone, and with the others held: partial). */
	readonly rank: Estimate;
	/** Not a number where it cannot be told. */
	readonly partialRank: number;
	/** Shares of the outcome's variance, alone and with all interactions; null for designs that cannot tell. */
	readonly first: Estimate | null;
	readonly total: Estimate | null;
}

/** Which parameters decide an outcome, the most influential first. */
export interface SensitivitySummary {
	readonly title: string;
	readonly about: string;
	readonly outcome: string;
	readonly is: string;
	readonly design: "sobol" | "latin-hypercube";
	readonly runs: number;
	readonly failed: number;
	readonly influences: readonly Influence[];
}
