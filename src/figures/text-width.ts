import { glyphLookup, tableOffset, trueType } from "./true-type.ts";

/** Width of a text, in the unit of `fontSize`, as set in one font. */
export type TextWidth = (text: string, fontSize: number) => number;

/**
 * Reads the advance widths of a TrueType file: `head` has the units per em, `hhea` and `hmtx` the widths. Kerning is left out: it changes
 * a label by less than a pixel.
 */
export const textWidthOf = (bytes: Uint8Array): TextWidth => {
	const font = trueType(bytes);
	const unitsPerEm = font.view.getUint16(tableOffset(font, "head") + 18);
	const widths = tableOffset(font, "hmtx");
	const count = font.view.getUint16(tableOffset(font, "hhea") + 34);
	const glyphOf = glyphLookup(font);
	const known = new Map<number, number>();
	const advance = (code: number): number => {
		const width = known.get(code) ?? font.view.getUint16(widths + 4 * Math.min(glyphOf(code), count - 1));
		known.set(code, width);
		return width;
	};
	return (text, fontSize) => {
		let sum = 0;
		for (const character of text) sum += advance(character.codePointAt(0) as number);
		return (sum * fontSize) / unitsPerEm;
	};
};
