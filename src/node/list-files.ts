import { join } from "node:path";
import { readYaml } from "../input/located-yaml.ts";
import { findEnsemble, shippedEnsembles } from "./ensemble-texts.ts";
import { findFit, shippedFits } from "./fit-texts.ts";
import { findLesson, shippedLessons } from "./lesson-texts.ts";
import type { Named } from "./list-model.ts";
import { home } from "./model-files.ts";
import { oneLine } from "./one-line.ts";
import { protocolsFor } from "./protocol-files.ts";
import { readText, shippedScenarios } from "./read-text.ts";
import { findStudy, shippedStudies } from "./study-texts.ts";
import { findTeachingFigure, shippedTeachingFigures } from "./teaching-figure-texts.ts";
import { findTrial, shippedTrials } from "./trial-texts.ts";

/** One line of each list of the files that come along. */
export interface FileListings {
	readonly scenarios: Named;
	readonly protocols: Named;
	readonly studies: Named;
	readonly trials: Named;
	readonly fits: Named;
	/** Sets of parameters that are all held possible. */
	readonly ensembles: Named;
	/** Figures for teaching. */
	readonly figures: Named;
	/** `minutes` that it takes. */
	readonly lessons: { readonly name: string; readonly minutes: number; readonly about: string };
}

const aboutOf = (text: string, file: string): string => oneLine((readYaml(text, file).value as { about?: string } | null)?.about ?? "");

const namedBy = (name: string, path: string): Named => ({ name, about: aboutOf(readText(path), path) });

/** The files that come along. */
export const listsOfFiles: { readonly [K in keyof FileListings]: () => readonly FileListings[K][] } = {
	scenarios: () =>
		shippedScenarios().map((file) => {
			const path = join(home, "scenarios", file);
			return { name: file.replace(/\.yaml$/, ""), about: aboutOf(readText(path), path) };
		}),
	protocols: () => {
		const texts = protocolsFor(join(home, "scenarios", "any.yaml"));
		return [...texts.names()].map((name) => {
			const { file, text } = texts.open(name)!;
			return { name, about: aboutOf(text, file) };
		});
	},
	studies: () => shippedStudies().map((name) => namedBy(name, findStudy(name))),
	ensembles: () => shippedEnsembles().map((name) => namedBy(name, findEnsemble(name))),
	fits: () => shippedFits().map((name) => namedBy(name, findFit(name))),
	trials: () => shippedTrials().map((name) => namedBy(name, findTrial(name))),
	figures: () => shippedTeachingFigures().map((name) => namedBy(name, findTeachingFigure(name))),
	lessons: () =>
		shippedLessons().map((name) => {
			const path = findLesson(name);
			const text = readText(path);
			const { minutes } = (readYaml(text, path).value ?? {}) as { minutes?: unknown };
			return { name, minutes: Number(minutes), about: aboutOf(text, path) };
		}),
};
