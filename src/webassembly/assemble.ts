import { append, type Bytes, noBytes, writeByte, writeBytes, writeList, writeSized, writeUnsigned, written } from "./bytes.ts";
import {
	type Cursor,
	closesNext,
	formNext,
	noteName,
	opensNext,
	takeClosing,
	takeName,
	takeOpening,
	takeString,
	takeWord,
	textError,
} from "./cursor.ts";
import { endCode, takeValueType, takeWhole, writeOperands } from "./function-body.ts";

/** The numbers of sections, in the order in which they must stand (section 5.5). */
const sections = { type: 1, import: 2, function: 3, memory: 5, export: 7, code: 10 } as const;
/** Kinds of what is imported and exported. */
const kinds = { function: 0, memory: 2 } as const;
const functionType = 0x60;
/** `\0asm`, version 1. */
const preamble = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

interface Signature {
	readonly params: readonly number[];
	readonly results: readonly number[];
}

interface Imported {
	readonly module: string;
	readonly name: string;
	readonly type: number;
}

interface Exported {
	readonly name: string;
	readonly kind: number;
	readonly index: number;
}

/** The fields of a module, as they are found; imported functions have the first numbers. */
interface Fields {
	readonly types: Signature[];
	readonly imports: Imported[];
	/** The type of each function that is defined. */
	readonly defined: number[];
	/** Pages of each memory. */
	readonly memories: number[];
	readonly exports: Exported[];
	readonly functions: ReadonlyMap<string, number>;
	/** What each function that is defined does. */
	readonly code: Bytes;
}

/** Passes the forms `(word …)` that come next. */
function takeForms(cursor: Cursor, word: string, inside: () => void): void {
	while (formNext(cursor, word)) {
		takeOpening(cursor);
		inside();
		takeClosing(cursor);
	}
}

/** `(word $name type)` or `(word type type …)`, any number of them: the types; `locals` learns the names. */
function takeTyped(cursor: Cursor, word: string, locals: Map<string, number>, before: number): number[] {
	const types: number[] = [];
	takeForms(cursor, word, () => {
		noteName(cursor, locals, takeName(cursor), before + types.length);
		while (!closesNext(cursor)) types.push(takeValueType(cursor));
	});
	return types;
}

/** The number of the type that is alike, or that of a new one. */
function typeOf(types: Signature[], one: Signature): number {
	const key = JSON.stringify(one);
	const known = types.findIndex((other) => JSON.stringify(other) === key);
	return known >= 0 ? known : types.push(one) - 1;
}

/** Parameters and results. */
function takeSignature(cursor: Cursor): Signature & { readonly locals: Map<string, number> } {
	const locals = new Map<string, number>();
	return { locals, params: takeTyped(cursor, "param", locals, 0), results: takeTyped(cursor, "result", new Map(), 0) };
}

/** `(export "name")` within what is exported. */
function takeExports(cursor: Cursor, { exports }: Fields, kind: number, index: number): void {
	takeForms(cursor, "export", () => exports.push({ name: takeString(cursor), kind, index }));
}

/** `(import "module" "name" (func $name (param …) (result …)))` */
function takeImport(cursor: Cursor, { types, imports, defined }: Fields): void {
	if (defined.length > 0) throw textError(cursor, "an import stands behind a function");
	const [module, name] = [takeString(cursor), takeString(cursor)];
	takeForms(cursor, "func", () => {
		takeName(cursor);
		const { params, results } = takeSignature(cursor);
		imports.push({ module, name, type: typeOf(types, { params, results }) });
	});
}

/** Variables of one type that follow one another are told as one entry. */
function writeLocals(to: Bytes, types: readonly number[]): void {
	const runs: { readonly type: number; count: number }[] = [];
	for (const type of types) {
		const last = runs.at(-1);
		if (last?.type === type) last.count++;
		else runs.push({ type, count: 1 });
	}
	writeList(to, runs, ({ type, count }) => {
		writeUnsigned(to, count);
		writeByte(to, type);
	});
}

/** `(func $name (export "name") (param …) (result …) (local …) …)` */
function takeFunction(cursor: Cursor, fields: Fields): void {
	const { types, imports, defined, functions, code: to } = fields;
	const index = imports.length + defined.length;
	takeName(cursor);
	takeExports(cursor, fields, kinds.function, index);
	const { params, results, locals } = takeSignature(cursor);
	defined.push(typeOf(types, { params, results }));
	writeSized(to, () => {
		writeLocals(to, takeTyped(cursor, "local", locals, params.length));
		writeOperands({ cursor, to, functions, locals, labels: [] });
		writeByte(to, endCode);
	});
}

/** `(memory (export "name") pages)` */
function takeMemory(cursor: Cursor, fields: Fields): void {
	takeExports(cursor, fields, kinds.memory, fields.memories.length);
	fields.memories.push(takeWhole(cursor));
}

/** The numbers of all functions that have names: in the order of the text, before any is read, because one may call another behind it. */
function functionsIn(text: string): ReadonlyMap<string, number> {
	const functions = new Map<string, number>();
	const word = "(func";
	let index = 0;
	for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
		const cursor: Cursor = { text, at: at + word.length };
		noteName(cursor, functions, takeName(cursor), index++);
	}
	return functions;
}

function takeFields(cursor: Cursor): Fields {
	const functions = functionsIn(cursor.text);
	const fields: Fields = { types: [], imports: [], defined: [], memories: [], exports: [], functions, code: noBytes() };
	if (takeOpening(cursor) !== "module") throw textError(cursor, "expected a module");
	while (opensNext(cursor)) {
		const word = takeOpening(cursor);
		if (word === "import") takeImport(cursor, fields);
		else if (word === "func") takeFunction(cursor, fields);
		else if (word === "memory") takeMemory(cursor, fields);
		else throw textError(cursor, `unknown field "${word}"`);
		takeClosing(cursor);
	}
	takeClosing(cursor);
	if (takeWord(cursor) !== "" || cursor.at < cursor.text.length) throw textError(cursor, "expected the end");
	return fields;
}

function writeName(to: Bytes, name: string): void {
	writeUnsigned(to, name.length);
	for (let i = 0; i < name.length; i++) writeByte(to, name.charCodeAt(i));
}

/** A section of things of one kind; none where there are none. */
function writeSection<T>(to: Bytes, section: keyof typeof sections, list: readonly T[], write: (one: T) => void): void {
	if (list.length === 0) return;
	writeByte(to, sections[section]);
	writeSized(to, () => writeList(to, list, write));
}

/**
 * The bytes of a WebAssembly module from its text, by the core specification 2.0 (https://www.w3.org/TR/wasm-core-2/). Of the text format
 * it takes the part in which every instruction is folded, `(f64.add (local.get $a) (f64.const 1))`, and everything is called by its name:
 * imported functions, then functions and a memory; no comments. The same text gives the same bytes everywhere. What is not
 * known is an Error that names it; whether types fit is left to the engine, which validates the bytes.
 *
 *     const bytes = assemble('(module (func (export "half") (param $a f64) (result f64) (f64.mul (local.get $a) (f64.const 0.5))))');
 *     new WebAssembly.Module(bytes);
 */
export function assemble(text: string): Uint8Array<ArrayBuffer> {
	const { types, imports, defined, memories, exports, code } = takeFields({ text, at: 0 });
	const to = noBytes();
	writeBytes(to, preamble);
	writeSection(to, "type", types, ({ params, results }) => {
		writeByte(to, functionType);
		for (const list of [params, results]) writeList(to, list, (type) => writeByte(to, type));
	});
	writeSection(to, "import", imports, ({ module, name, type }) => {
		writeName(to, module);
		writeName(to, name);
		writeByte(to, kinds.function);
		writeUnsigned(to, type);
	});
	writeSection(to, "function", defined, (type) => writeUnsigned(to, type));
	writeSection(to, "memory", memories, (pages) => {
		// No upper limit.
		writeByte(to, 0);
		writeUnsigned(to, pages);
	});
	writeSection(to, "export", exports, ({ name, kind, index }) => {
		writeName(to, name);
		writeByte(to, kind);
		writeUnsigned(to, index);
	});
	if (defined.length > 0) {
		writeByte(to, sections.code);
		writeSized(to, () => {
			writeUnsigned(to, defined.length);
			append(to, code);
		});
	}
	return written(to);
}
