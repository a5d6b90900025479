import { normalQuantile } from "../random/normal.ts";
import { uniform } from "../random/stream.ts";
import { assimilate } from "./ensemble-smoother.ts";
import type { Fit, FitState } from "./fit.ts";
import { knobLabel } from "./knob.ts";
import { errorsOf, lookAt, type Predictions } from "./look.ts";
import type { Target } from "./target.ts";

/** A standard normal number of one member and one name. */
const normal = (seed: number, member: number, name: string): number => normalQuantile(uniform({ seed, patient: member }, name));

/** The ensemble before any data: independent standard normal coordinates, each member and knob from its own stream. */
export const firstState = (fit: Fit, of: string): FitState => ({
	of,
	step: 0,
	members: Array.from({ length: fit.members }, (_, j) => fit.knobs.map((knob) => normal(fit.seed, j, `fit prior ${knobLabel(knob)}`))),
	history: [],
});

/**
 * One assimilation: the state after what its members predict was held against what was seen. After the last step an ensemble is looked at once more
 * and moves no further.
 *
 *     const next = nextState(fit, targets, { state, predictions });
 */
export function nextState(
	fit: Fit,
	targets: readonly Target[],
	{ state, predictions }: { readonly state: FitState; readonly predictions: Predictions },
): FitState {
	const errors = errorsOf(targets, predictions, fit.discrepancy);
	const look = lookAt(targets, { members: state.members, predictions, errors });
	const history = [...state.history, look];
	if (state.step === fit.steps) return { ...state, step: state.step + 1, history };
	const telling = targets.flatMap((target, m) => (Number.isNaN(errors[m]!) ? [] : [{ target, m }]));
	const members = assimilate({
		members: state.members,
		predicted: predictions.map((row) => telling.map(({ m }) => row[m]!.value)),
		seen: telling.map(({ target }) => target.seen),
		variance: telling.map(({ m }) => errors[m]!),
		inflation: fit.steps,
		// By the target's name: one more target changes no other's draw.
		noise: (j, i) => normal(fit.seed, j, `fit step ${state.step} ${telling[i]!.target.trial}/${telling[i]!.target.endpoint}`),
		localized: true,
	});
	return { ...state, step: state.step + 1, members, history };
}

/** Whether nothing is left to be done. */
export const isDone = (fit: Fit, { step }: FitState): boolean => step > fit.steps;
