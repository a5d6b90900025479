import type { Knob } from "./knob.ts";

/** A fit that was read: what may move, and what it is held against. */
export interface Fit {
	readonly about: string;
	readonly model: string;
	readonly seed: number;
	/** Relative tolerance of every run; left out: the usual one. */
	readonly rtol?: number;
	/** Virtual patients of each trial that a set of parameters meets at each assimilation; as many others look at the result. */
	readonly patients: number;
	/** Lots of so many patients each, which sets of parameters take in turn. */
	readonly lots: number;
	readonly members: number;
	readonly steps: number;
	/** Standard deviation by which the model may miss anything, on the scale of a target: a factor of about 1 + this. */
	readonly discrepancy: number;
	readonly knobs: readonly Knob[];
	/** Names or files of trials. */
	readonly trials: readonly string[];
	/** Uses of endpoints that count. */
	readonly uses: readonly string[];
}

/** Where a fit stands: plain data, enough to go on from. */
export interface FitState {
	/** Of the fit's text, model, trials and program: a state of another fit is not gone on from. */
	readonly of: string;
	/** Assimilations done. */
	readonly step: number;
	/** Members by knobs, in standard coordinates. */
	readonly members: readonly (readonly number[])[];
	/** What was found before each assimilation, and at the end after the last. */
	readonly history: readonly FitLook[];
}

/** What an ensemble predicts, looked at once. */
export interface FitLook {
	/** Mean over targets of the squared distance in variances of the error: of each member. */
	readonly misfits: readonly number[];
	/** By target. */
	readonly targets: readonly {
		readonly seen: number;
		/** Variance of the error that the fit reckons with. */
		readonly variance: number;
		readonly mean: number;
		readonly sd: number;
	}[];
	/** Knobs by targets: correlation over the members. */
	readonly correlations: readonly (readonly number[])[];
}
