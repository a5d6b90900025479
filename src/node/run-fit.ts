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

/** What each member predicts of each target: every trial is run once, with the members as its sets of parameters, on the same virtual patients. */
async function predictionsOf({ fit, targets, models }: LoadedFit, { members }: FitState, options: RunFit): Promise<Predictions> {
	const { trials } = trialsWith(fit, { members, seed: fit.seed, models });
	const values: Awaited<ReturnType<typeof valuesOfTrial>>[] = [];
	for (const one of trials) {
		options.onTrial?.(one.name);
		values.push(await valuesOfTrial(one, options));
	}
	return members.map((_, j) => targets.map(({ target, trial, endpoint }) => target.predict(values[trial]![endpoint]![j]!)));
}

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
