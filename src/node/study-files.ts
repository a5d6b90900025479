import { createHash } from "node:crypto";
import { parseStudy } from "../population/parse-study.ts";
import type { Study } from "../population/study.ts";
import type { StudyWork } from "../population/study-work.ts";
import type { ParseOptions } from "../scenario/parse-scenario.ts";
import { withEnsembles } from "./ensemble-texts.ts";
import { readAs } from "./kind-of-file.ts";
import type { OwnTexts } from "./own-texts.ts";
import { codeHash } from "./program.ts";
import { type LoadedScenario, modelFacts } from "./scenario-files.ts";
import type { ScenarioTexts } from "./scenario-texts.ts";
import { studyTexts } from "./study-texts.ts";

/** A study with what is known of its files. */
export interface LoadedStudy {
	readonly study: Study;
	/** Of the study's own text. */
	readonly textSha256: string;
	readonly model: LoadedScenario["model"];
}

/** What the results of each patient of a study depend on besides the code: its programs and what is asked of them; not how many patients there are. */
export function askedOf({ cells, ...study }: Study, { programs }: StudyWork): string {
	const { file: _, patients: __, ensemble, ...rest } = study;
	// Where its file lies changes nothing.
	const asked = ensemble === undefined ? rest : { ...rest, ensemble: { source: ensemble.source, sets: ensemble.sets } };
	return JSON.stringify([asked, cells.map(({ arm, vary }, i) => [arm, vary, programs[i]!.id])]);
}

/** Hashes all that the results of each patient of a study depend on, the code that runs it included, so that a study can grow. */
export const hashOf = (study: Study, work: StudyWork): string =>
	createHash("sha256").update(codeHash()).update(askedOf(study, work)).digest("hex");

/** What a person may ask for in place of what the study says. */
export interface StudyWishes {
	readonly patients?: number;
	readonly seed?: number;
	/** Relative tolerance of every run. */
	readonly rtol?: number;
	/** An ensemble, by its path or name. */
	readonly ensemble?: string;
}

/** Reads and checks a study from its texts. Throws an InputError with every problem. */
export function readStudy(texts: ScenarioTexts, models: ParseOptions["models"], wishes: StudyWishes = {}): LoadedStudy {
	const { text, ...sources } = texts;
	const study = readAs("study", texts, () => parseStudy(text, { ...sources, models, instead: wishes }));
	return { study, textSha256: createHash("sha256").update(text).digest("hex"), model: modelFacts(models, study.model) };
}

/** Reads and checks a study file, or the text of one. Throws an InputError with every problem. */
export const loadStudy = (file: string, models: ParseOptions["models"], wishes: StudyWishes = {}, own: OwnTexts = {}): LoadedStudy =>
	readStudy(withEnsembles(studyTexts(file, own), wishes.ensemble), models, wishes);
