import { createHash } from "node:crypto";
import { ensembleText, setsOf } from "../fit/ensemble-sets.ts";
import type { Fit } from "../fit/fit.ts";
import { parseFit } from "../fit/parse-fit.ts";
import { type Target, targetOf } from "../fit/target.ts";
import { readYaml } from "../input/located-yaml.ts";
import { InputError, throwIfAny } from "../input/problem.ts";
import { readParameterSets } from "../population/parameter-sets.ts";
import { findFit, fitTexts } from "./fit-texts.ts";
import { readAs } from "./kind-of-file.ts";
import { type LoadedTrials, loadTrials } from "./load-trials.ts";
import { version } from "./program.ts";
import { modelsAtHand } from "./scenario-files.ts";
import { askedOf } from "./study-files.ts";

/** A fit with what it is held against. */
export interface LoadedFit {
	readonly fit: Fit;
	/** What to call it in messages. */
	readonly file: string;
	readonly targets: readonly PlacedTarget[];
	/**
	 * Of everything that decides its result: its text, the equations, patients and care of its trials, and what was seen in them. Of the code only the
	 * version counts, so that a state that is kept for long can be gone on from.
	 */
	readonly id: string;
	/** A folder with models beside those that come along. */
	readonly models: string | undefined;
}

/** A target with its place: the trial among those of the fit, the endpoint in it. */
export interface PlacedTarget {
	readonly target: Target;
	readonly trial: number;
	readonly endpoint: number;
}

function targetsOf({ uses }: Fit, { trials }: LoadedTrials): PlacedTarget[] {
	return trials.flatMap(({ name, trial }, t) =>
		trial.endpoints.flatMap((endpoint, e) => {
			const target = uses.includes(endpoint.use) ? targetOf(name, endpoint) : null;
			return target === null ? [] : [{ target, trial: t, endpoint: e }];
		}),
	);
}

/**
 * The trials of a fit with the members of an ensemble as their sets of parameters. `seed` decides the virtual patients.
 *
 *     trialsWith(fit, { members: [], seed: 1, models: undefined })      // no members: the values in use
 */
export function trialsWith(
	{ about, model, knobs, trials, patients, rtol }: Fit,
	{
		members,
		seed,
		models,
	}: { readonly members: readonly (readonly number[])[]; readonly seed: number; readonly models: string | undefined },
): LoadedTrials {
	const text = ensembleText({ about, source: "a fit", model }, setsOf(knobs, members));
	const sets = members.length === 0 ? undefined : readParameterSets(readYaml(text, "ensemble"));
	return loadTrials(trials, { patients, seed, rtol, changes: {}, asker: "fit", sets, inert: false, models });
}

/** A parameter that is in no program of the trials can move none of their endpoints: that is known before anybody runs. */
function refuseIdle({ knobs }: Fit, { text, file }: { text: string; file: string }, { trials }: LoadedTrials): void {
	const programs = trials.flatMap(({ prepared }) => prepared?.work.programs ?? []);
	const moved = new Set(programs.flatMap(({ model }) => model.parameters.map(({ name }) => name)));
	const yaml = readYaml(text, file);
	throwIfAny(
		knobs.flatMap(({ name, group }) => {
			if (moved.has(name)) return [];
			const path = group === null ? ["parameters", name] : ["groups", group, name];
			const message = `no target moves with "${name}": no trial of this fit gives what it belongs to`;
			return [{ ...yaml.keyPlace(path), key: path.join("."), message, hint: "take it out, or name a trial whose patients are given it" }];
		}),
	);
}

/**
 * Reads a fit, a file or the name of one that comes along, and the trials that it names. Throws an InputError with every problem.
 *
 *     const { fit, targets } = loadFit("scenarios/fits/four-trials.yaml");
 */
export function loadFit(given: string, models?: string): LoadedFit {
	const { text, file } = fitTexts(findFit(given));
	const fit = readAs("fit", { text, file }, () => parseFit(text, { file, models: modelsAtHand(models) }));
	const loaded = trialsWith(fit, { members: [], seed: fit.seed, models });
	const targets = targetsOf(fit, loaded);
	if (targets.length === 0)
		throw new InputError([
			{
				file,
				line: 1,
				column: 1,
				key: "use",
				message: `no endpoint of these trials is of use ${fit.uses.join(" or ")} and stated`,
				hint: "name other trials, or other uses: use: [fit, check]",
			},
		]);
	refuseIdle(fit, { text, file }, loaded);
	const asked = loaded.trials.map(({ prepared }) => prepared && askedOf(prepared.study, prepared.work));
	const id = createHash("sha256")
		.update(JSON.stringify([version(), text, asked, targets]))
		.digest("hex");
	return { fit, file, targets, id, models };
}
