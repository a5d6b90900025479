/** How far a text has been read. */
export interface Cursor {
	readonly text: string;
	at: number;
}

const [space, quote, open, close] = [32, 34, 40, 41];

/** An error of the text, with what stands there. Texts are made by the program, so users never meet it. */
export function textError({ text, at }: Cursor, message: string): Error {
	return new Error(`WebAssembly text: ${message}, at character ${at}: ${text.slice(Math.max(0, at - 40), at + 40)}`);
}

function skipSpace(cursor: Cursor): void {
	const { text } = cursor;
	let { at } = cursor;
	while (text.charCodeAt(at) <= space) at++;
	cursor.at = at;
}

/** The code of the next character that is not white space; NaN at the end. */
function nextCode(cursor: Cursor): number {
	skipSpace(cursor);
	return cursor.text.charCodeAt(cursor.at);
}

export const opensNext = (cursor: Cursor): boolean => nextCode(cursor) === open;
export const closesNext = (cursor: Cursor): boolean => nextCode(cursor) === close;

/** Does a folded form with this word in front come next? */
export function formNext(cursor: Cursor, word: string): boolean {
	if (!opensNext(cursor) || !cursor.text.startsWith(word, cursor.at + 1)) return false;
	const after = cursor.text.charCodeAt(cursor.at + 1 + word.length);
	return after <= space || after === open || after === close;
}

/** The next word; empty where there is none. */
export function takeWord(cursor: Cursor): string {
	skipSpace(cursor);
	const { text, at } = cursor;
	let end = at;
	for (;;) {
		const code = text.charCodeAt(end);
		// Also false for NaN, at the end of the text.
		if (!(code > space) || code === open || code === close || code === quote) break;
		end++;
	}
	cursor.at = end;
	return text.slice(at, end);
}

/** A name such as `$il6`, where one comes next. */
export function takeName(cursor: Cursor): string | undefined {
	skipSpace(cursor);
	return cursor.text[cursor.at] === "$" ? takeWord(cursor) : undefined;
}

/** Notes the number of what is named. */
export function noteName(cursor: Cursor, names: Map<string, number>, name: string | undefined, index: number): void {
	if (name === undefined) return;
	if (names.has(name)) throw textError(cursor, `the name "${name}" is given twice`);
	names.set(name, index);
}

/** Passes an opening parenthesis; the word behind it. */
export function takeOpening(cursor: Cursor): string {
	if (!opensNext(cursor)) throw textError(cursor, "expected ( of a folded form");
	cursor.at++;
	return takeWord(cursor);
}

export function takeClosing(cursor: Cursor): void {
	if (!closesNext(cursor)) throw textError(cursor, "expected )");
	cursor.at++;
}

/** A string of letters, digits and `_`, as names of imports and exports are. */
export function takeString(cursor: Cursor): string {
	if (nextCode(cursor) !== quote) throw textError(cursor, "expected a string");
	const begin = cursor.at + 1;
	const end = cursor.text.indexOf('"', begin);
	const string = cursor.text.slice(begin, end);
	if (end < 0 || !/^\w*$/.test(string)) throw textError(cursor, "expected a string of letters, digits and _");
	cursor.at = end + 1;
	return string;
}
