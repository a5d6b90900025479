import { existsSync, lstatSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { nearest } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import type { ModelTexts } from "../model/read-model.ts";
import { refuseLinkOutside } from "./inside-folder.ts";
import type { OwnTexts } from "./own-texts.ts";
import { readRegular } from "./read-regular.ts";

/** Bytes of a file of a model. */
const largestPage = 1_000_000;

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

function refuse(file: string, message: string, hint: string): never {
	throw new InputError([{ file, line: 1, column: 1, key: "", message, hint }]);
}

/** What stands at a path: links are followed, and one that leads nowhere is nothing. */
const standing = (path: string) => statSync(path, { throwIfNoEntry: false });

/** Folders beside one that is not there, so that its name can be put right. */
function foldersIn(place: string): string[] {
	try {
		return readdirSync(place).filter((name) => standing(join(place, name))?.isDirectory());
	} catch {
		return [];
	}
}

/** Refuses a folder of models that a person named when there is none: a run would take the model that comes with the program. */
function checkModelFolder(folder: string): void {
	const about = "a folder of models has a folder for each, with its model.yaml";
	const found = standing(folder);
	if (found === undefined) {
		const place = dirname(resolve(folder));
		const near = nearest(basename(folder), foldersIn(place)).map((name) => `"${shownPath(join(place, name))}"`);
		const isLink = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink();
		refuse(
			folder,
			isLink ? "this link leads nowhere" : "there is no such folder",
			near.length > 0 ? `Did you mean ${near.join(" or ")}?` : about,
		);
	}
	if (!found.isDirectory()) refuse(folder, "expected a folder of models, found a file", about);
	if (existsSync(join(folder, "model.yaml")))
		refuse(folder, "this is the folder of one model", `name the folder that contains it: "${shownPath(dirname(resolve(folder)))}"`);
	if (modelNames(folder).length === 0) refuse(folder, "there is no model in this folder", about);
}

/** A model's texts with treatments of a person's own, which go before files of the same name. */
function withTreatments(files: ModelTexts, own: NonNullable<OwnTexts["treatments"]>): ModelTexts {
	const added = Object.entries(own).map(([name, text]) => ({ path: `treatments/${name}.yaml`, called: `treatments.${name}`, text }));
	if (added.length === 0) return files;
	const texts = new Map([...files.texts, ...added.map(({ path, text }) => [path, text] as const)].sort(([a], [b]) => (a < b ? -1 : 1)));
	return { ...files, texts, called: new Map(added.map(({ path, called }) => [path, called])) };
}

/**
 * The models at hand, each with its texts when they are asked for: those of a person's own folder, and those that come with the program;
 * whichever is asked for has a person's own treatments too.
 */
export function modelTextsAtHand(
	folder?: string,
	{ treatments = {} }: OwnTexts = {},
): Pick<ReadonlyMap<string, ModelTexts>, "get" | "keys"> {
	if (folder !== undefined) checkModelFolder(folder);
	const read = new Map<string, ModelTexts>();
	const folders = [...(folder === undefined ? [] : [folder]), join(home, "models")];
	const places = new Map(folders.flatMap((one) => modelNames(one).map((name) => [name, join(one, name)] as const)).reverse());
	return {
		keys: () => new Map([...places].sort()).keys(),
		get: (name) => {
			const place = places.get(name);
			if (place === undefined) return undefined;
			const texts = read.get(name) ?? withTreatments(readModelTexts(name, place), treatments);
			read.set(name, texts);
			return texts;
		},
	};
}

/** The texts of a model's folder. */
export function readModelTexts(name: string, folder: string = join(home, "models", name)): ModelTexts {
	if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
	const missing = () => "it is a link that leads nowhere: mend it, or remove it";
	const textOf = (path: string) => readRegular(join(folder, path), { most: largestPage, missing }).toString("utf8");
	const texts = new Map(yamlFiles(folder).map((path) => [path, textOf(path)]));
	return { name, folder: shownPath(folder), texts };
}
