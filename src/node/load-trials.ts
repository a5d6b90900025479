import { createHash } from "node:crypto";
import { readYaml } from "../input/located-yaml.ts";
import { InputError, type Problem } from "../input/problem.ts";
import { gathering } from "../model/read-model.ts";
import { type ParameterSets, readParameterSets } from "../population/parameter-sets.ts";
import { workOf } from "../population/study-work.ts";
import { parseTrial } from "../trial/parse-trial.ts";
import type { TrialWishes } from "../trial/study-of-trial.ts";
import type { Trial } from "../trial/trial.ts";
import { withoutEffects } from "../trial/without-effects.ts";
import type { CompiledStudy } from "./compile-study.ts";
import { readAs } from "./kind-of-file.ts";
import { readText } from "./read-text.ts";
import { modelFacts, modelsAtHand } from "./scenario-files.ts";
import { hashOf } from "./study-files.ts";
import { findTrial, trialTexts } from "./trial-texts.ts";

/** What trials are to be run with. */
export interface TrialSettings {
	/** Virtual patients of each trial and set of parameters. */
	readonly patients: number;
	readonly seed: number;
	/** Relative tolerance of every run; left out: the usual one. */
	readonly rtol?: number | undefined;
	/** Parameters set otherwise, in all trials: `{ il6_gain: "0.8x" }`. */
	readonly changes: Readonly<Record<string, string>>;
	/** Who asked for those, for problems. */
	readonly asker: string;
	/** Parameter sets that are all held possible. */
	readonly sets?: ParameterSets | undefined;
	/** No drug of care acts on anything. */
	readonly inert: boolean;
	readonly models?: string | undefined;
}

/** A trial, read and compiled; without work where no endpoint is stated. */
export interface LoadedTrial {
	readonly name: string;
	readonly trial: Trial;
	readonly prepared: CompiledStudy | null;
}

/** Trials that are run together. */
export interface LoadedTrials {
	readonly trials: readonly LoadedTrial[];
	readonly model: { readonly name: string; readonly sha256: string };
	/** Sets of parameters; 1: those of the model. */
	readonly sets: number;
	/** Where those are from; null where they are the model's own. */
	readonly setsSource: string | null;
}

const nameOf = (file: string) => file.replace(/^.*[/\\]|\.ya?ml$/g, "");

/** The parameter sets of a file. */
export const setsIn = (file: string): ParameterSets => readParameterSets(readYaml(readText(file), file));

/** Two files of one name would be one trial in every table. */
function refuseTwins(names: readonly string[]): void {
	const twice = names.find((name, i) => names.indexOf(name) < i);
	if (twice === undefined) return;
	throw new InputError([
		{ file: twice, line: 1, column: 1, key: "", message: `the trial "${twice}" is named twice`, hint: "name each trial once" },
	]);
}

/**
 * Reads and compiles trials, each a file or the name of one that comes along. Throws an InputError with the problems of all of them.
 *
 *     const { trials, model } = loadTrials(["zuma-1"], { patients: 500, seed: 1, changes: {}, asker: "command line", inert: false });
 */
export function loadTrials(files: readonly string[], settings: TrialSettings): LoadedTrials {
	const found = files.map(findTrial);
	refuseTwins(found.map(nameOf));
	const { patients, seed, rtol, changes, asker, sets } = settings;
	const real = modelsAtHand(settings.models);
	const models = settings.inert ? withoutEffects(real) : real;
	const wishes: TrialWishes = { patients, seed, rtol, changes, asker, sets };
	const problems: Problem[] = [];
	const trials = found.map((file) =>
		gathering(problems, (): LoadedTrial => {
			const { text, ...texts } = trialTexts(file);
			const trial = readAs("trial", { text, file }, () => parseTrial(text, { ...texts, models, ...wishes }));
			return { name: nameOf(file), trial, prepared: compiledOf(trial, text, models) };
		}),
	);
	if (problems.length > 0) throw new InputError(problems);
	const name = trials.find((one) => one?.trial.study)?.trial.study?.model ?? "cart-crs";
	return {
		trials: trials.map((one) => one!),
		model: modelFacts(models, name),
		sets: sets?.sets.length ?? 1,
		setsSource: sets?.source ?? null,
	};
}

function compiledOf({ study }: Trial, text: string, models: Parameters<typeof modelFacts>[0]): CompiledStudy | null {
	if (study === null) return null;
	const work = workOf(study);
	const textSha256 = createHash("sha256").update(text).digest("hex");
	return { study, textSha256, model: modelFacts(models, study.model), work, sha256: hashOf(study, work) };
}
