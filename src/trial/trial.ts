import type { Study } from "../population/study.ts";
import type { Endpoint } from "./endpoint.ts";

/** A published arm, understood and checked: what was seen, and the study of virtual patients that says the same. Plain data. */
export interface Trial {
	readonly file: string;
	readonly about: string;
	readonly source: string;
	/** Null: whoever the disease's own spreads make. */
	readonly population: string | null;
	readonly care: string;
	readonly untilDays: number;
	readonly endpoints: readonly Endpoint[];
	/** By endpoint: the place of its outcome in the study; null where the model cannot state it. */
	readonly outcomes: readonly (number | null)[];
	/** A cell for each set of parameters; null where no endpoint is stated, so that nobody need be simulated. */
	readonly study: Study | null;
}

/** The outcome of an endpoint in its study. */
export const outcomeName = (endpoint: number): string => `endpoint_${endpoint + 1}`;
