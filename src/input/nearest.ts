/** Edits (insert, delete, replace, swap of neighbors) that lead from one word to another. */
function distance(from: string, to: string): number {
	const rows = Array.from({ length: from.length + 1 }, (_, i) => [i, ...new Array<number>(to.length).fill(0)]);
	for (let j = 0; j <= to.length; j++) rows[0]![j] = j;
	for (let i = 1; i <= from.length; i++) {
		for (let j = 1; j <= to.length; j++) {
			const replace = rows[i - 1]![j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
			let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, replace);
			const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
			if (swapped) best = Math.min(best, rows[i - 2]![j - 2]! + 1);
			rows[i]![j] = best;
		}
	}
	return rows[from.length]![to.length]!;
}

const partsOf = (word: string): string[] => word.toLowerCase().split(/[\s_-]+/);
const bare = (word: string): string => partsOf(word).join("");

/** `ALL` is `B-ALL` cut short, not `CLL` mistyped. Where many words hold it, it says nothing. */
function holding(read: string, allowed: readonly string[]): string[] {
	if (read.length < 3) return [];
	const found = allowed.filter((candidate) => partsOf(candidate).includes(read));
	return found.length <= 3 ? found : [];
}

/**
 * The allowed words that a mistyped word most likely meant, best first; none when nothing is near.
 *
 *     nearest("dsoe", ["give", "dose", "at"])   // ["dose"]
 *     nearest("ALL", ["CLL", "B-ALL"])          // ["B-ALL"]
 */
export function nearest(word: string, allowed: Iterable<string>): string[] {
	const read = word.toLowerCase().slice(0, 64);
	const limit = Math.max(1, Math.floor(read.length / 3));
	const all = [...allowed];
	const inOtherCase = all.filter((candidate) => candidate.toLowerCase() === word.toLowerCase());
	if (inOtherCase.length > 0) return inOtherCase.slice(0, 3);
	const longer = holding(read, all);
	if (longer.length > 0) return longer;
	const begins = (candidate: string) => read.length >= 3 && bare(candidate).startsWith(bare(read));
	return (
		all
			// More letters to put in or to leave out than may be wrong: no need to count.
			.filter((candidate) => (candidate.length - read.length <= limit ? read.length - candidate.length <= limit : begins(candidate)))
			.map((candidate) => ({ candidate, edits: distance(read, candidate.toLowerCase().slice(0, 64)) }))
			.filter(({ candidate, edits }) => (edits <= limit && edits < read.length) || begins(candidate))
			.sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))
			.slice(0, 3)
			.map(({ candidate }) => candidate)
	);
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
	const related = names.filter((name) => partsOf(name).some((part) => parts.includes(part)));
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
