import { join } from "node:path";
import type { PatientRow } from "../population/simulate-patients.ts";
import { numbers } from "../random/stream.ts";
import type { Endpoint } from "../trial/endpoint.ts";
import { judged } from "../trial/judge.ts";
import { predict } from "../trial/predict.ts";
import type { Prediction } from "../trial/prediction.ts";
import type { TrialFailures, TrialResult, TrialsResult } from "../trial/result.ts";
import type { LoadedTrial, LoadedTrials, TrialSettings } from "./load-trials.ts";
import { cardFor } from "./prepare-study.ts";
import { type ResultWishes, writeResults } from "./study-results.ts";
import { type SweepOptions, sweepInMemory, sweepInto } from "./sweep.ts";

/** Failures that a result names. */
const mostNamed = 20;

export interface RunTrials extends Pick<SweepOptions, "workers" | "onProgress" | "onOpened" | "force"> {
	/** Folder whose `runs` keep the patients of each trial: what was interrupted goes on there. Left out: nothing is kept. */
	readonly out?: string | undefined;
	/** Called when the next trial begins. */
	readonly onTrial?: (name: string) => void;
}

/** The patients of a trial, by set of parameters. */
async function rowsOf({ name, prepared }: LoadedTrial, options: RunTrials): Promise<readonly (readonly PatientRow[])[]> {
	if (prepared === null) return [];
	const rows: PatientRow[] = [];
	const { work } = prepared;
	const sweep: SweepOptions & Pick<ResultWishes, "onRows"> = {
		...options,
		shard: { index: 1, of: 1 },
		onRows: (some) => rows.push(...some),
	};
	if (options.out === undefined) await sweepInMemory(work, sweep);
	else {
		const folder = join(options.out, "runs", name);
		await sweepInto(folder, work, cardFor(prepared), sweep);
		await writeResults([folder], folder, cardFor(prepared), { onRows: (some) => rows.push(...some) });
	}
	return work.head.cells.map((_, cell) => rows.filter((row) => row.cell === cell));
}

/** What the model says of an endpoint; null where it states none, or no virtual patient counts. */
function predictionOf(
	{ seen, stated }: Endpoint,
	{ values, next }: { readonly values: readonly (readonly number[])[]; readonly next: () => number },
): Prediction | null {
	if (stated === null || values.every((set) => set.every((value) => Number.isNaN(value)))) return null;
	return predict(values, { statistic: stated.statistic, n: seen.kind === "band" ? null : seen.n, next });
}

/** What never came, or is not known, counts as little here as in a study. */
const knownOrNot = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);

/** What each virtual patient gives of an endpoint, by set of parameters; none where the endpoint is not stated. */
const valuesOf = ({ trial }: LoadedTrial, rows: readonly (readonly PatientRow[])[], endpoint: number): readonly (readonly number[])[] => {
	const outcome = trial.outcomes[endpoint] ?? null;
	return outcome === null ? [] : rows.map((set) => set.map((row) => knownOrNot(row.outcomes[outcome]!)));
};

/**
 * The patients of a trial as its endpoints see them: by endpoint, set of parameters and patient; NaN for one that does not count.
 *
 *     const values = await valuesOfTrial(loaded.trials[0], { workers: 2, onProgress: () => {} });
 */
export async function valuesOfTrial(one: LoadedTrial, options: RunTrials): Promise<readonly (readonly (readonly number[])[])[]> {
	const rows = await rowsOf(one, options);
	return one.trial.endpoints.map((_, i) => valuesOf(one, rows, i));
}

function resultOf(loaded: LoadedTrial, rows: readonly (readonly PatientRow[])[], seed: number): TrialResult {
	const { name, trial } = loaded;
	const { endpoints, about, source, population, care, untilDays, study } = trial;
	return {
		name,
		title: about,
		source,
		population,
		care: study === null ? null : care,
		until_days: untilDays,
		endpoints: endpoints.map((endpoint, i) => {
			const values = valuesOf(loaded, rows, i);
			// By the endpoint's name: one more endpoint in a file changes no other.
			const next = numbers(seed, `trial ${name}/${endpoint.name}`);
			return judged(endpoint, predictionOf(endpoint, { values, next }));
		}),
	};
}

const failuresIn = (name: string, rows: readonly (readonly PatientRow[])[]): TrialFailures["first"] =>
	rows.flatMap((set) =>
		set.flatMap(({ patient, cell, failed }) => (failed === null ? [] : [{ trial: name, patient, set: cell + 1, why: failed }])),
	);

/**
 * Simulates the patients of trials and holds what was seen against them. The same seed gives the same numbers for any number of threads.
 *
 *     const { trials } = await runTrials(loadTrials(["zuma-1"], settings), settings, { workers: 2, onProgress: () => {} });
 */
export async function runTrials(loaded: LoadedTrials, settings: TrialSettings, options: RunTrials): Promise<TrialsResult> {
	const results: TrialResult[] = [];
	const failures: TrialFailures["first"][number][] = [];
	for (const one of loaded.trials) {
		options.onTrial?.(one.name);
		const rows = await rowsOf(one, options);
		results.push(resultOf(one, rows, settings.seed));
		failures.push(...failuresIn(one.name, rows));
	}
	return {
		model: loaded.model,
		patients: settings.patients,
		seed: settings.seed,
		sets: loaded.sets,
		changes: { ...settings.changes, ...(settings.inert ? { "drugs of care": "without effect" } : {}) },
		trials: results,
		failures: { count: failures.length, first: failures.slice(0, mostNamed) },
	};
}
