/** Rows of a table as texts, for the terminal and for the page alike. */
export interface StudyRows {
	readonly title: string;
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** Lines of a table in plain text: columns as wide as they need, the last one ragged. `right` names the columns that align right. */
export const textTable = (
	rows: readonly (readonly string[])[],
	{ right = [], gap = 2 }: { right?: readonly number[]; gap?: number } = {},
): readonly string[] => {
	const columns = Math.max(0, ...rows.map((row) => row.length));
	const widths = Array.from({ length: columns }, (_, i) => Math.max(0, ...rows.map((row) => length(row[i] ?? ""))));
	const cell = (text: string, i: number): string => {
		const space = " ".repeat((widths[i] ?? 0) - length(text));
		return right.includes(i) ? space + text : text + space;
	};
	return rows.map((row) => row.map(cell).join(" ".repeat(gap)).trimEnd());
};

/** Characters as a terminal counts them; every one that we print is one cell wide. */
const length = (text: string): number => [...text].length;
