import {
	isAlias,
	isMap,
	isScalar,
	isSeq,
	LineCounter,
	type Node,
	type Pair,
	type ParsedNode,
	parseDocument,
	type YAMLParseError,
} from "yaml";
import { firstControl } from "./control-characters.ts";
import { InputError, type Place, type Problem, throwIfAny } from "./problem.ts";
import { wrongIndentation } from "./yaml-indentation.ts";

export type Path = readonly (string | number)[];

/** A YAML (or JSON) text as plain data that remembers where each key and value stood. */
export interface LocatedYaml {
	readonly file: string;
	readonly text: string;
	readonly value: unknown;
	/** Where the value at a path begins; the nearest enclosing value when the path does not exist. */
	place(path: Path): Place;
	/** Where the key at a path stands. */
	keyPlace(path: Path): Place;
	/** Where the character `offset` of the text value at a path stands. */
	placeWithin(path: Path, offset: number): Place;
}

const largest = 1_000_000;
const deepest = 64;
const mostAliases = 100;
/** Errors of the YAML itself that are told at once: the later ones follow from the first. */
const mostErrors = 10;
/** What every object of JavaScript answers to: a table asked for such a word would give a function for an entry. */
const forbiddenKeys: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), "prototype"]);

interface Spot {
	readonly key: number;
	readonly value: number;
	readonly end: number;
}

/** `treatments[0].dose` */
export function pathText(path: Path): string {
	return path.map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`)).join("");
}

const pathId = (path: Path) => JSON.stringify(path);

/** How many characters of a double-quoted text make one character of its value: `\n`, `\x41`, `\u2264`. */
function escapeLength(source: string, at: number): number {
	if (source[at] !== "\\") return 1;
	return { x: 4, u: 6, U: 10 }[source[at + 1] ?? ""] ?? 2;
}

/** Offset in the source of character `offset` of a scalar's value: quotes, headers of blocks, folds and escapes are stepped over. */
function alignedOffset(source: string, value: string, offset: number): number {
	if (source[0] === '"' && source.includes("\\")) return escapedOffset(source, offset);
	let at = source[0] === "|" || source[0] === ">" ? source.indexOf("\n") + 1 : /^["']/.test(source) ? 1 : 0;
	for (let i = 0; i <= offset && i < value.length; i++) {
		// Folds change spaces and line ends only, so the other characters are followed, in their order.
		if (/\s/.test(value[i]!)) continue;
		while (at < source.length && source[at] !== value[i]) at++;
		if (i < offset) at++;
	}
	return Math.min(at, source.length);
}

/** A double-quoted text with escapes: each character or escape of the source is one of the value. */
function escapedOffset(source: string, offset: number): number {
	let at = 1;
	for (let i = 0; i < offset && at < source.length - 1; i++) at += escapeLength(source, at);
	return at;
}

function nestedTooDeep(text: string): boolean {
	let flow = 0;
	for (const whole of text.split("\n")) {
		const line = whole.replace(/(^|\s)#.*$/, "");
		if (line.search(/\S/) > deepest * 4) return true;
		if (/^[\s-]*(- ){64}/.test(line)) return true;
		for (const char of line) {
			if (char === "[" || char === "{") flow++;
			else if ((char === "]" || char === "}") && flow > 0) flow--;
			if (flow > deepest) return true;
		}
	}
	return false;
}

type Fault = Pick<Problem, "message" | "hint">;

/** Bytes that are no UTF-8 have become U+FFFD when a file was opened; a control character steers whatever shows it. */
function characterFaults(text: string): readonly (Fault & { readonly at: number })[] {
	const replaced = text.indexOf("\ufffd");
	const control = firstControl(text.replaceAll("\r", "\n"));
	return [
		...(replaced < 0 ? [] : [{ at: replaced, message: "a character here is not UTF-8", hint: "save the file as UTF-8" }]),
		...(control === undefined ? [] : [{ at: control.at, ...holdsControl("the file", control.name) }]),
	];
}

const holdsControl = (what: string, name: string): Fault => ({
	message: `${what} contains the control character ${name}`,
	hint: "remove it: texts are plain text",
});

/** A directive changes how all that follows is read: of them only the version that is read anyway may stand. */
function directiveFaults(text: string): readonly (Fault & { readonly at: number })[] {
	const [head = ""] = text.split(/^(?:---|[^%#\s])/m);
	return [...head.matchAll(/^%.*$/gm)]
		.filter(([line]) => !/^%YAML\s+1\.2\s*(?:#.*)?$/.test(line))
		.map(({ 0: line, index }) => ({
			at: index,
			message: `the directive "${line.trim()}" is not supported`,
			hint: "remove it: files are YAML 1.2",
		}));
}

/** Nothing when a recursion of the library ran out of stack: what slipped past the count of brackets. */
function withinStack<T>(work: () => T): T | undefined {
	try {
		return work();
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

/**
 * Reads a YAML 1.2 text. Refuses, with the place: what is not YAML or UTF-8, duplicate keys, texts over 1 MB, deep nesting, alias bombs,
 * tags and directives, control characters, keys that could reach into JavaScript's own objects.
 *
 *     const yaml = readYaml("dose: 8 mg/kg", "a.yaml");
 *     yaml.place(["dose"])   // { file: "a.yaml", line: 1, column: 7 }
 */
export function readYaml(text: string, file: string): LocatedYaml {
	const refuse = (message: string, hint: string, place: Omit<Place, "file"> = { line: 1, column: 1 }): never => {
		throw new InputError([{ file, ...place, key: "", message, hint }]);
	};
	if (text.length > largest) refuse(`the file has ${text.length} characters`, `at most ${largest} are allowed`);
	if (text.includes("\u0000")) refuse("the file is not text", "write it as UTF-8 YAML");
	const tooDeep = (place?: Place) => refuse("the file is nested too deeply", `at most ${deepest} levels are allowed`, place);
	if (nestedTooDeep(text)) tooDeep();
	const lines = new LineCounter();
	const document =
		withinStack(() => parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, stringKeys: true })) ?? tooDeep();
	const at = (offset: number): Place => {
		const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
		return { file, line: Math.max(1, line), column: Math.max(1, col) };
	};
	if (document.errors.some(({ code }) => code === "RESOURCE_EXHAUSTION")) tooDeep();
	const problems: Problem[] = [...syntaxProblems(document.errors, { text, file, at })];
	for (const { at: offset, ...fault } of [...characterFaults(text), ...directiveFaults(text)])
		problems.push({ ...at(offset), key: "", ...fault });
	throwIfAny(problems);

	const spots = new Map<string, Spot>();
	let aliases = 0;
	const note = (path: Path, node: Node | null | undefined, key: number) => {
		const start = node?.range?.[0] ?? key;
		spots.set(pathId(path), { key, value: start, end: node?.range?.[1] ?? start });
	};
	// A tag would say what a value is instead of its text, and an escape ("\e") can make a control character.
	const inspect = (node: Node | null | undefined, path: Path, key: number) => {
		const place = { ...at(node?.range?.[0] ?? key), key: pathText(path) };
		if (node?.tag)
			problems.push({ ...place, message: `the tag ${shortTag(node.tag)} is not supported`, hint: "write the value without it" });
		const control = isScalar(node) && typeof node.value === "string" ? firstControl(node.value) : undefined;
		if (control !== undefined) problems.push({ ...place, ...holdsControl("the text", control.name) });
	};
	/** Of a merge key (`<<`): the pairs of the block, or of the blocks, that it names. */
	const mergedPairs = (node: Node | null, key: number): readonly Pair[] => {
		if (isAlias(node) && ++aliases > mostAliases)
			return refuse(`more than ${mostAliases} aliases (*name)`, "write the values out", at(key));
		const meant = isAlias(node) ? node.resolve(document) : node;
		if (isMap(meant)) return meant.items.flatMap((pair) => (nameOf(pair) === "<<" ? mergedPairs(pair.value as Node | null, key) : [pair]));
		if (isSeq(meant) && !isAlias(node)) return meant.items.flatMap((item) => mergedPairs(item as Node | null, key));
		problems.push({
			...at(key),
			key: "<<",
			message: "expected a block of keys after <<",
			hint: "write an alias of a block, as in <<: *usual",
		});
		return [];
	};
	const visit = (node: Node | null | undefined, path: Path, key: number): unknown => {
		note(path, node, key);
		inspect(node, path, key);
		if (path.length > deepest) return tooDeep(at(key));
		if (isAlias(node)) {
			if (++aliases > mostAliases) return refuse(`more than ${mostAliases} aliases (*name)`, "write the values out", at(key));
			const meant = node.resolve(document) as ParsedNode | undefined;
			if (!meant)
				problems.push({
					...at(node.range?.[0] ?? key),
					key: pathText(path),
					message: `the alias *${node.source} has no anchor`,
					hint: `an anchor &${node.source} must come before it`,
				});
			return visit(meant, path, key);
		}
		if (isScalar(node)) {
			const strange = node.format === "HEX" || node.format === "OCT" || node.format === "BIN";
			if (strange)
				problems.push({ ...at(node.range?.[0] ?? key), key: pathText(path), message: `"${node.source}" is not a decimal number` });
			// .nan and .inf stay as they were written: whoever reads the value says what is needed there.
			return typeof node.value === "number" && !Number.isFinite(node.value) ? (node.source ?? "") : node.value;
		}
		if (isSeq(node)) return node.items.map((item, i) => visit(item as Node, [...path, i], (item as Node | null)?.range?.[0] ?? key));
		if (isMap(node)) {
			const object: Record<string, unknown> = {};
			const merged: Pair[] = [];
			for (const pair of node.items) {
				const name = nameOf(pair);
				const start = (pair.key as Node | null)?.range?.[0] ?? key;
				inspect(pair.key as Node | null, path, start);
				if (name === "<<") merged.push(...mergedPairs(pair.value as Node | null, start));
				else if (Object.hasOwn(object, name)) problems.push({ ...at(start), key: pathText([...path, name]), ...standsTwice });
				else if (forbiddenKeys.has(name)) problems.push({ ...at(start), key: pathText(path), message: `the key "${name}" is not allowed` });
				else object[name] = visit(pair.value as Node | null, [...path, name], start);
			}
			// What stands in the block itself goes before, and of two merged blocks the first.
			for (const pair of merged) {
				const name = nameOf(pair);
				const start = (pair.key as Node | null)?.range?.[0] ?? key;
				if (!Object.hasOwn(object, name) && !forbiddenKeys.has(name))
					object[name] = visit(pair.value as Node | null, [...path, name], start);
			}
			return object;
		}
		return null;
	};
	const value = visit(document.contents, [], 0);
	if (problems.length > 0) throw new InputError(problems);

	const spot = (path: Path): Spot => {
		for (let length = path.length; length > 0; length--) {
			const found = spots.get(pathId(path.slice(0, length)));
			if (found) return found;
		}
		return { key: 0, value: 0, end: 0 };
	};
	return {
		file,
		text,
		value,
		place: (path) => at(spot(path).value),
		keyPlace: (path) => at(spot(path).key),
		placeWithin: (path, offset) => {
			const { value: start, end } = spot(path);
			const found = path.reduce<unknown>((inside, part) => (inside as Record<string, unknown> | undefined)?.[part as string], value);
			const source = text.slice(start, end);
			return at(start + alignedOffset(source, String(found ?? ""), offset));
		},
	};
}

/** `!!int`, as it was most likely written. */
const shortTag = (tag: string): string => tag.replace(/^tag:yaml\.org,2002:/, "!!");

const nameOf = (pair: Pair): string => String(isScalar(pair.key) ? pair.key.value : pair.key);

interface Syntax {
	readonly text: string;
	readonly file: string;
	readonly at: (offset: number) => Place;
}

/** What makes a text no YAML. A line that is indented wrongly is told as that, and what the library says from there on follows from it. */
function syntaxProblems(errors: readonly YAMLParseError[], { text, file, at }: Syntax): readonly Problem[] {
	if (errors.length === 0) return [];
	const told = errors
		.toSorted((a, b) => a.pos[0] - b.pos[0])
		.slice(0, mostErrors)
		.map((error) => ({ ...at(error.pos[0]), key: "", ...yamlMessage(error) }));
	const indented = wrongIndentation(text).slice(0, mostErrors);
	const [first] = indented;
	if (first === undefined) return told;
	// The library notices a line early that the text above goes on where a key begins.
	return [
		...told.filter(({ line }) => line < first.line - 1),
		...indented.map((one) => ({ file, key: "", ...one, message: `not YAML: ${one.message}` })),
	];
}

// Looked for here and not by the library, which compares each key with every other: a minute for a file of many keys.
const standsTwice = { message: "this key appears twice", hint: "keep one of the two" };

/** The library's message, and a hint for the mistakes that model and scenario files invite. */
function yamlMessage({ code, message }: YAMLParseError): { message: string; hint?: string } {
	if (code === "BLOCK_AS_IMPLICIT_KEY") {
		return {
			message: 'not YAML: a second ": " on one line',
			hint: 'put the expression in quotes when it holds ": " (as `a ? b : c` does)',
		};
	}
	if (code === "NON_STRING_KEY") return { message: "not YAML as read here: a key must be a plain word", hint: "write key: value" };
	if (code === "MULTIPLE_DOCS") return { message: "a second document begins here (---)", hint: "write one document in each file" };
	return {
		message: `not YAML: ${message.split("\n")[0]}`,
		hint: "see https://yaml.org; indent with spaces, and quote texts that hold : # { } [ ] , or %",
	};
}
