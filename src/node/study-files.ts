import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { FlatModel } from "../model/flat-model.ts";
import { parseStudy } from "../population/parse-study.ts";
import type { Study } from "../population/study.ts";
import { headOf } from "../population/study-head.ts";
import { allowedHint } from "../problem/nearest.ts";
import { InputError } from "../problem/problem.ts";
import type { ParseOptions } from "../scenario/parse-scenario.ts";
import { gradeNames } from "../simulate/ward.ts";
import { readAs } from "./kind-of-file.ts";
import { home, shownPath } from "./model-files.ts";
import { codeHash, version } from "./program.ts";
import { scenarioTexts } from "./scenario-texts.ts";
import type { StudyCard } from "./study-folder.ts";

/** A study with what is known of its files. */
export interface LoadedStudy {
	readonly study: Study;
	/** Of everything that decides its results: scenarios, equations, numbers, the program's own code. */
	readonly sha256: string;
	/** Of the study's own text. */
	readonly textSha256: string;
}

const folder = join(home, "scenarios", "studies");
const ending = /\.ya?ml$/;

/** Names of the studies that come with the program. */
export const shippedStudies = (): string[] =>
	existsSync(folder)
		? readdirSync(folder)
				.filter((name) => ending.test(name))
				.map((name) => name.replace(ending, ""))
				.sort()
		: [];

/** A study may be named by its path, or by its bare name when it comes with the program. */
export function findStudy(file: string): string {
	const shipped = join(folder, ending.test(file) ? file : `${file}.yaml`);
	return existsSync(file) || !/^[\w.-]+$/.test(file) || !existsSync(shipped) ? file : shownPath(shipped);
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

/** The texts of a study; whoever names one that is not there is told those that come along. */
function textsOf(file: string) {
	const isBareName = /^[\w-]+$/.test(file) && !existsSync(file);
	if (!isBareName) return scenarioTexts(file);
	const hint = `${allowedHint(file, shippedStudies())} See: crsim list studies`;
	throw new InputError([{ file, line: 1, column: 1, key: "", message: "there is no such study", hint }]);
}

/** Reads and checks a study file. Throws an InputError with every problem. */
export function loadStudy(
	file: string,
	models: ParseOptions["models"],
	wishes: { readonly patients?: number; readonly seed?: number } = {},
): LoadedStudy {
	const { text, ...texts } = textsOf(file);
	const study = readAs("study", { text, file }, () => parseStudy(text, { ...texts, models, grades: gradeNames, instead: wishes }));
	return { study, sha256: hashOf(study), textSha256: createHash("sha256").update(text).digest("hex") };
}

/** What a folder that holds results of this study says of itself. */
export const cardFor = ({ study, sha256, textSha256 }: LoadedStudy): StudyCard => ({
	study: sha256,
	version: version(),
	file: study.file,
	text_sha256: textSha256,
	head: headOf(study),
});
