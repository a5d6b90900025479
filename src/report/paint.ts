/** How words look in a terminal. The summary has no color codes of its own. */
export interface Paint {
	readonly strong: (text: string) => string;
	readonly soft: (text: string) => string;
	readonly warning: (text: string) => string;
	/** Text on the color of a grade; null when the grade is unknown. */
	readonly grade: (text: string, grade: number | null) => string;
}

const same = (text: string): string => text;

/** No color at all. */
export const plainPaint: Paint = { strong: same, soft: same, warning: same, grade: same };
