import type { YamlReader } from "../input/yaml-reader.ts";
import type { Models } from "../treatment/library.ts";
import { type FileKind, kindOf } from "./kind-of-file.ts";
import { isText, type OwnTexts } from "./own-texts.ts";
import { readText } from "./read-text.ts";
import { checkProtocol, loadScenario } from "./scenario-files.ts";
import { findScenario } from "./scenario-texts.ts";
import { loadStudy } from "./study-files.ts";
import { findStudy } from "./study-texts.ts";

/** A file without a problem, and what is to be known of it. */
export interface GoodFile {
	readonly kind: FileKind;
	readonly title: string;
	readonly warnings: readonly string[];
}

/** Reads a scenario, a study or a protocol, a file or the text of one. Throws an InputError with every problem. */
export function goodFile(
	given: string,
	{ models, model, own = {} }: { readonly models: Models & { readonly yaml: YamlReader }; readonly model: string; readonly own?: OwnTexts },
): GoodFile {
	const path = findStudy(findScenario(given));
	const kind = kindOf(isText(path) ? models.yaml(path, "text") : models.yaml(readText(path), path));
	if (kind === "study") {
		const { title, cells, patients, warnings } = loadStudy(path, models, {}, own).study;
		return { kind, title: `${title}; ${cells.length} ${cells.length === 1 ? "cell" : "cells"} of ${patients} patients`, warnings };
	}
	const plan = kind === "protocol" ? checkProtocol(path, models, model, own) : loadScenario(path, models, {}, own).plan;
	return { kind, title: plan.title, warnings: plan.warnings };
}
