/**
 * Characters that nobody sees and that change what is seen: those that steer a terminal (C0 without tab and line feed, C1), that turn the
 * direction of what follows (Unicode UAX #9: embeddings, overrides, isolates), that break lines in disguise, and halves of characters.
 */
const controls =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const hexOf = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, "0");

/**
 * A text in which every control character is written out as JavaScript and JSON write it. For every place where a text of an input is shown.
 *
 *     visible("a\u001b[2Jb")   // "a\\u001b[2Jb"
 */
export const visible = (text: string): string => text.replace(controls, (character) => `\\u${hexOf(character)}`);

/** The same for a line under which a mark shall stand: each takes one column, as it did. */
export const visibleInPlace = (line: string): string => line.replace(controls, "\ufffd");

/** Where the first control character of a text stands and how it is called: `U+001B`; undefined when it has none. */
export function firstControl(text: string): { readonly at: number; readonly name: string } | undefined {
	const at = text.search(controls);
	return at < 0 ? undefined : { at, name: `U+${hexOf(text[at]!).toUpperCase()}` };
}
