import { escapeHtml } from "./escape-html.ts";

/** A cell: text that is escaped, or markup that this folder made itself. */
export type HtmlCell = string | { readonly html: string };

const content = (cell: HtmlCell): string => (typeof cell === "string" ? escapeHtml(cell) : cell.html);

/** A table with a head. `numbers` names the columns that hold numbers, set flush right; `kind` is its class in the style sheet. */
export const htmlTable = (
	head: readonly string[],
	rows: readonly (readonly HtmlCell[])[],
	{ numbers = [], kind = "" }: { numbers?: readonly number[]; kind?: "" | "turns" | "given" | "parameters" } = {},
): string => {
	const style = (i: number): string => (numbers.includes(i) ? ' class="number"' : "");
	const headCells = head.map((text, i) => `<th scope="col"${style(i)}>${escapeHtml(text)}</th>`).join("");
	const bodyRows = rows.map((row) => `<tr>${row.map((cell, i) => `<td${style(i)}>${content(cell)}</td>`).join("")}</tr>`);
	return `<div class="wide"><table${kind === "" ? "" : ` class="${kind}"`}><thead><tr>${headCells}</tr></thead><tbody>\n${bodyRows.join("\n")}\n</tbody></table></div>`;
};

/** A grade as a colored badge. */
export const gradeBadge = (grade: number | null): HtmlCell => ({
	html: grade === null ? '<span class="grade grade-unknown">?</span>' : `<span class="grade grade-${grade}">${grade}</span>`,
});
