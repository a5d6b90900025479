import { type StudyWork, workOf } from "../population/study-work.ts";
import type { Sources } from "./kept-reading.ts";
import type { OwnTexts } from "./own-texts.ts";
import { modelsAtHand } from "./scenario-files.ts";
import { hashOf, type LoadedStudy, readStudy, type StudyWishes } from "./study-files.ts";

/** A study file, read and compiled. Plain data. */
export interface CompiledStudy extends LoadedStudy {
	readonly work: StudyWork;
	/** Of everything that decides its results: programs, what is asked of them, the program's own code. */
	readonly sha256: string;
}

/** Reads and compiles a study. Throws an InputError with every problem. */
export function compileStudy({ texts, noted }: Sources, wishes: StudyWishes, folder?: string, own: OwnTexts = {}): CompiledStudy {
	const one = readStudy(texts, noted(modelsAtHand(folder, undefined, own)), wishes);
	const work = workOf(one.study);
	return { ...one, work, sha256: hashOf(one.study, work) };
}
