import type { FigureSize } from "../figures/sheet.ts";
import { type TeachingFound, teachingFigureSpec } from "../figures/teaching-figure-spec.ts";
import { rowsBeside } from "../figures/trials-beside.ts";
import { runCourse } from "../lesson/run-lesson.ts";
import type { TeachingFigure } from "../lesson/teaching-figure.ts";
import { brokenClaims, type FigureTable, runsTable, trialsTable } from "../report/teaching-figure-table.ts";
import { drawFigures, type Wanted } from "./draw-figures.ts";
import { loadTrials } from "./load-trials.ts";
import { type Overwriting, writeResultFolder } from "./result-folder.ts";
import { runTrials } from "./run-trials.ts";
import { modelsAtHand } from "./scenario-files.ts";
import { loadTeachingFigure } from "./teaching-figure-files.ts";

/** A teaching figure with what its runs or its trials gave. */
export interface MadeFigure {
	readonly figure: TeachingFigure;
	readonly found: TeachingFound;
	readonly table: FigureTable;
	/** What of its sentence does not hold; empty in a figure that is right. */
	readonly broken: readonly string[];
	readonly wanted: Wanted;
	readonly size?: FigureSize | undefined;
	/** Whether the numbers of all its runs came to an end. */
	readonly finished: boolean;
}

export interface MakingOptions {
	readonly models?: string | undefined;
	/** What the picture is for; left out, a report. */
	readonly size?: FigureSize | undefined;
	/** Threads for a figure of trials. */
	readonly workers: number;
}

/** The trials of a figure are run with the model's own parameters and this seed. */
const seed = 1;

async function foundFor({ subject, name }: TeachingFigure, { models, workers }: MakingOptions): Promise<TeachingFound> {
	if (subject.kind === "runs") return { kind: "runs", runs: subject.courses.map(runCourse) };
	const settings = { patients: subject.patients, seed, changes: {}, asker: name, inert: false, models };
	const trials = loadTrials(
		subject.trials.map(({ trial }) => trial),
		settings,
	);
	return { kind: "trials", found: await runTrials(trials, settings, { workers, onProgress: () => {} }) };
}

const tableOf = (figure: TeachingFigure, found: TeachingFound): FigureTable =>
	found.kind === "trials" && figure.subject.kind === "trials"
		? trialsTable(rowsBeside(found.found, figure.subject))
		: runsTable(figure, found.kind === "runs" ? found.runs : []);

/**
 * Reads a teaching figure and simulates what it shows. Throws an InputError with every problem.
 *
 *     const { table, wanted } = await makeTeachingFigure("who-makes-il6", { workers: 2 });
 */
export async function makeTeachingFigure(given: string, options: MakingOptions): Promise<MadeFigure> {
	const figure = loadTeachingFigure(given, modelsAtHand(options.models));
	const found = await foundFor(figure, options);
	const { name, title, sentence: about } = figure;
	return {
		figure,
		found,
		table: tableOf(figure, found),
		broken: found.kind === "runs" ? brokenClaims(figure, found.runs) : [],
		wanted: { name, title, about, spec: teachingFigureSpec(figure, found, options.size) },
		size: options.size,
		finished: found.kind === "trials" || found.runs.every(({ outcome }) => outcome.kind === "finished"),
	};
}

/** Writes a figure as specification, SVG and PNG. Gives what the drawing had to say. */
export async function writeTeachingFigure(
	folder: string,
	{ wanted, size }: MadeFigure,
	overwriting: Overwriting,
): Promise<readonly string[]> {
	const { files, warnings } = await drawFigures([wanted], { size });
	writeResultFolder(folder, files, overwriting);
	return warnings;
}
