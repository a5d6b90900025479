import { parseTeachingFigure } from "../lesson/parse-teaching-figure.ts";
import type { TeachingFigure } from "../lesson/teaching-figure.ts";
import type { ParseOptions } from "../scenario/parse-scenario.ts";
import { parseTrial } from "../trial/parse-trial.ts";
import { readAs } from "./kind-of-file.ts";
import { scenariosFor } from "./lesson-files.ts";
import { isText, type OwnTexts } from "./own-texts.ts";
import { findTeachingFigure, teachingFigureTexts } from "./teaching-figure-texts.ts";
import { findTrial, trialTexts } from "./trial-texts.ts";

/** Reads and checks a teaching figure: a file, a shipped one by its name, or the text of one. Throws an InputError with every problem. */
export function loadTeachingFigure(given: string, models: ParseOptions["models"], own: OwnTexts = {}): TeachingFigure {
	const found = findTeachingFigure(given);
	const { text, file, protocols } = teachingFigureTexts(found, own);
	const name = isText(given) ? "figure" : file.replace(/^.*[/\\]|\.ya?ml$/g, "");
	const endpointsOf = (trial: string) => {
		const { text: written, ...texts } = trialTexts(findTrial(trial));
		return parseTrial(written, { ...texts, models, patients: 1, seed: 1 }).endpoints.map((endpoint) => endpoint.name);
	};
	return readAs("figure", { text, file }, () =>
		parseTeachingFigure(text, { name, file, models, protocols, scenarios: scenariosFor(found), endpointsOf }),
	);
}
