import { existsSync } from "node:fs";
import { join } from "node:path";
import { accountOf } from "../fit/account.ts";
import { ensembleText, setsOf } from "../fit/ensemble-sets.ts";
import type { FitState } from "../fit/fit.ts";
import { isDone } from "../fit/steps.ts";
import { InputError } from "../input/problem.ts";
import { json } from "./json-text.ts";
import type { LoadedFit } from "./load-fit.ts";
import { readText } from "./read-text.ts";
import { writeFiles } from "./write-files.ts";

const stateFile = "state.json";

const refuse = (file: string, message: string, hint: string): never => {
	throw new InputError([{ file, line: 1, column: 1, key: "--out", message, hint }]);
};

const areMembers = (value: unknown, { fit }: LoadedFit): boolean =>
	Array.isArray(value) &&
	value.length === fit.members &&
	value.every((row) => Array.isArray(row) && row.length === fit.knobs.length && row.every(Number.isFinite));

/** JSON has no NaN: what nobody counted in stands there as null. */
const looksOf = (state: FitState): FitState["history"] =>
	state.history.map((look) => ({
		...look,
		targets: look.targets.map((one) => ({
			...one,
			variance: one.variance ?? Number.NaN,
			mean: one.mean ?? Number.NaN,
			sd: one.sd ?? Number.NaN,
		})),
	}));

/**
 * Where a fit stands by what its folder holds; null where it has not begun. A state of another fit, model or program is refused.
 *
 *     const begun = stateIn("out/fit", loaded);
 */
export function stateIn(folder: string, loaded: LoadedFit): FitState | null {
	const file = join(folder, stateFile);
	if (!existsSync(file)) return null;
	let state: Partial<FitState>;
	try {
		state = JSON.parse(readText(file)) as Partial<FitState>;
	} catch {
		return refuse(file, "this is no state of a fit, or it was cut short", "give another folder, or remove the file to begin anew");
	}
	if (
		typeof state !== "object" ||
		state === null ||
		!areMembers(state.members, loaded) ||
		!Array.isArray(state.history) ||
		!Number.isInteger(state.step)
	)
		return refuse(file, "this is no state of this fit", "give another folder, or remove the file to begin anew");
	if (state.of !== loaded.id)
		return refuse(
			file,
			"this is the state of another fit: its text, the model, the trials or the program have changed since",
			"give another folder to begin anew",
		);
	return { ...(state as FitState), history: looksOf(state as FitState) };
}

/** Writes where a fit stands: what to go on from, what it has found, and its members as parameter sets. Each file appears whole or not at all. */
export function writeFit(folder: string, loaded: LoadedFit, state: FitState): void {
	const { fit, targets, id } = loaded;
	const account = accountOf(
		fit,
		targets.map(({ target }) => target),
		state,
	);
	const source = `crsim fit of ${fit.trials.join(", ")}, ${account.done} of ${fit.steps} steps${isDone(fit, state) ? "" : " (not finished)"}, fit ${id.slice(0, 12)}`;
	writeFiles(
		folder,
		new Map([
			["fit.json", json(account)],
			["ensemble.yaml", ensembleText({ about: fit.about.trim(), source, model: fit.model }, setsOf(fit.knobs, state.members))],
			[stateFile, json(state)],
		]),
	);
}
