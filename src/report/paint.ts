/** How words look in a terminal. The summary has no color codes of its own. */
export interface Paint {
	readonly strong: (text: string) => string;
	readonly soft: (text: string) => string;
	readonly warning: (text: string) => string;
	/** Text on the color of a grade; null when the grade is unknown. */
	readonly grade: (text: string, grade: number | null) => string;
}

/** What a painted text has that takes no room. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what it looks for
export const colorCode: RegExp = /\u001b\[\d+m/g;

const same = (text: string): string => text;

/** No color at all. */
export const plainPaint: Paint = { strong: same, soft: same, warning: same, grade: same };
