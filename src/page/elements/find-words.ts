/** Something that a search may find. */
export interface Findable {
	readonly name: string;
	readonly label: string;
	readonly about: string;
	/** Said behind the label: an evidence, a role. */
	readonly note?: string;
	/** Other names, searched but not shown. */
	readonly other?: readonly string[];
}

/**
 * Those that have every typed word: as a part of a name, or where a word of the text begins with it. First where a name begins with the first word, then
 * where names hold all, then the others.
 *
 *     found(all, "tociliz")[0]?.name   // "tocilizumab"
 */
export function found<T extends Findable>(all: readonly T[], typed: string): readonly T[] {
	const words = plain(typed)
		.split(" ")
		.filter((word) => word !== "");
	if (words.length === 0) return all;
	const ranked = all.flatMap((one) => {
		const names = [one.name, one.label, ...(one.other ?? [])].map(plain);
		const begins = plain(`${one.about} ${one.note ?? ""}`).split(/[^\p{L}\p{N}]+/u);
		const named = (word: string) => names.some((name) => name.includes(word));
		if (!words.every((word) => named(word) || begins.some((begin) => begin.startsWith(word)))) return [];
		const rank = names.some((name) => name.startsWith(words[0]!)) ? 0 : words.every(named) ? 1 : 2;
		return [{ one, rank }];
	});
	return ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[_-]+/g, " ");
