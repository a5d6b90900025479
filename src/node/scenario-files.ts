import { createHash } from "node:crypto";
import { readYaml } from "../input/located-yaml.ts";
import { type YamlReader, yamlReader } from "../input/yaml-reader.ts";
import { type ParseOptions, parseScenario } from "../scenario/parse-scenario.ts";
import type { Plan } from "../scenario/plan.ts";
import { type Library, type Models, readLibrary } from "../treatment/library.ts";
import { readAs } from "./kind-of-file.ts";
import { modelTextsAtHand } from "./model-files.ts";
import { isText, type OwnTexts } from "./own-texts.ts";
import { protocolsFor } from "./protocol-files.ts";
import { type ScenarioTexts, scenarioTexts } from "./scenario-texts.ts";

/** A scenario with what is known of its files. */
export interface LoadedScenario {
	readonly plan: Plan;
	readonly sha256: string;
	readonly model: { readonly name: string; readonly sha256: string };
}

function sha256(parts: Iterable<string>): string {
	const hash = createHash("sha256");
	for (const part of parts) hash.update(part).update("\0");
	return hash.digest("hex");
}

const textHash = (text: string) => createHash("sha256").update(text).digest("hex");

/** The models at hand, each read when it is asked for. One is made for a process: whatever is read beside them is parsed once, too. */
export function modelsAtHand(folder?: string, yaml: YamlReader = yamlReader(), own: OwnTexts = {}): Models & { readonly yaml: YamlReader } {
	const read = new Map<string, Library>();
	const texts = modelTextsAtHand(folder, own);
	return {
		yaml,
		keys: texts.keys,
		get: (name) => {
			const files = texts.get(name);
			if (files === undefined) return undefined;
			const library = read.get(name) ?? readLibrary(files, yaml);
			read.set(name, library);
			return library;
		},
	};
}

/** What a person may ask for in place of what the file says. */
export type Instead = Pick<ParseOptions, "care" | "until" | "events">;

/** Name and hash of a model's texts. */
export function modelFacts(models: ParseOptions["models"], name: string): LoadedScenario["model"] {
	const { texts } = models.get(name)!.files;
	return { name, sha256: sha256([...texts].flat()) };
}

/** Reads and checks a scenario from its texts. Throws an InputError with every problem. */
export function readScenario(texts: ScenarioTexts, models: ParseOptions["models"], instead: Instead = {}): LoadedScenario {
	const { text, ...sources } = texts;
	const plan = readAs("scenario", texts, () => parseScenario(text, { ...sources, models, ...instead }));
	return { plan, sha256: textHash(text), model: modelFacts(models, plan.model) };
}

/** Reads and checks a scenario file, or the text of one. Throws an InputError with every problem. */
export const loadScenario = (file: string, models: ParseOptions["models"], instead: Instead = {}, own: OwnTexts = {}): LoadedScenario =>
	readScenario(scenarioTexts(file, instead.care, own), models, instead);

/**
 * Reads and checks a protocol file, or the text of one, as the care of a patient with the model's defaults. Throws an InputError with every
 * problem; rules that can never act are among what the scenario foresees.
 */
export function checkProtocol(given: string, models: ParseOptions["models"], model: string, own: OwnTexts = {}): Plan {
	const file = isText(given) ? "protocol" : given;
	const protocols = protocolsFor(file, file, isText(given) ? { ...own.protocols, [file]: given } : own.protocols);
	const first = protocols.open(file);
	const about = (first && ((models.yaml ?? readYaml)(first.text, first.file).value as { about?: unknown } | null)?.about) ?? "A protocol.";
	const text = JSON.stringify({ about: String(about), model, care: file });
	return parseScenario(text, { file, models, protocols });
}
