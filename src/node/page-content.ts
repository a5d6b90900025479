import { shownColumns } from "../chart/charting.ts";
import type { Lesson } from "../lesson/lesson.ts";
import { type FunctionMaker, functionFromText } from "../model/function-from-text.ts";
import { plainText } from "../model/plain-data.ts";
import { answerer } from "../page/answerer.ts";
import { pageLessons } from "../page/kit-lessons.ts";
import { kitOfModel } from "../page/kit-of-model.ts";
import { splitKit, splitParts } from "../page/late-kit.ts";
import type { PartName } from "../page/page-parts.ts";
import { type PageSources, type PartCode, partsOfModel } from "../page/parts-of-model.ts";
import type { PageTexts } from "../page/read-desk.ts";
import { subsystemPieces } from "../report/model-html.ts";
import { fingerprint, keep, recall } from "./kept-values.ts";
import { programState, version } from "./program.ts";

/** What a page holds of its model, by the names of its parts: texts, and the bytes of the machine code. */
export type PageContent = Readonly<
	Record<
		Extract<PartName, "kit" | "late-kit" | "code" | "algebra" | "parts" | "late-parts" | "machine" | "pieces" | "texts">,
		string | Uint8Array
	>
>;

/** Functions of texts, as a script that puts them where the worker looks for them. */
const scriptOf = (texts: Readonly<Record<string, string>>): string =>
	`globalThis.crsimCode=Object.assign(globalThis.crsimCode??{},{${Object.entries(texts)
		.map(([key, text]) => `${key}:(elementary)=>{${text}}`)
		.join(",\n")}});\n`;

/** Functions of the texts as they are, by the keys that stand in the parts in their place. */
const functionsOf =
	(code: PartCode): FunctionMaker =>
	<T>(key: string): T =>
		functionFromText<T>(code[key as keyof PartCode]);

/** What a person who opens a file in the page needs: the texts of model, protocols and scenarios, and what charts may name. */
function textsOf({ library, protocols, scenarios }: PageSources): PageTexts {
	const { name, folder, texts } = library.files;
	// A page shows no population.
	const read = [...texts].filter(([path]) => !path.startsWith("populations/"));
	return {
		model: { name, folder, texts: read },
		protocols: Object.fromEntries([...(protocols?.names() ?? [])].map((one) => [one, protocols!.open(one)!])),
		scenarios: Object.fromEntries(scenarios.flatMap((one) => (one.hidden ? [] : [[`${one.name}.yaml`, one.text]]))),
		formulary: library.formulary,
		shown: shownColumns(library.charting, library.bind),
	};
}

/** What is made of the sources: all that a page holds, in parts. */
function made({ sources, lessons, first }: PageWish): PageContent {
	const model = partsOfModel(sources);
	const answering = answerer(model.parts, { functions: functionsOf(model.code), clock: () => 0, version: version() });
	const shown = pageLessons(lessons, model, (wish) => answering.ask(wish, "exact").run);
	const kit = kitOfModel(sources, model, { version: version(), first, lessons: shown.lessons });
	const { algebra, ...code } = model.code;
	const { kernel } = model.parts.model.code;
	const withoutBytes = kernel && { ...kernel, bytes: new Uint8Array(0) };
	// What the linear algebra in JavaScript works on weighs as much as all other equations, and comes with it.
	const { body, ...facts } = model.parts.model.code.algebra;
	const noAlgebra = { body, places: [], partCount: 0, memory: 0 };
	const program = { ...model.parts.model, code: { ...model.parts.model.code, algebra: noAlgebra, kernel: withoutBytes } };
	const ofKit = splitKit(kit);
	const ofParts = splitParts({ ...model.parts, model: program, tasks: shown.tasks }, first);
	return {
		kit: JSON.stringify(ofKit.early),
		"late-kit": JSON.stringify(ofKit.late),
		code: scriptOf(code),
		algebra: `${scriptOf({ algebra })}globalThis.crsimAlgebra=${JSON.stringify(facts)};`,
		parts: plainText(ofParts.early),
		"late-parts": plainText(ofParts.late),
		machine: kernel?.bytes ?? new Uint8Array(0),
		texts: JSON.stringify(textsOf(sources)),
		pieces: JSON.stringify(subsystemPieces(sources.library)),
	};
}

/** What a page is made of, and what it shows first. */
export interface PageWish {
	readonly sources: PageSources;
	readonly lessons: readonly Lesson[];
	readonly first: string;
}

/** What a page of these sources holds; made once for each state of the program and the texts. */
export function pageContent(wish: PageWish): PageContent {
	const { sources, first } = wish;
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
	const content = made(wish);
	keep(key, content);
	return content;
}
