import { type LocatedYaml, type Path, readYaml } from "../input/located-yaml.ts";
import { InputError } from "../input/problem.ts";
import type { YamlReader } from "../input/yaml-reader.ts";

/** Gives the text of a file in the scenario's own folder; undefined when there is none. */
export type OpenSibling = (name: string) => string | undefined;

const mostLayers = 8;
/** Blocks whose keys are taken over one by one; every other key replaces the base's as a whole. */
const merged = new Set(["patient", "set"]);

function isBlock(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text over its base: places lead to the text in which a key really stands. */
export function layered(top: LocatedYaml, base: LocatedYaml): LocatedYaml {
	const [over, under] = [top.value as Record<string, unknown>, base.value as Record<string, unknown>];
	const value: Record<string, unknown> = { ...under, ...over };
	for (const key of merged) if (isBlock(over[key]) && isBlock(under[key])) value[key] = { ...under[key], ...over[key] };
	const from = (path: Path): LocatedYaml => {
		const [first, second] = path as [string, string];
		if (!Object.hasOwn(over, first)) return Object.hasOwn(under, first) ? base : top;
		const inner = over[first];
		const inherited = merged.has(first) && isBlock(inner) && second !== undefined && !(second in inner) && isBlock(under[first]);
		return inherited && second in (under[first] as object) ? base : top;
	};
	return {
		file: top.file,
		text: top.text,
		value,
		place: (path) => from(path).place(path),
		keyPlace: (path) => from(path).keyPlace(path),
		placeWithin: (path, offset) => from(path).placeWithin(path, offset),
	};
}

/** The file beside `file` with this name. */
function sibling(file: string, name: string): string {
	return file.replace(/[^/\\]*$/, "") + name;
}

export interface LayerOptions {
	/** What to call the text in messages; its folder is where `extends` looks. */
	readonly file: string;
	readonly open?: OpenSibling | undefined;
	readonly yaml?: YamlReader | undefined;
}

/**
 * Reads a scenario text with the files it extends laid under it. Bases come from the scenario's own folder only: a path that leaves it, a
 * missing file and a circle are refused.
 */
export function readLayers(text: string, { file, open, yaml = readYaml }: LayerOptions, above: readonly string[] = []): LocatedYaml {
	const top = yaml(text, file);
	if (!isBlock(top.value)) {
		throw new InputError([{ ...top.place([]), key: "", message: "a scenario is a block of keys", hint: 'begin with "about: …"' }]);
	}
	const name = top.value["extends"];
	if (name === undefined) return top;
	const refuse = (message: string, hint: string): never => {
		throw new InputError([{ ...top.place(["extends"]), key: "extends", message, hint }]);
	};
	if (typeof name !== "string") return refuse("expected the name of a file", 'for example "extends: untreated.yaml"');
	if (/[/\\]|^\.\.?$|^~/.test(name))
		return refuse(`"${name}" leaves the scenario's folder`, "only a file of the same folder can be extended");
	const base = sibling(file, name);
	if (base === file || above.includes(base))
		return refuse(`scenarios extend each other in a circle: ${[...above, file, base].join(" -> ")}`, "remove extends: from one of them");
	if (above.length >= mostLayers) return refuse(`more than ${mostLayers} files extend each other`, "combine some of them");
	const baseText = open?.(name);
	if (baseText === undefined) return refuse(`there is no file "${name}" in the scenario's folder`, "check its spelling");
	return layered(top, readLayers(baseText, { file: base, open, yaml }, [...above, file]));
}
