import type { Expression } from "../language/expression.ts";
import type { Display } from "../trajectory/display.ts";

/** A named number with its unit as text. */
export interface FlatValue {
	readonly name: string;
	readonly unit: string;
	readonly value: number;
}

export interface FlatFlow {
	readonly name: string;
	readonly unit: string;
	readonly title: string;
	readonly is: Expression;
}

export interface FlatState {
	readonly name: string;
	readonly unit: string;
	readonly title: string;
	readonly start: number;
	/** What the start is computed from: parameters, and flows of these alone. */
	readonly startIs: Expression;
	readonly scale: number;
	/** An amount that was given from outside and leaves again: an error in it leaves with it. */
	readonly fades: boolean;
	/** In the state's unit per hour. */
	readonly rate: Expression;
}

/** Happens when `state` (a cumulative hazard) rises to the parameter `draw`. */
export interface FlatHazard {
	readonly name: string;
	readonly state: string;
	readonly draw: string;
	readonly sets: readonly { readonly input: string; readonly value: number }[];
	readonly lasts: number | null;
	/** The toxicity that the patient dies of; null: it is survived. */
	readonly dies: string | null;
	readonly isInfection: boolean;
	/** Whether it can strike: an infection that the scenario leaves out adds up, and nothing comes of it. */
	readonly happens: boolean;
}

/** When a condition becomes true, states and inputs are set; see `ModelEvent`. */
export interface FlatEvent {
	readonly name: string;
	readonly when: Expression;
	/** Hours from the trigger until it acts; null: it acts at once. */
	readonly after: Expression | null;
	/** Of several that act at one instant the one with the largest comes first; null: after those that have one. */
	readonly priority: Expression | null;
	readonly persists: boolean;
	readonly fromStart: boolean;
	readonly values: "trigger" | "execution";
	readonly sets: readonly { readonly target: string; readonly is: Expression }[];
}

/**
 * A model ready to be integrated: pure numbers, every conversion written out, flows in order of evaluation, time in hours. Plain data, so
 * that it can be sent to a thread or exported.
 */
export interface FlatModel {
	readonly states: readonly FlatState[];
	/** Parameters and covariates. */
	readonly parameters: readonly FlatValue[];
	/** Inputs, and slots that nothing writes. */
	readonly inputs: readonly FlatValue[];
	readonly flows: readonly FlatFlow[];
	/** Flows for output only, in order, after the flows. */
	readonly observables: readonly FlatFlow[];
	readonly hazards: readonly FlatHazard[];
	readonly events: readonly FlatEvent[];
	/** Columns of a trajectory in order: names of states, inputs, flows or observables. */
	readonly columns: readonly string[];
	/** How columns are shown, as far as the files say. */
	readonly display: Readonly<Record<string, Display>>;
}
