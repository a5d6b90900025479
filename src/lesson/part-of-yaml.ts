import type { LocatedYaml, Path } from "../input/located-yaml.ts";

type Keys = Readonly<Record<string, unknown>>;

/**
 * Some keys of a block of a text as a text of their own; places lead to where they really stand.
 *
 *     partOfYaml(yaml, ["steps", 1], ["patient", "set"]).value   // { set: { macrophage_response: "0.02x" } }
 */
export function partOfYaml(yaml: LocatedYaml, at: Path, keys: readonly string[]): LocatedYaml {
	const block = at.reduce<unknown>((value, part) => (value as Keys | undefined)?.[part as string], yaml.value) as Keys;
	const inside = (path: Path): Path => [...at, ...path];
	return {
		file: yaml.file,
		text: yaml.text,
		value: Object.fromEntries(Object.entries(block).filter(([key]) => keys.includes(key))),
		place: (path) => yaml.place(inside(path)),
		keyPlace: (path) => yaml.keyPlace(inside(path)),
		placeWithin: (path, offset) => yaml.placeWithin(inside(path), offset),
	};
}
