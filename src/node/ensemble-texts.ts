import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import type { EnsembleTexts } from "../population/parse-study.ts";
import { fileIn } from "./protocol-files.ts";
import { readText } from "./read-text.ts";
import type { ScenarioTexts } from "./scenario-texts.ts";
import { shippedFolder } from "./shipped-folder.ts";

/** Ensembles by their names, paths or texts. */
export const { names: shippedEnsembles, find: findEnsemble } = shippedFolder("ensembles", "ensemble");

const textAt = (path: string) => ({ file: path, text: readText(path) });

/** Those of a study: files of its own folder, then those that come with the program; and the one that a person named, by its path or its name. */
function ensemblesFor(study: string, asked: string | undefined): EnsembleTexts {
	const named = asked === undefined ? undefined : findEnsemble(asked);
	if (named !== undefined && !existsSync(named)) {
		const hint = `a file, as crsim fit writes it (ensemble.yaml), or one of those that come along. ${allowedHint(named, shippedEnsembles())}`;
		throw new InputError([{ file: named, line: 1, column: 1, key: "", message: "there is no such ensemble", hint }]);
	}
	return {
		names: shippedEnsembles,
		open: (name) => {
			if (name === asked) return textAt(named!);
			if (name !== basename(name)) return undefined;
			const beside = fileIn(resolve(dirname(study)), name);
			if (beside !== undefined) return textAt(beside);
			return shippedEnsembles().includes(name) ? textAt(findEnsemble(name)) : undefined;
		},
	};
}

/**
 * The texts of a study with the ensembles that it can name. `asked`: one that a person named in its place; throws an InputError where that is not there.
 *
 *     withEnsembles(studyTexts("studies/mine.yaml")).ensembles?.open("eight-sets")?.text
 */
export const withEnsembles = (texts: ScenarioTexts, asked?: string): ScenarioTexts => ({
	...texts,
	ensembles: ensemblesFor(texts.file, asked),
});
