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
 * Those of which every typed word is a part: first where a name begins with the first word, then where a name holds all, then where only the text does.
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
		const text = [...names, plain(one.about), plain(one.note ?? "")].join(" ");
		if (!words.every((word) => text.includes(word))) return [];
		const rank = names.some((name) => name.startsWith(words[0]!))
			? 0
			: words.every((word) => names.some((name) => name.includes(word)))
				? 1
				: 2;
		return [{ one, rank }];
	});
	return ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[_-]+/g, " ");
