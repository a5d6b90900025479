import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { ModelTexts } from "../model/read-model.ts";

/** The folder that holds `models` and `scenarios` of this program. */
export const home: string = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** A path as a person would write it from where they stand. */
export function shownPath(path: string): string {
	const from = relative(process.cwd(), path);
	return (from.startsWith("..") ? path : from).split(sep).join("/");
}

/** Names of the models at hand: folders with a `model.yaml`. */
export function modelNames(folder: string = join(home, "models")): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => existsSync(join(folder, name, "model.yaml")))
		.sort();
}

function yamlFiles(folder: string, inside = ""): string[] {
	return readdirSync(join(folder, inside), { withFileTypes: true })
		.flatMap((entry) => {
			const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
			if (entry.isDirectory()) return yamlFiles(folder, path);
			return entry.name.endsWith(".yaml") ? [path] : [];
		})
		.sort();
}

/** The texts of a model's folder. */
export function readModelTexts(name: string, folder: string = join(home, "models", name)): ModelTexts {
	if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
	const texts = new Map(yamlFiles(folder).map((path) => [path, readFileSync(join(folder, path), "utf8")]));
	return { name, folder: shownPath(folder), texts };
}
