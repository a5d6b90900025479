import { type Document, documentsOf } from "../input/documents.ts";
import { InputError, type Problem } from "../input/problem.ts";

/** How problems name it. */
export const standardInput = "standard input";

/** Whether a command was told to read what comes on the standard input in place of a file: by a dash, which yargs hands on as nothing. */
export const isStandardInput = (file: string): boolean => file === "-" || file === "";

/** Characters of one text. */
const largest = 100_000_000;

function refuse(message: string, hint: string): never {
	throw new InputError([{ file: standardInput, line: 1, column: 1, key: "", message, hint }]);
}

const isNothing = (): never => refuse("nothing came on the standard input", "give it a text: crsim run - < scenario.yaml");

const parts = (): AsyncIterable<string> => process.stdin.setEncoding("utf8") as AsyncIterable<string>;

/** All that comes on the standard input, as one text. Throws an InputError where nothing or too much comes. */
export async function textOfInput(): Promise<string> {
	let text = "";
	for await (const part of parts()) {
		text += part;
		if (text.length > largest) refuse(`more than ${largest} characters came`, "give the name of a file");
	}
	return text.trim() === "" ? isNothing() : `${text}\n`;
}

/** The documents that come on the standard input. Throws an InputError where none comes. */
export async function* documentsOfInput(): AsyncGenerator<Document> {
	let isThere = false;
	for await (const one of documentsOf(parts(), standardInput)) {
		isThere = true;
		yield one;
	}
	if (!isThere) isNothing();
}

/** How our readers call a text that is no file. */
const asTexts: readonly string[] = ["scenario", "study", standardInput];

/** Problems of a text that came on the standard input, each where it stands there; `line`: on which the text begins. */
export const problemsOfInput = (problems: readonly Problem[], line = 1): readonly Problem[] =>
	problems.map((one) => (asTexts.includes(one.file) ? { ...one, file: standardInput, line: one.line + line - 1 } : one));

/** Does work with the text that comes on the standard input, or with what else `file` names; problems are told where they stand. */
export async function withInput<T>(file: string, work: (given: string) => Promise<T> | T): Promise<T> {
	if (!isStandardInput(file)) return work(file);
	const text = await textOfInput();
	try {
		return await work(text);
	} catch (error) {
		throw error instanceof InputError ? new InputError(problemsOfInput(error.problems)) : error;
	}
}
