import { type LocatedYaml, readYaml } from "./located-yaml.ts";

/** Reads a YAML text; `file` is what to call it in messages. Throws an InputError, as `readYaml`. */
export type YamlReader = (text: string, file: string) => LocatedYaml;

/**
 * A reader that parses each text once, by its place and content: one is made for a process, since a study asks for the same protocol in every
 * cell. What it gives is shared, so nobody may change it.
 *
 *     const yaml = yamlReader();
 *     yaml(text, "p4.yaml") === yaml(text, "p4.yaml")   // true
 */
export function yamlReader(parse: YamlReader = readYaml): YamlReader {
	const read = new Map<string, LocatedYaml>();
	return (text, file) => {
		const key = `${file}\0${text}`;
		const yaml = read.get(key) ?? parse(text, file);
		read.set(key, yaml);
		return yaml;
	};
}
