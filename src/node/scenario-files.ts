import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { virtualPatient } from "../population/draw-patient.ts";
import { readYaml } from "../problem/located-yaml.ts";
import type { Individual } from "../random/stream.ts";
import { type ParseOptions, parseScenario } from "../scenario/parse-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { gradeNames } from "../simulate/ward.ts";
import { type Library, readLibrary } from "../treatment/library.ts";
import { home, modelNames, readModelTexts, shownPath } from "./model-files.ts";
import { protocolsFor } from "./protocol-files.ts";
import { readText } from "./read-text.ts";

export { readText, shippedScenarios } from "./read-text.ts";

/** A scenario with what is known of its files. */
export interface LoadedScenario {
	readonly scenario: Scenario;
	readonly sha256: string;
	readonly model: { readonly name: string; readonly sha256: string };
}

function sha256(parts: Iterable<string>): string {
	const hash = createHash("sha256");
	for (const part of parts) hash.update(part).update("\0");
	return hash.digest("hex");
}

const textHash = (text: string) => createHash("sha256").update(text).digest("hex");

/** The models at hand, each read when it is asked for: those of a person's own folder, and those that come with the program. */
export function modelsAtHand(folder?: string): Pick<ReadonlyMap<string, Library>, "get" | "keys"> {
	const read = new Map<string, Library>();
	const folders = [...(folder === undefined ? [] : [folder]), join(home, "models")];
	const places = new Map(folders.flatMap((one) => modelNames(one).map((name) => [name, join(one, name)] as const)).reverse());
	return {
		keys: () => new Map([...places].sort()).keys(),
		get: (name) => {
			const place = places.get(name);
			if (place === undefined) return undefined;
			const library = read.get(name) ?? readLibrary(readModelTexts(name, place));
			read.set(name, library);
			return library;
		},
	};
}

/** A scenario file may be named by its path, or by its bare name when it comes with the program. */
export function findScenario(file: string): string {
	const shipped = join(home, "scenarios", file.endsWith(".yaml") ? file : `${file}.yaml`);
	if (existsSync(file) || !/^[\w.-]+$/.test(file) || !existsSync(shipped)) return file;
	return shownPath(shipped);
}

/** Opens files of one folder only, also when a link leads elsewhere. */
function siblingOpener(file: string): (name: string) => string | undefined {
	const folder = dirname(resolve(file));
	return (name) => {
		const path = join(folder, name);
		if (!existsSync(path) || dirname(realpathSync(path)) !== realpathSync(folder)) return undefined;
		return readText(path);
	};
}

/** What a person may ask for in place of what the file says. */
export interface LoadWishes extends Pick<ParseOptions, "care" | "until"> {
	/** A virtual patient in place of the nominal one. */
	readonly individual?: Individual;
}

/** Reads and checks a scenario file. Throws an InputError with every problem. */
export function loadScenario(file: string, models: ParseOptions["models"], wishes: LoadWishes = {}): LoadedScenario {
	const { individual, ...given } = wishes;
	const text = readText(file);
	const nominal = parseScenario(text, {
		file,
		models,
		grades: gradeNames,
		open: siblingOpener(file),
		protocols: protocolsFor(file, given.care),
		...given,
	});
	const scenario = individual ? virtualPatient(nominal, individual) : nominal;
	const { texts } = models.get(scenario.model)!.files;
	return { scenario, sha256: textHash(text), model: { name: scenario.model, sha256: sha256([...texts].flat()) } };
}

/**
 * Reads and checks a protocol file as the care of a patient with the model's defaults. Throws an InputError with every problem; rules that
 * can never act are among what the scenario foresees.
 */
export function checkProtocol(file: string, models: ParseOptions["models"], model: string): Scenario {
	const first = protocolsFor(file, file).open(file);
	const about = (first && (readYaml(first.text, first.file).value as { about?: unknown } | null)?.about) ?? "A protocol.";
	const text = JSON.stringify({ about: String(about), model, care: file });
	return parseScenario(text, { file, models, grades: gradeNames, protocols: protocolsFor(file, file) });
}
