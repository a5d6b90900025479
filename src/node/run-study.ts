import { inCall, refuseOthers } from "./asked.ts";
import type { StudyOptions, StudyRun } from "./whole-study.ts";

/**
 * Runs a study file, or a shipped study by its name, over threads, like `crsim sweep`. Throws an InputError with every problem of the file or the
 * options; patients whose run failed are counted in `summary.failures`.
 *
 *     const { summary } = await runStudy("tocilizumab-timing", { patients: 20, workers: 2 });
 *     for (const { arm, outcomes } of summary.cells) console.log(arm, outcomes);
 */
export async function runStudy(file: string, options: StudyOptions = {}): Promise<StudyRun> {
	const asked = inCall("runStudy");
	refuseOthers(asked, options, ["patients", "seed", "workers", "models", "out", "force", "onProgress"]);
	const { wholeStudy } = await import("./whole-study.ts");
	return wholeStudy(file, options, asked);
}
