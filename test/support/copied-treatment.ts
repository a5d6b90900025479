import type { ModelTexts } from "../../src/model/read-model.ts";

const keysOfNames = ["parameters", "states", "inputs", "flows"];

/** Names that a treatment's file declares: those of its equations, and its own. */
function ownNames(name: string, text: string): string[] {
	const found = [name];
	let inside = false;
	for (const line of text.split("\n")) {
		if (/^\S/.test(line)) inside = keysOfNames.includes(line.split(":")[0]!);
		const own = /^ {2}(\w+):/.exec(line)?.[1];
		if (inside && own !== undefined) found.push(own);
	}
	return found;
}

/** Lines that say what the drug is, not how it acts; a copy keeps them, but goes by no other name. */
const isMeaning = (line: string) => /^(about|role|amount|masks|against|plausible):/.test(line);

/** The text of a treatment under the name `copied_…`, with every name of its own prefixed likewise. */
export function copiedTreatment(name: string, text: string): string {
	const own = ownNames(name, text).sort((a, b) => b.length - a.length);
	const pattern = new RegExp(`\\b(${own.join("|")})\\b`, "g");
	return text
		.split("\n")
		.filter((line) => !line.startsWith("names:"))
		.map((line) => (isMeaning(line) ? line : line.replace(/codes: \{[^}]*\}/, "codes: {}").replace(pattern, "copied_$1")))
		.join("\n");
}

/** A model with each of its treatments once more, under another name. */
export function withCopies(files: ModelTexts): ModelTexts {
	const copies = [...files.texts].flatMap(([path, text]) => {
		const name = /^treatments\/(\w+)\.yaml$/.exec(path)?.[1];
		return name === undefined ? [] : [[`treatments/copied_${name}.yaml`, copiedTreatment(name, text)] as const];
	});
	return { ...files, texts: new Map([...files.texts, ...copies]) };
}
