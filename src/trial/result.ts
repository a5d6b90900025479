import type { Endpoint } from "./endpoint.ts";
import type { Miss, Prediction, Verdict } from "./prediction.ts";

/** An endpoint with what the model said of it. Keys are as in the JSON that is written. */
export interface EndpointResult extends Endpoint {
	/** null: the model does not state it, or no virtual patient counted. */
	readonly prediction: Prediction | null;
	/** 95 % interval of what was seen: exact for shares, as published for numbers (null where it was not), its two ends for a band. */
	readonly seen_interval: readonly [number, number] | null;
	readonly verdict: Verdict;
	readonly miss: Miss | null;
}

export interface TrialResult {
	/** Of its file: `zuma-1`. */
	readonly name: string;
	/** What its file says of it. */
	readonly title: string;
	readonly source: string;
	/** null when no endpoint is stated, so that nobody was simulated. */
	readonly population: string | null;
	readonly care: string | null;
	readonly until_days: number;
	readonly endpoints: readonly EndpointResult[];
}

/** Everything that `crsim trial` found: the JSON, and what tables and the page are made of. */
export interface TrialsResult {
	readonly model: { readonly name: string; readonly sha256: string };
	/** Virtual patients of each trial, a set of parameters. */
	readonly patients: number;
	readonly seed: number;
	/** Sets of parameters; 1: those of the model. */
	readonly sets: number;
	/** What was set otherwise for this run (`--set`): path and value as typed. */
	readonly changes: Readonly<Record<string, string>>;
	readonly trials: readonly TrialResult[];
	readonly failures: TrialFailures;
}

/** Runs whose numbers failed: left out, counted, the first named. */
export interface TrialFailures {
	readonly count: number;
	readonly first: readonly { readonly trial: string; readonly patient: number; readonly set: number; readonly why: string }[];
}
