import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import { home, shownPath } from "./model-files.ts";
import { isText, type OwnTexts } from "./own-texts.ts";
import { type ScenarioTexts, scenarioTexts } from "./scenario-texts.ts";

const ending = /\.ya?ml$/;

/** Files of one kind that come with the program, each called by its name without the ending. */
export interface ShippedFolder {
	/** In the order that the `order.txt` of the folder gives; those that it does not name come last, by the alphabet. */
	readonly names: () => string[];
	/** A file may be named by its path, or by its bare name when it comes with the program. */
	readonly find: (file: string) => string;
	/** The texts of a file, or of the text itself; whoever names one that is not there is told those that come along. */
	readonly texts: (file: string, own?: OwnTexts) => ScenarioTexts;
}

/** The folder of `scenarios` that holds one kind of file: `shippedFolder("studies", "study")`. */
export function shippedFolder(kind: string, one: string): ShippedFolder {
	const folder = join(home, "scenarios", kind);
	const names = () => {
		const files = existsSync(folder) ? readdirSync(folder) : [];
		const all = files.filter((name) => ending.test(name)).map((name) => name.replace(ending, ""));
		const order = files.includes("order.txt") ? readFileSync(join(folder, "order.txt"), "utf8").split(/\r?\n/) : [];
		return [...new Set([...order.filter((name) => all.includes(name)), ...all.sort()])];
	};
	return {
		names,
		find: (file) => {
			const shipped = join(folder, ending.test(file) ? file : `${file}.yaml`);
			return isText(file) || existsSync(file) || !/^[\w.-]+$/.test(file) || !existsSync(shipped) ? file : shownPath(shipped);
		},
		texts: (file, own = {}) => {
			if (isText(file)) return { ...scenarioTexts(file, undefined, own), file: one };
			const isBareName = /^[\w-]+$/.test(file) && !existsSync(file);
			if (!isBareName) return scenarioTexts(file, undefined, own);
			const hint = `${allowedHint(file, names())} See: crsim list ${kind}`;
			throw new InputError([{ file, line: 1, column: 1, key: "", message: `there is no such ${one}`, hint }]);
		},
	};
}
