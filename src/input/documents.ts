import { InputError } from "./problem.ts";

/** One of the documents that came one after another. */
export interface Document {
	readonly text: string;
	/** Line of the stream on which it begins, from 1. */
	readonly line: number;
}

/** Characters of a document. */
const largest = 100_000_000;

function refuseBeyond(size: number, { file, line }: { readonly file: string; readonly line: number }): void {
	if (size <= largest) return;
	const hint = "write --- on a line of its own between two documents";
	throw new InputError([{ file, line, column: 1, key: "", message: `a document has more than ${largest} characters`, hint }]);
}

const isBlank = (line: string): boolean => line.trim() === "";
const isApart = (line: string): boolean => /^---\s*$/.test(line);
/** A whole value of JSON on one line. */
const isWhole = (line: string): boolean => /^\s*(?:\{.*\}|\[.*\])\s*$/.test(line);

/** The lines of a text that comes in parts, each as soon as it is there. */
async function* linesOf(parts: AsyncIterable<string>, file: string): AsyncGenerator<string> {
	let rest = "";
	let line = 1;
	for await (const part of parts) {
		const lines = (rest + part).split("\n");
		rest = lines.pop()!;
		for (const one of lines) yield one.replace(/\r$/, "");
		line += lines.length;
		refuseBeyond(rest.length, { file, line });
	}
	if (rest !== "") yield rest;
}

/**
 * The documents of a text that comes in parts, each as soon as it is whole. Where the first line that is not blank is a whole value of JSON, every
 * line is a document; elsewhere lines of three dashes stand between them. Blank documents are passed over. Throws an InputError for one without an end.
 *
 *     for await (const { text, line } of documentsOf(process.stdin, "standard input")) …
 */
export async function* documentsOf(parts: AsyncIterable<string>, file: string): AsyncGenerator<Document> {
	let isEachLine: boolean | undefined;
	let [line, begins, size] = [0, 1, 0];
	let open: string[] = [];
	for await (const one of linesOf(parts, file)) {
		line++;
		if (!isBlank(one) && !isApart(one)) isEachLine ??= isWhole(one);
		if (isEachLine === true) {
			if (!isBlank(one)) yield { text: `${one}\n`, line };
		} else if (isApart(one)) {
			if (!open.every(isBlank)) yield { text: `${open.join("\n")}\n`, line: begins };
			[open, begins, size] = [[], line + 1, 0];
		} else {
			open.push(one);
			size += one.length + 1;
			refuseBeyond(size, { file, line: begins });
		}
	}
	if (!open.every(isBlank)) yield { text: `${open.join("\n")}\n`, line: begins };
}
