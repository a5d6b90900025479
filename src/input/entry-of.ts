/**
 * What a table says of a word that somebody typed; undefined where it has no entry of its own. Every object of JavaScript answers to
 * `constructor` and `toString`, so a plain `table[word]` would too.
 *
 *     entryOf({ temp: "temp_c" }, "constructor")   // undefined
 */
export const entryOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
	Object.hasOwn(table, word) ? table[word] : undefined;
