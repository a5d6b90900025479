import { availableParallelism } from "node:os";
import { mostPatients } from "../population/cells.ts";
import type { Study } from "../population/study.ts";
import type { SensitivitySummary, StudySummary } from "../population/study-summary.ts";
import { type Asked, wholeNumber } from "./asked.ts";
import { type OutcomeRow, outcomeRows } from "./outcome-columns.ts";
import { checkOwnTexts, type OwnTexts } from "./own-texts.ts";
import { cardFor, type PreparedStudy, prepareStudy } from "./prepare-study.ts";
import { runSensitivity } from "./run-sensitivity.ts";
import { given, toleranceIn } from "./run-settings.ts";
import type { StudyWishes } from "./study-files.ts";
import { type ResultWishes, writeResults } from "./study-results.ts";
import { findStudy } from "./study-texts.ts";
import { type SweepOptions, sweepInMemory, sweepInto } from "./sweep.ts";
import { phase } from "./times.ts";
import { writeStudyPages } from "./write-study.ts";
import { nothingWritten } from "./written.ts";

/** How a study is to be run. */
export interface StudyOptions extends OwnTexts {
	/** Virtual patients in each arm, in place of what the study says. */
	readonly patients?: number | undefined;
	/** Seed, in place of what the study says. */
	readonly seed?: number | undefined;
	/** Relative tolerance of every run, in place of what the study says. */
	readonly rtol?: number | undefined;
	/** Sets of parameters that are all held possible, by path or name: every patient goes through each too. */
	readonly ensemble?: string | undefined;
	/** Threads; left out, as many as the machine has. Results are the same for any number. */
	readonly workers?: number | undefined;
	/** A folder with models of your own, beside those that come along. */
	readonly models?: string | undefined;
	/** Also over files in the folder that are not results of this study. */
	readonly force?: boolean | undefined;
	/** Folder for outcomes, summary, figures and report; a study that was interrupted goes on there. Left out, nothing is written. */
	readonly out?: string | undefined;
	/** Whether the rows of the patients are wanted as values: `table`. */
	readonly table?: boolean | undefined;
	/** Called now and then with the runs done, those of them that the folder held already, and all. */
	readonly onProgress?: ((progress: { readonly done: number; readonly found: number; readonly all: number }) => void) | undefined;
}

/** What a study found. */
export interface StudyFound {
	readonly summary: StudySummary;
	/** What decides an outcome; null when the study does not ask. */
	readonly sensitivity: SensitivitySummary | null;
}

/** A study that was run. */
export interface StudyRun extends StudyFound {
	/** The study, understood and checked. */
	readonly study: Study;
	/** The rows of `outcomes.csv`, a patient in an arm each, where they were wanted; else none. */
	readonly table: readonly OutcomeRow[];
	/** Paths of the tables, figures and pages that were written. */
	readonly files: readonly string[];
	/** What the drawing of figures had to say. Warnings about the study itself stand in `study.warnings`. */
	readonly warnings: readonly string[];
}

const most = { workers: 256, patients: mostPatients };

/** The numbers that were asked for, checked; as words when a person typed them. */
export function checkStudyNumbers(
	{ patients, seed, workers, rtol }: { readonly [K in "patients" | "seed" | "workers" | "rtol"]?: string | number | undefined },
	asked: Asked,
): { readonly workers: number; readonly wishes: Pick<StudyWishes, "patients" | "seed" | "rtol"> } {
	const threads = wholeNumber(asked, "workers", { written: workers, least: 1, most: most.workers }) ?? availableParallelism();
	const count = wholeNumber(asked, "patients", { written: patients, least: 1, most: most.patients });
	const number = wholeNumber(asked, "seed", { written: seed, least: 0, most: Number.MAX_SAFE_INTEGER });
	return {
		workers: threads,
		wishes: { ...given("patients", count), ...given("seed", number), ...given("rtol", toleranceIn(asked, rtol)) },
	};
}

/** Runs a whole study, in memory or into a folder with its tables. */
export async function sweepWhole(
	loaded: PreparedStudy,
	out: string | undefined,
	options: SweepOptions & Pick<ResultWishes, "onRows">,
): Promise<StudySummary> {
	if (out === undefined) return sweepInMemory(loaded.work, options);
	const card = cardFor(loaded);
	await sweepInto(out, loaded.work, card, options);
	const { onRows } = options;
	const { summary } = await writeResults([out], out, card, onRows ? { onRows } : {});
	phase("tables written");
	return summary;
}

/** Runs a study and what decides in it, and writes all of it where a folder is given. */
export async function wholeStudy(
	file: string,
	{ models, out, force, treatments, protocols, ensemble, table = false, onProgress = () => {}, ...numbers }: StudyOptions,
	asked: Asked,
): Promise<StudyRun> {
	const { workers, wishes } = checkStudyNumbers(numbers, asked);
	const own = checkOwnTexts({ treatments, protocols }, asked);
	const loaded = await prepareStudy(findStudy(file), { ...wishes, ...own, models, ...(ensemble === undefined ? {} : { ensemble }) });
	const { study, work } = loaded;
	const rows: OutcomeRow[] = [];
	const onRows: NonNullable<ResultWishes["onRows"]> = table ? (some) => rows.push(...outcomeRows(work.head, some)) : () => {};
	const summary = await sweepWhole(loaded, out, { workers, shard: { index: 1, of: 1 }, onProgress, force, onRows });
	const sensitivity = study.sensitivity === null ? null : await runSensitivity(loaded, { workers, onProgress });
	const written = out === undefined ? nothingWritten : await writeStudyPages(out, { summary, sensitivity }, cardFor(loaded));
	return { study, summary, sensitivity, table: rows, ...written };
}
