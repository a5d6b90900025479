import { resolve } from "node:path";
import type { CompiledStudy } from "./compile-study.ts";
import { withEnsembles } from "./ensemble-texts.ts";
import { keptReading } from "./kept-reading.ts";
import { modelTextsAtHand } from "./model-files.ts";
import type { OwnTexts } from "./own-texts.ts";
import { version } from "./program.ts";
import type { StudyWishes } from "./study-files.ts";
import type { StudyCard } from "./study-folder.ts";
import { studyTexts } from "./study-texts.ts";
import { phase } from "./times.ts";

/** A study ready to be run. */
export type PreparedStudy = CompiledStudy;

/**
 * Reads and prepares a study file, or the text of one, with the models at hand; found again like a scenario, while all is the same. Throws an InputError with every
 * problem.
 *
 *     const { study, work } = await prepareStudy("scenarios/studies/tocilizumab-timing.yaml", { patients: 20 });
 */
export async function prepareStudy(
	file: string,
	{ models: folder, treatments, protocols, ...wishes }: StudyWishes & OwnTexts & { readonly models?: string | undefined } = {},
): Promise<PreparedStudy> {
	const own = { treatments, protocols };
	const texts = withEnsembles(studyTexts(file, own), wishes.ensemble);
	const models = modelTextsAtHand(folder, own);
	const { value, isHit } = await keptReading({ texts, models, wishes: ["study", resolve(texts.file), wishes] }, async (sources) => {
		const { compileStudy } = await import("./compile-study.ts");
		phase("readers loaded");
		return compileStudy(sources, wishes, folder, own);
	});
	phase(isHit ? "study found again" : "study read and compiled");
	return value;
}

/** What a folder that holds results of this study says of itself. */
export const cardFor = ({ study, work, sha256, textSha256 }: PreparedStudy): StudyCard => ({
	study: sha256,
	version: version(),
	file: study.file,
	text_sha256: textSha256,
	head: work.head,
});
