import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { allowedHint } from "../problem/nearest.ts";
import { InputError } from "../problem/problem.ts";
import { type ParseOptions, parseScenario } from "../scenario/parse-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { gradeNames } from "../simulate/ward.ts";
import { type Library, readLibrary } from "../treatment/library.ts";
import { home, modelNames, readModelTexts, shownPath } from "./model-files.ts";

const largestFile = 1_000_000;

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

/** Names of the scenarios that come with the program. */
export function shippedScenarios(): string[] {
	const folder = join(home, "scenarios");
	return readdirSync(folder)
		.filter((name) => name.endsWith(".yaml"))
		.sort();
}

/** A scenario file may be named by its path, or by its bare name when it comes with the program. */
export function findScenario(file: string): string {
	const shipped = join(home, "scenarios", file.endsWith(".yaml") ? file : `${file}.yaml`);
	if (existsSync(file) || !/^[\w.-]+$/.test(file) || !existsSync(shipped)) return file;
	return shownPath(shipped);
}

/** The text of a file that a person named; an InputError says why it cannot be read. */
export function readText(file: string): string {
	const refuse = (message: string, hint: string): never => {
		throw new InputError([{ file, line: 1, column: 1, key: "", message, hint }]);
	};
	try {
		const status = statSync(file);
		if (status.isDirectory()) return refuse("this is a folder, not a scenario file", "name a .yaml file");
		if (status.size > largestFile) return refuse(`the file has ${status.size} bytes`, `at most ${largestFile} are read`);
		return readFileSync(file, "utf8");
	} catch (error) {
		if (error instanceof InputError) throw error;
		const { code } = error as { code?: string };
		if (code === "ENOENT") return refuse("there is no such file", `${allowedHint(file, shippedScenarios())} See: crsim list scenarios`);
		return refuse(`the file cannot be read (${code})`, "look at its permissions");
	}
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

/** Reads and checks a scenario file. Throws an InputError with every problem. */
export function loadScenario(
	file: string,
	models: ParseOptions["models"],
	given: Pick<ParseOptions, "care" | "until"> = {},
): LoadedScenario {
	const text = readText(file);
	const scenario = parseScenario(text, { file, models, grades: gradeNames, open: siblingOpener(file), ...given });
	const { texts } = models.get(scenario.model)!.files;
	return { scenario, sha256: textHash(text), model: { name: scenario.model, sha256: sha256([...texts].flat()) } };
}
