/** Breaks a text into lines of at most `width` characters at spaces; a longer word stands alone. */
export const wrapWords = (text: string, width: number): readonly string[] => {
	const lines: string[] = [];
	for (const word of text.split(/\s+/)) {
		const last = lines.at(-1);
		if (last === undefined || last.length + word.length + 1 > width) lines.push(word);
		else lines[lines.length - 1] = `${last} ${word}`;
	}
	return lines;
};
