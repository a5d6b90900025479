import { type EditSheet, editsWithin, mostLetters, newEditSheet } from "./edits.ts";

const partsOf = (word: string): string[] => word.toLowerCase().split(/[\s_-]+/);
const bare = (word: string): string => partsOf(word).join("");

const isBetween = (code: number): boolean => code === 0x20 || code === 0x2d || code === 0x5f;

/** Whether the letters of a word begin with these, whatever stands between its parts; asked for each allowed word, so nothing is made. */
function beginsBare(word: string, start: string): boolean {
	let at = 0;
	for (let i = 0; i < word.length && at < start.length; i++) {
		const code = word.charCodeAt(i);
		if (isBetween(code)) continue;
		if (code !== start.charCodeAt(at)) return false;
		at++;
	}
	return at === start.length;
}

/** `ALL` is `B-ALL` cut short, not `CLL` mistyped. Where many words hold it, it says nothing. */
function holding(read: string, allowed: readonly string[]): string[] {
	if (read.length < 3) return [];
	const found = allowed.filter((candidate) => candidate.toLowerCase().includes(read) && partsOf(candidate).includes(read));
	return found.length <= 3 ? found : [];
}

/**
 * The allowed words that a mistyped word most likely meant, best first; none when nothing is near.
 *
 *     nearest("dsoe", ["give", "dose", "at"])   // ["dose"]
 *     nearest("ALL", ["CLL", "B-ALL"])          // ["B-ALL"]
 */
export function nearest(word: string, allowed: Iterable<string>, sheet = newEditSheet()): string[] {
	const lower = word.toLowerCase();
	const read = lower.slice(0, mostLetters);
	const limit = Math.max(1, Math.floor(read.length / 3));
	const all = [...allowed];
	const start = bare(read);
	const inOtherCase: string[] = [];
	const near: { readonly candidate: string; readonly edits: number }[] = [];
	for (const candidate of all) {
		const other = candidate.toLowerCase();
		if (other === lower) inOtherCase.push(candidate);
		const edits = editsTo(other, { read, start, limit, sheet });
		if (edits !== undefined) near.push({ candidate, edits });
	}
	if (inOtherCase.length > 0) return inOtherCase.slice(0, 3);
	const longer = holding(lower, all);
	if (longer.length > 0) return longer;
	near.sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1));
	return near.slice(0, 3).map(({ candidate }) => candidate);
}

interface Reading {
	readonly read: string;
	/** Its letters alone. */
	readonly start: string;
	readonly limit: number;
	readonly sheet: EditSheet;
}

/** Undefined where the word is not near; one that only goes on where the other ends is. */
function editsTo(candidate: string, { read, start, limit, sheet }: Reading): number | undefined {
	const cut = candidate.slice(0, mostLetters);
	if (read.length >= 3 && candidate[0] === read[0] && beginsBare(candidate, start)) return Math.abs(cut.length - read.length);
	if (Math.abs(candidate.length - read.length) > limit) return undefined;
	// As many edits as letters would make any word of any other.
	return editsWithin(read, cut, Math.min(limit, read.length - 1), sheet);
}

/** `Did you mean "dose"?`, or an empty text when nothing is near. */
export function didYouMean(word: string, allowed: Iterable<string>): string {
	const names = nearest(word, allowed).map((name) => `"${name}"`);
	return names.length === 0 ? "" : `Did you mean ${names.join(" or ")}?`;
}

/** Most words that a hint lists; of more than these, `SHOWN`. */
const LISTED = 30;
const SHOWN = 24;

/** Of a list that is cut, the words that share a part with the one that was written stay: `tocilizumab-early` finds `tocilizumab-too-late`. */
function relatedFirst(word: string, names: readonly string[]): string[] {
	const parts = partsOf(word.slice(0, 64)).filter((part) => part.length >= 4);
	// Most names hold none of them, which is seen without taking them apart.
	const holders = names.filter((name) => parts.some((part) => name.toLowerCase().includes(part)));
	const related = holders.filter((name) => partsOf(name).some((part) => parts.includes(part)));
	return related.length === 0 ? [...names] : [...new Set([...related, ...names])];
}

/** Hint of an unknown word: the nearest right words, then what is allowed (cut when long). */
export function allowedHint(word: string, allowed: Iterable<string>): string {
	const names = [...allowed];
	if (names.length === 0) return "there are none here.";
	const list =
		names.length <= LISTED ? names.join(", ") : `${relatedFirst(word, names).slice(0, SHOWN).join(", ")}, … (${names.length} in all)`;
	return `allowed: ${list}. ${didYouMean(word, names)}`.trim();
}
