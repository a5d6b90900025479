/** Letters of a word beyond these are passed over: names are shorter. */
export const mostLetters = 64;

/** Where edits are counted: made once for many words, since a long list of wrong names asks millions of times. */
export interface EditSheet {
	/** Rows of the table of edits: the last one, the one before it and the one before that. */
	readonly rows: readonly [Uint8Array, Uint8Array, Uint8Array];
	/** How often each letter stands more in one word than in the other, by the letter's code modulo 64. */
	readonly surplus: Int8Array;
	/** Pairs of letters that were compared so far. */
	letters: number;
}

/** A sheet on which nothing was counted yet: `editsWithin("dsoe", "dose", 1, newEditSheet())`. */
export function newEditSheet(): EditSheet {
	const aRow = () => new Uint8Array(mostLetters + 1);
	return { rows: [aRow(), aRow(), aRow()], surplus: new Int8Array(64), letters: 0 };
}

/** Letters that one of two words has and the other lacks: no fewer edits lead from one to the other. Of each 64th letter one; that only lowers it. */
function lettersApart(from: string, to: string, surplus: Int8Array): number {
	surplus.fill(0);
	for (let i = 0; i < from.length; i++) surplus[from.charCodeAt(i) & 63]!++;
	for (let i = 0; i < to.length; i++) surplus[to.charCodeAt(i) & 63]!--;
	let [more, fewer] = [0, 0];
	for (const count of surplus) {
		if (count > 0) more += count;
		else fewer -= count;
	}
	return Math.max(more, fewer);
}

/**
 * Edits (insert, delete, replace, swap of neighbors) that lead from one word to another, each of at most 64 letters; undefined where they are
 * more than `limit`. It stops as soon as that is sure, and looks only at letters whose places are no further apart: unlike words cost little.
 * Who asks often brings a sheet.
 *
 *     editsWithin("dsoe", "dose", 1)   // 1
 */
export function editsWithin(from: string, to: string, limit: number, sheet = newEditSheet()): number | undefined {
	if (Math.abs(from.length - to.length) > limit || lettersApart(from, to, sheet.surplus) > limit) return undefined;
	const beyond = limit + 1;
	let [row, above, second] = sheet.rows;
	for (let j = 0; j <= to.length; j++) row[j] = Math.min(j, beyond);
	for (let i = 1; i <= from.length; i++) {
		[second, above, row] = [above, row, second];
		const [first, last] = [Math.max(1, i - limit), Math.min(to.length, i + limit)];
		row[first - 1] = first === 1 ? Math.min(i, beyond) : beyond;
		let least = row[first - 1]!;
		for (let j = first; j <= last; j++) {
			const letter = from.charCodeAt(i - 1);
			let best = above[j - 1]! + (letter === to.charCodeAt(j - 1) ? 0 : 1);
			if (row[j - 1]! + 1 < best) best = row[j - 1]! + 1;
			if (above[j]! + 1 < best) best = above[j]! + 1;
			const isSwapped = i > 1 && j > 1 && letter === to.charCodeAt(j - 2) && from.charCodeAt(i - 2) === to.charCodeAt(j - 1);
			if (isSwapped && second[j - 2]! + 1 < best) best = second[j - 2]! + 1;
			row[j] = Math.min(best, beyond);
			if (best < least) least = best;
		}
		if (last < to.length) row[last + 1] = beyond;
		sheet.letters += last - first + 1;
		if (least > limit) return undefined;
	}
	const edits = row[to.length]!;
	return edits > limit ? undefined : edits;
}
