import { InputError, type Problem } from "../input/problem.ts";
import type { YamlReader } from "../input/yaml-reader.ts";
import { kindOf } from "../node/kind-of-file.ts";
import { readText } from "../node/read-text.ts";
import { checkProtocol, loadScenario, modelsAtHand } from "../node/scenario-files.ts";
import { findScenario } from "../node/scenario-texts.ts";
import { loadStudy } from "../node/study-files.ts";
import { findStudy } from "../node/study-texts.ts";
import type { Models } from "../treatment/library.ts";
import { exitCodes, result, say, sayProblems } from "./speak.ts";

export interface Arguments {
	readonly files: readonly string[];
	readonly models?: string | undefined;
	readonly model: string;
}

/** What a good file is about, and what is to be known of it. */
interface CheckedFile {
	readonly title: string;
	readonly warnings: readonly string[];
}

/** A population is read with its model, since it names what stands there. */
function populationTitle(file: string, models: Models, model: string): string {
	const name = file.replace(/^.*[/\\]|\.ya?ml$/g, "");
	const library = models.get(model);
	const found = library?.populations.get(name);
	if (found && readText(found.file) === readText(file)) return `${found.about.replace(/\.$/, "")}; ${found.patients} patients`;
	const hint = `put it into the folder populations of a model; see: crsim list populations`;
	throw new InputError([{ file, line: 1, column: 1, key: "", message: `the model ${model} has no such population`, hint }]);
}

function checked(file: string, models: Models & { readonly yaml: YamlReader }, model: string): CheckedFile {
	const path = findStudy(findScenario(file));
	const kind = kindOf(models.yaml(readText(path), path));
	if (kind === "study") {
		const { title, cells, patients, warnings } = loadStudy(path, models).study;
		return { title: `${title}; ${cells.length} ${cells.length === 1 ? "cell" : "cells"} of ${patients} patients`, warnings };
	}
	if (kind === "population") return { title: populationTitle(path, models, model), warnings: [] };
	const { title, warnings, foreseen } = kind === "protocol" ? checkProtocol(path, models, model) : loadScenario(path, models).plan;
	return { title, warnings: [...warnings, ...foreseen] };
}

export function check({ files, models: folder, model }: Arguments): number {
	const models = modelsAtHand(folder);
	const problems: Problem[] = [];
	for (const file of files) {
		try {
			const { title, warnings } = checked(file, models, model);
			for (const warning of warnings) say(`${file}: warning: ${warning}`);
			result(`${file}: good (${title})`);
		} catch (error) {
			if (!(error instanceof InputError)) throw error;
			problems.push(...error.problems);
		}
	}
	if (problems.length === 0) return exitCodes.done;
	sayProblems(problems);
	return exitCodes.input;
}
