import { colorCode } from "./paint.ts";

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

const roomOf = (text: string): number => [...text.replace(colorCode, "")].length;

/** Where the last column of a line begins that leaves room beside it: after two spaces or more. A line without columns goes on two spaces in. */
function lastColumn(line: string, width: number): number {
	const starts = [...line.replace(colorCode, "").matchAll(/ {2,}(?=\S)/g)].map(({ 0: gap, index }) => index + gap.length);
	return starts.filter((start) => start <= width / 2).at(-1) ?? 2;
}

/**
 * A line of a table or list that is longer than `width` goes on below the beginning of its last column. Broken at spaces only; spaces that set
 * columns stay as they are.
 *
 *     hangingWrap("CRS  grade 2: low pressure", 20)   // ["CRS  grade 2: low", "     pressure"]
 */
export function hangingWrap(line: string, width: number): readonly string[] {
	if (roomOf(line) <= width) return [line];
	const indent = " ".repeat(lastColumn(line, width));
	const lines: string[] = [];
	let last = "";
	for (const word of line.split(/(?<=\S)(?= )/)) {
		const isFirst = last === "" || last === indent;
		if (isFirst || roomOf(last + word) <= width) last += isFirst && lines.length > 0 ? word.trimStart() : word;
		else {
			lines.push(last);
			last = indent + word.trimStart();
		}
	}
	return [...lines, last];
}
