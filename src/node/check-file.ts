import { parametersOf, parseFit } from "../fit/parse-fit.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError, type Problem, throwIfAny } from "../input/problem.ts";
import type { YamlReader } from "../input/yaml-reader.ts";
import { partReader } from "../language/read-parts.ts";
import { readParameterSets } from "../population/parameter-sets.ts";
import type { Models } from "../treatment/library.ts";
import { parseTrial } from "../trial/parse-trial.ts";
import { findEnsemble } from "./ensemble-texts.ts";
import { findFit, fitTexts } from "./fit-texts.ts";
import { type FileKind, kindOf, readAs } from "./kind-of-file.ts";
import { loadLesson } from "./lesson-files.ts";
import { findLesson } from "./lesson-texts.ts";
import { isText, type OwnTexts } from "./own-texts.ts";
import { readText } from "./read-text.ts";
import { checkProtocol, loadScenario } from "./scenario-files.ts";
import { findScenario } from "./scenario-texts.ts";
import { loadStudy } from "./study-files.ts";
import { findStudy } from "./study-texts.ts";
import { loadTeachingFigure } from "./teaching-figure-files.ts";
import { findTeachingFigure } from "./teaching-figure-texts.ts";
import { findTrial, trialTexts } from "./trial-texts.ts";

/** A file without a problem, and what is to be known of it. */
export interface GoodFile {
	readonly kind: FileKind;
	readonly title: string;
	readonly warnings: readonly string[];
}

/** A population is read with its model, since it names what stands there. */
function populationTitle(given: string, models: Models, model: string): string {
	const name = given.replace(/^.*[/\\]|\.ya?ml$/g, "");
	const found = models.get(model)?.populations.get(name);
	if (found && !isText(given) && readText(found.file) === readText(given))
		return `${found.about.replace(/\.$/, "")}; ${found.patients} patients`;
	const file = isText(given) ? "text" : given;
	const hint = "put it into the folder populations of a model; see: crsim list populations";
	throw new InputError([{ file, line: 1, column: 1, key: "", message: `the model ${model} has no such population`, hint }]);
}

/** Patients of a trial that is checked and not run. */
const ofCheck = { patients: 1, seed: 1 };

function goodTrial(file: string, models: Models & { readonly yaml: YamlReader }, own: OwnTexts): GoodFile {
	const { text, ...texts } = trialTexts(file, own);
	const { about, endpoints, study } = readAs("trial", { text, file: texts.file }, () => parseTrial(text, { ...texts, models, ...ofCheck }));
	const stated = endpoints.filter(({ unstated }) => unstated === null).length;
	const of = `${stated} of ${endpoints.length} ${endpoints.length === 1 ? "endpoint" : "endpoints"} stated`;
	return { kind: "trial", title: `${about.replace(/\.$/, "")}; ${of}`, warnings: study?.warnings ?? [] };
}

function goodFit(given: string, models: Models & { readonly yaml: YamlReader }, own: OwnTexts): GoodFile {
	const { text, file } = fitTexts(given, own);
	const { about, knobs, trials } = readAs("fit", { text, file }, () => parseFit(text, { file, models }));
	const what = `${knobs.length} ${knobs.length === 1 ? "parameter" : "parameters"} against ${trials.length} ${trials.length === 1 ? "trial" : "trials"}`;
	for (const trial of trials) goodFile(findTrial(trial), { models, model: "cart-crs", own });
	return { kind: "fit", title: `${about.trim().replace(/\.$/, "")}; ${what}`, warnings: [] };
}

/** Every parameter that a set of the ensemble names is one of its model. */
function goodEnsemble(given: string, models: Models & { readonly yaml: YamlReader }): GoodFile {
	const path = findEnsemble(given);
	const yaml = isText(path) ? models.yaml(path, "ensemble") : models.yaml(readText(path), path);
	const { sets, model } = readParameterSets(yaml);
	const { about } = yaml.value as { readonly about: string };
	const names = new Set(sets.flatMap((set) => Object.keys(set)));
	const library = models.get(model);
	const known = library && parametersOf(library);
	const problems: Problem[] = [];
	const read = partReader(yaml, problems);
	if (known === undefined) read.wrong(["model"], `unknown model "${model}"`, allowedHint(model, models.keys()));
	else
		for (const [i, set] of sets.entries())
			for (const name of Object.keys(set))
				if (!known.has(name))
					read.wrongKey(["sets", i, name], `unknown parameter "${name}"`, `${allowedHint(name, known)} See: crsim list parameters`);
	throwIfAny(problems);
	return { kind: "ensemble", title: `${about.trim().replace(/\.$/, "")}; ${sets.length} sets of ${names.size} parameters`, warnings: [] };
}

function goodLesson(given: string, models: Models, own: OwnTexts): GoodFile {
	const { title, steps, warnings } = loadLesson(given, models, own);
	return { kind: "lesson", title: `${steps.length} ${steps.length === 1 ? "step" : "steps"}: ${title}`, warnings };
}

function goodFigure(given: string, models: Models, own: OwnTexts): GoodFile {
	const { title, subject, warnings } = loadTeachingFigure(given, models, own);
	const of = subject.kind === "runs" ? `${subject.courses.length} runs` : `${subject.trials.length} trials`;
	return { kind: "figure", title: `${title}; ${of.replace(/^1 (\w+)s$/, "1 $1")}`, warnings };
}

/** Reads a scenario, a study, a trial, a fit, an ensemble, a lesson, a teaching figure, a protocol or a population, a file or the text of one. Throws an InputError with every problem. */
export function goodFile(
	given: string,
	{ models, model, own = {} }: { readonly models: Models & { readonly yaml: YamlReader }; readonly model: string; readonly own?: OwnTexts },
): GoodFile {
	const path = findTeachingFigure(findEnsemble(findLesson(findFit(findTrial(findStudy(findScenario(given)))))));
	const kind = kindOf(isText(path) ? models.yaml(path, "text") : models.yaml(readText(path), path));
	if (kind === "study") {
		const { title, cells, patients, warnings } = loadStudy(path, models, {}, own).study;
		return { kind, title: `${title}; ${cells.length} ${cells.length === 1 ? "cell" : "cells"} of ${patients} patients`, warnings };
	}
	if (kind === "trial") return goodTrial(path, models, own);
	if (kind === "fit") return goodFit(path, models, own);
	if (kind === "ensemble") return goodEnsemble(path, models);
	if (kind === "lesson") return goodLesson(path, models, own);
	if (kind === "figure") return goodFigure(path, models, own);
	if (kind === "population") return { kind, title: populationTitle(path, models, model), warnings: [] };
	const plan =
		kind === "protocol" ? checkProtocol(path, models, model, own) : loadScenario(path, models, { events: { first: true } }, own).plan;
	return { kind, title: plan.title, warnings: plan.warnings };
}
