import { existsSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { ProtocolTexts } from "../treatment/read-protocol.ts";
import { home, shownPath } from "./model-files.ts";
import { readText } from "./read-text.ts";

const ending = /\.ya?ml$/;

/** The folder of the protocols that come with the program. */
export const shippedProtocols: string = join(home, "scenarios", "protocols");

function namesIn(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => ending.test(name))
		.map((name) => name.replace(ending, ""));
}

/** A file of a folder by its name, in small letters too; never one outside of it, also when a link leads there. */
export function fileIn(folder: string, name: string): string | undefined {
	const plain = name.replace(ending, "");
	const found = [plain, plain.toLowerCase()].map((one) => join(folder, `${one}.yaml`)).find((path) => existsSync(path));
	return found !== undefined && dirname(realpathSync(found)) === realpathSync(folder) ? found : undefined;
}

/** Whether a care team was named by the path of its file. */
export const isProtocolPath = (care: string): boolean => ending.test(care) && existsSync(care);

/**
 * The protocols that a scenario can name: those beside it in `protocols/`, then those that come with the program. `care` may be the path of a
 * file that a person named: then that one too, and those beside it. A person's own texts go before all of them.
 */
export function protocolsFor(scenario: string, care?: string, own: Readonly<Record<string, string>> = {}): ProtocolTexts {
	const named = care !== undefined && isProtocolPath(care) ? care : undefined;
	const folders = [
		...(named === undefined ? [] : [resolve(dirname(named))]),
		join(resolve(dirname(scenario)), "protocols"),
		shippedProtocols,
	].filter((folder, i, all) => existsSync(folder) && all.indexOf(folder) === i);
	return {
		names: () => [...new Set([...Object.keys(own), ...folders.flatMap(namesIn)])].sort(),
		open: (name) => {
			const text = Object.hasOwn(own, name) ? own[name] : undefined;
			if (text !== undefined) return { file: name, text };
			if (name === named) return { file: named, text: readText(named) };
			if (name !== basename(name)) return undefined;
			const path = folders.map((folder) => fileIn(folder, name)).find((one) => one !== undefined);
			return path === undefined ? undefined : { file: shownPath(path), text: readText(path) };
		},
	};
}
