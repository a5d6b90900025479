import type { FitState } from "../fit/fit.ts";
import type { Predictions } from "../fit/look.ts";
import { firstState, isDone, nextState } from "../fit/steps.ts";
import { type LoadedFit, trialsWith } from "./load-fit.ts";
import { type RunTrials, valuesOfTrial } from "./run-trials.ts";

export interface RunFit extends Pick<RunTrials, "workers" | "onProgress" | "onOpened"> {
	/** Called when the patients of a trial begin. */
	readonly onTrial?: (name: string) => void;
	/** Called after each assimilation, with where the fit stands: what to write down. */
	readonly onState?: (state: FitState) => void;
	/** Assimilations after which to stop, to go on at another time; left out: all. */
	readonly stopAfter?: number | undefined;
}

/** What members predict of each target, of virtual patients of one seed: every trial is run once, with the members as its sets of parameters. */
async function predictedBy(
	{ fit, targets, models }: LoadedFit,
	members: FitState["members"],
	seed: number,
	options: RunFit,
): Promise<Predictions> {
	const { trials } = trialsWith(fit, { members, seed, models });
	const values: Awaited<ReturnType<typeof valuesOfTrial>>[] = [];
	for (const one of trials) {
		options.onTrial?.(one.name);
		values.push(await valuesOfTrial(one, options));
	}
	return members.map((_, j) => targets.map(({ target, trial, endpoint }) => target.predict(values[trial]![endpoint]![j]!)));
}

/**
 * What each member predicts of each target. Members take the lots of virtual patients in turn, and others come at each assimilation: no fit follows the luck
 * of one draw, and every member has only a few of them to meet. What so few leave to chance is part of the errors that the fit reckons with.
 */
async function predictionsOf(loaded: LoadedFit, { members, step }: FitState, options: RunFit): Promise<Predictions> {
	const { lots, seed } = loaded.fit;
	const predictions: Predictions[number][] = new Array(members.length);
	for (let lot = 0; lot < lots; lot++) {
		const places = members.map((_, j) => j).filter((j) => j % lots === lot);
		const found = await predictedBy(
			loaded,
			places.map((j) => members[j]!),
			seedOfLot(seed, step * lots + lot),
			options,
		);
		for (const [i, j] of places.entries()) predictions[j] = found[i]!;
	}
	return predictions;
}

/** Seeds of lots lie apart by a prime, so that fits with neighboring seeds share no lot. */
const seedOfLot = (seed: number, lot: number): number => (seed + lot * 7919) % Number.MAX_SAFE_INTEGER;

/**
 * Runs a fit from where it stands. The same fit gives the same members for any number of threads, and however often it was stopped.
 *
 *     const { members } = await runFit(loadFit("four-trials"), null, { workers: 2, onProgress: () => {} });
 */
export async function runFit(loaded: LoadedFit, begun: FitState | null, options: RunFit): Promise<FitState> {
	let state = begun ?? firstState(loaded.fit, loaded.id);
	const targets = loaded.targets.map(({ target }) => target);
	for (let done = 0; !isDone(loaded.fit, state) && done < (options.stopAfter ?? Number.POSITIVE_INFINITY); done++) {
		state = nextState(loaded.fit, targets, { state, predictions: await predictionsOf(loaded, state, options) });
		options.onState?.(state);
	}
	return state;
}
