import { type EditSheet, editsWithin, mostLetters, newEditSheet } from "./edits.ts";

/**
 * The allowed words that a mistyped word most likely meant, best first; none when nothing is near.
 *
 *     nearest("dsoe", ["give", "dose", "at"])   // ["dose"]
 */
export function nearest(word: string, allowed: Iterable<string>, sheet = newEditSheet()): string[] {
	const lower = word.toLowerCase();
	const read = lower.slice(0, mostLetters);
	const limit = Math.max(1, Math.floor(read.length / 3));
	const inOtherCase: string[] = [];
	const near: { readonly candidate: string; readonly edits: number }[] = [];
	for (const candidate of allowed) {
		const other = candidate.toLowerCase();
		if (other === lower) inOtherCase.push(candidate);
		const edits = editsTo(other, { read, limit, sheet });
		if (edits !== undefined) near.push({ candidate, edits });
	}
	if (inOtherCase.length > 0) return inOtherCase.slice(0, 3);
	near.sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1));
	return near.slice(0, 3).map(({ candidate }) => candidate);
}

interface Reading {
	readonly read: string;
	readonly limit: number;
	readonly sheet: EditSheet;
}

/** Undefined where the word is not near; one that only goes on where the other ends is. */
function editsTo(candidate: string, { read, limit, sheet }: Reading): number | undefined {
	const cut = candidate.slice(0, mostLetters);
	if (read.length >= 3 && candidate.startsWith(read)) return cut.length - read.length;
	if (Math.abs(candidate.length - read.length) > limit) return undefined;
	// As many edits as letters would make any word of any other.
	return editsWithin(read, cut, Math.min(limit, read.length - 1), sheet);
}

/** `Did you mean "dose"?`, or an empty text when nothing is near. */
export function didYouMean(word: string, allowed: Iterable<string>): string {
	const names = nearest(word, allowed).map((name) => `"${name}"`);
	return names.length === 0 ? "" : `Did you mean ${names.join(" or ")}?`;
}

/** Hint of an unknown word: the nearest right words, then what is allowed (cut when long). */
export function allowedHint(word: string, allowed: Iterable<string>): string {
	const names = [...allowed];
	if (names.length === 0) return "there are none here.";
	const list = names.length <= 24 ? names.join(", ") : `${names.slice(0, 24).join(", ")}, … (${names.length} in all)`;
	return `allowed: ${list}. ${didYouMean(word, names)}`.trim();
}
