import { meanOf, varianceOf } from "../trial/virtual-sets.ts";
import type { Fit, FitLook, FitState } from "./fit.ts";
import { knobLabel, multipleAt } from "./knob.ts";
import { firstState } from "./steps.ts";
import type { Target } from "./target.ts";

/** What an ensemble holds of a parameter: median and 95 %, as multiples of the value in use. */
export interface Held {
	readonly median: number;
	readonly interval: readonly [number, number];
}

/** What a fit has learned of one parameter. Keys are as in the JSON that is written. */
export interface KnobAccount {
	/** `il6_gain`, or `spread of il6_gain`. */
	readonly name: string;
	readonly because: string;
	readonly before: Held;
	readonly after: Held;
	/** By which share the data have narrowed it: 0, they say nothing; 1, they say all. */
	readonly informed: number;
	/** The targets with which it goes most, before any data: where they do so beyond chance. */
	readonly with: readonly { readonly trial: string; readonly endpoint: string; readonly correlation: number }[];
}

/** How far a target lies from the mean of the ensemble, in standard deviations of its error; positive when the model says too much. */
export interface TargetAccount {
	readonly trial: string;
	readonly endpoint: string;
	/** NaN where nobody counts. */
	readonly before: number;
	readonly after: number;
}

export interface FitAccount {
	readonly about: string;
	readonly model: string;
	readonly steps: number;
	readonly done: number;
	readonly members: number;
	readonly patients: number;
	readonly seed: number;
	/** Mean misfit of the members before each assimilation and after the last; 1 is what chance alone would leave. */
	readonly misfits: readonly number[];
	readonly parameters: readonly KnobAccount[];
	readonly targets: readonly TargetAccount[];
}

function heldOf(multiples: readonly number[]): Held {
	const sorted = [...multiples].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
	return { median: at(0.5), interval: [at(0.025), at(0.975)] };
}

/** Targets that are named with a parameter. */
const mostNamed = 3;

/** A correlation of members that are none has this standard deviation; twice it is beyond chance. */
const beyondChance = (members: number) => 2 / Math.sqrt(members);

function goingWith(correlations: readonly number[], targets: readonly Target[], members: number): KnobAccount["with"] {
	return correlations
		.map((correlation, m) => ({ trial: targets[m]!.trial, endpoint: targets[m]!.endpoint, correlation }))
		.filter(({ correlation }) => Math.abs(correlation) > beyondChance(members))
		.sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
		.slice(0, mostNamed);
}

const distance = ({ targets }: FitLook, m: number): number => {
	const { mean, seen, variance } = targets[m]!;
	return (mean - seen) / Math.sqrt(variance);
};

/**
 * What a fit has done so far: which data moved which parameter, and what the data do not tell.
 *
 *     accountOf(fit, targets, state).parameters.filter(({ informed }) => informed < 0.2)      // those that the data do not inform
 */
export function accountOf(fit: Fit, targets: readonly Target[], state: FitState): FitAccount {
	const first = firstState(fit, state.of);
	const look = state.history[0];
	const last = state.history.at(-1);
	return {
		about: fit.about,
		model: fit.model,
		steps: fit.steps,
		done: Math.min(state.step, fit.steps),
		members: fit.members,
		patients: fit.patients,
		seed: fit.seed,
		misfits: state.history.map(({ misfits }) => meanOf(misfits)),
		parameters: fit.knobs.map((knob, p) => {
			const [before, after] = [first, state].map(({ members }) => members.map((z) => z[p]!)) as [number[], number[]];
			const multiples = (coordinates: readonly number[]) => coordinates.map((z) => multipleAt(knob, z));
			return {
				name: knobLabel(knob),
				because: knob.because,
				before: heldOf(multiples(before)),
				after: heldOf(multiples(after)),
				informed: Math.max(0, 1 - Math.sqrt(varianceOf(after) / varianceOf(before))),
				with: look === undefined ? [] : goingWith(look.correlations[p]!, targets, fit.members),
			};
		}),
		targets: targets.map(({ trial, endpoint }, m) => ({
			trial,
			endpoint,
			before: look === undefined ? Number.NaN : distance(look, m),
			after: last === undefined ? Number.NaN : distance(last, m),
		})),
	};
}
