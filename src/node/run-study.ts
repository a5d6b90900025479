import { inCall, refuseOthers } from "./asked.ts";
import { ownTextNames } from "./own-texts.ts";
import type { StudyOptions, StudyRun } from "./whole-study.ts";

/**
 * Runs a study over threads, like `crsim sweep`: a file, a shipped study by its name, or the text of one. Throws an InputError with every
 * problem of the study or the options; patients whose run failed are counted in `summary.failures`.
 *
 *     const { summary } = await runStudy("tocilizumab-timing", { patients: 20, workers: 2 });
 *     for (const { arm, outcomes } of summary.cells) console.log(arm, outcomes);
 */
export async function runStudy(study: string, options: StudyOptions = {}): Promise<StudyRun> {
	const asked = inCall("runStudy");
	refuseOthers(asked, options, [
		"patients",
		"seed",
		"rtol",
		"workers",
		"ensemble",
		"models",
		...ownTextNames,
		"out",
		"force",
		"table",
		"onProgress",
	]);
	const { wholeStudy } = await import("./whole-study.ts");
	return wholeStudy(study, options, asked);
}
