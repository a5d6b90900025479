import { createHash } from "node:crypto";
import type { FlatModel } from "../model/flat-model.ts";
import { parseStudy } from "../population/parse-study.ts";
import type { Study } from "../population/study.ts";
import type { ParseOptions } from "../scenario/parse-scenario.ts";
import { gradeNames } from "../simulate/ward.ts";
import { readAs } from "./kind-of-file.ts";
import { codeHash } from "./program.ts";
import type { ScenarioTexts } from "./scenario-texts.ts";
import { studyTexts } from "./study-texts.ts";

/** A study with what is known of its files. */
export interface LoadedStudy {
	readonly study: Study;
	/** Of everything that decides its results: scenarios, equations, numbers, the program's own code. */
	readonly sha256: string;
	/** Of the study's own text. */
	readonly textSha256: string;
}

/** Hashes all that a study's results depend on. Equations that cells share are taken in once. */
function hashOf({ file: _, cells, ...study }: Study): string {
	const hash = createHash("sha256").update(codeHash());
	const known = new Map<FlatModel["flows"], number>();
	const equations = ({ states, flows, observables, hazards, columns }: FlatModel) => {
		const found = known.get(flows);
		if (found !== undefined) return found;
		known.set(flows, known.size);
		hash.update(
			JSON.stringify([states.map(({ name, rate, scale, startIs }) => [name, rate, scale, startIs]), flows, observables, hazards, columns]),
		);
		return known.size - 1;
	};
	hash.update(JSON.stringify(study));
	for (const { scenario, ...cell } of cells) {
		const { file: __, flat, ...rest } = scenario;
		const numbers = [flat.parameters, flat.inputs].map((list) => list.map(({ name, value }) => [name, value]));
		hash.update(JSON.stringify([cell, rest, equations(flat), numbers]));
	}
	return hash.digest("hex");
}

/** What a person may ask for in place of what the study says. */
export interface StudyWishes {
	readonly patients?: number;
	readonly seed?: number;
}

/** Reads and checks a study from its texts. Throws an InputError with every problem. */
export function readStudy(texts: ScenarioTexts, models: ParseOptions["models"], wishes: StudyWishes = {}): LoadedStudy {
	const { text, ...sources } = texts;
	const study = readAs("study", texts, () => parseStudy(text, { ...sources, models, grades: gradeNames, instead: wishes }));
	return { study, sha256: hashOf(study), textSha256: createHash("sha256").update(text).digest("hex") };
}

/** Reads and checks a study file. Throws an InputError with every problem. */
export const loadStudy = (file: string, models: ParseOptions["models"], wishes: StudyWishes = {}): LoadedStudy =>
	readStudy(studyTexts(file), models, wishes);
