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

/**
 * The allowed words that a mistyped word most likely meant, best first; none when nothing is near.
 *
 *     nearest("dsoe", ["give", "dose", "at"])   // ["dose"]
 */
export function nearest(word: string, allowed: Iterable<string>): string[] {
	const read = word.toLowerCase().slice(0, 64);
	const limit = Math.max(1, Math.floor(read.length / 3));
	const all = [...allowed];
	const inOtherCase = all.filter((candidate) => candidate.toLowerCase() === word.toLowerCase());
	if (inOtherCase.length > 0) return inOtherCase.slice(0, 3);
	return (
		all
			// More letters to put in or to leave out than may be wrong: no need to count.
			.filter((candidate) =>
				candidate.length - read.length <= limit ? read.length - candidate.length <= limit : candidate.toLowerCase().startsWith(read),
			)
			.map((candidate) => ({ candidate, edits: distance(read, candidate.toLowerCase().slice(0, 64)) }))
			.filter(
				({ candidate, edits }) => (edits <= limit && edits < read.length) || (read.length >= 3 && candidate.toLowerCase().startsWith(read)),
			)
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

/** Hint of an unknown word: the nearest right words, then what is allowed (cut when long). */
export function allowedHint(word: string, allowed: Iterable<string>): string {
	const names = [...allowed];
	if (names.length === 0) return "there are none here.";
	const list = names.length <= 24 ? names.join(", ") : `${names.slice(0, 24).join(", ")}, … (${names.length} in all)`;
	return `allowed: ${list}. ${didYouMean(word, names)}`.trim();
}
