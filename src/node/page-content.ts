import { plainText } from "../model/plain-data.ts";
import type { Kit } from "../page/kit.ts";
import { kitOfModel } from "../page/kit-of-model.ts";
import type { PartName } from "../page/page-parts.ts";
import { type PageSources, partsOfModel } from "../page/parts-of-model.ts";
import { fingerprint, keep, recall } from "./kept-values.ts";
import { programState, version } from "./program.ts";

/** What a page holds of its model, by the names of its parts: texts, and the bytes of the machine code. */
export type PageContent = Readonly<Record<Extract<PartName, "kit" | "code" | "algebra" | "parts" | "machine">, string | Uint8Array>>;

/** Functions of texts, as a script that puts them where the worker looks for them. */
const scriptOf = (texts: Readonly<Record<string, string>>): string =>
	`globalThis.crsimCode=Object.assign(globalThis.crsimCode??{},{${Object.entries(texts)
		.map(([key, text]) => `${key}:(elementary)=>{${text}}`)
		.join(",\n")}});\n`;

function made(sources: PageSources, first: string): PageContent {
	const model = partsOfModel(sources);
	const kit: Kit = kitOfModel(sources, model, { version: version(), first, lessons: [] });
	const { algebra, ...code } = model.code;
	const { kernel } = model.parts.model.code;
	const withoutBytes = kernel && { ...kernel, bytes: new Uint8Array(0) };
	const parts = { ...model.parts, model: { ...model.parts.model, code: { ...model.parts.model.code, kernel: withoutBytes } } };
	return {
		kit: JSON.stringify(kit),
		code: scriptOf(code),
		algebra: scriptOf({ algebra }),
		parts: plainText(parts),
		machine: kernel?.bytes ?? new Uint8Array(0),
	};
}

/** What a page of these sources holds; made once for each state of the program and the texts. */
export function pageContent(sources: PageSources, first: string): PageContent {
	const { library, scenarios, protocols } = sources;
	const texts = [...(protocols?.names() ?? [])].map((name) => protocols?.open(name)?.text);
	const key = fingerprint([
		"page content",
		programState(),
		first,
		[...library.files.texts],
		scenarios.map(({ name, text }) => [name, text]),
		texts,
	]);
	const found = recall(key) as PageContent | undefined;
	if (found !== undefined) return found;
	const content = made(sources, first);
	keep(key, content);
	return content;
}
