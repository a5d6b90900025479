import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { ModelTexts } from "../model/read-model.ts";
import { refuseLinkOutside } from "./inside-folder.ts";

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
			if (!entry.name.endsWith(".yaml")) return [];
			if (entry.isSymbolicLink()) refuseLinkOutside(folder, path);
			return [path];
		})
		.sort();
}

/** The models at hand, each with its texts when they are asked for: those of a person's own folder, and those that come with the program. */
export function modelTextsAtHand(folder?: string): Pick<ReadonlyMap<string, ModelTexts>, "get" | "keys"> {
	const read = new Map<string, ModelTexts>();
	const folders = [...(folder === undefined ? [] : [folder]), join(home, "models")];
	const places = new Map(folders.flatMap((one) => modelNames(one).map((name) => [name, join(one, name)] as const)).reverse());
	return {
		keys: () => new Map([...places].sort()).keys(),
		get: (name) => {
			const place = places.get(name);
			if (place === undefined) return undefined;
			const texts = read.get(name) ?? readModelTexts(name, place);
			read.set(name, texts);
			return texts;
		},
	};
}

/** The texts of a model's folder. */
export function readModelTexts(name: string, folder: string = join(home, "models", name)): ModelTexts {
	if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
	const texts = new Map(yamlFiles(folder).map((path) => [path, readFileSync(join(folder, path), "utf8")]));
	return { name, folder: shownPath(folder), texts };
}
