import type { StudySummary } from "../population/study-summary.ts";
import { patientsSentence } from "../population/study-words.ts";
import { disclaimer, wrapped } from "./figure-title.ts";
import type { Layer } from "./spec-types.ts";
import { ink, size } from "./theme.ts";

/** Pixels of a letter at the size of subtitles, a little more than the mean of Inter. */
const letter = 5.4;

/** The title block of a figure of a study: what it is, what is seen in numbers, how many patients, how to read it. */
export const studyTitle = (
	study: StudySummary,
	{ figure, seen, reading, width }: { figure: string; seen: readonly string[]; reading: string; width: number },
) => figureTitleOf(titled(study.title, figure), { lines: [...seen, `${patientsSentence(study)} ${reading}`], width });

/** A study and what is shown of it: a title that is a question or a sentence keeps its mark. */
export const titled = (title: string, figure: string): string =>
	/[.?!]$/.test(title) ? `${title} ${figure.charAt(0).toUpperCase()}${figure.slice(1)}` : `${title}: ${figure}`;

/** A title with lines that are broken at the figure's width; the disclaimer stands below. */
export const figureTitleOf = (title: string, { lines, width }: { lines: readonly string[]; width: number }) => {
	const letters = Math.max(60, Math.floor(width / letter));
	return {
		text: wrapped(title, Math.floor(letters * 0.68)),
		subtitle: [...lines.filter((line) => line !== "").flatMap((line) => wrapped(together(line), letters)), ...wrapped(disclaimer, letters)],
	};
};

/** A number stays with its unit. */
const together = (line: string): string => line.replace(/(\d) (?=%|points|days?\b|pg\/mL|virtual)/g, "$1\u00a0");

/** The title above one panel, always at the same height, whatever labels its axes have. */
export const headline = (text: string, { y = -14, x = 0, bold = true }: { y?: number; x?: number; bold?: boolean } = {}): Layer => ({
	data: { values: [{}] },
	mark: { type: "text", align: "left", baseline: "middle", fontSize: 11, fontWeight: bold ? 600 : 400, color: ink.strong, text },
	encoding: { x: { value: x }, y: { value: y } },
});

/** The name of a column above its panels, on two lines where it is narrow; a longer one is cut and stands whole in the subtitle. */
export const columnHead = (text: string, width: number): Layer => {
	const lines = wrapped(text, Math.floor(width / 6));
	const kept = lines.length <= 2 ? lines : [lines[0] as string, `${lines[1]} …`];
	return {
		data: { values: [{}] },
		mark: {
			type: "text",
			align: "left",
			baseline: "middle",
			fontSize: 11,
			fontWeight: 600,
			lineHeight: 14,
			color: ink.strong,
			text: kept.length === 1 ? (kept[0] as string) : kept,
		},
		encoding: { x: { value: 0 }, y: { value: -12 - 14 * (kept.length - 1) } },
	};
};

/** Name and measure in the left margin of a row of panels. */
export const rowHead = (name: string, measure: string): Layer[] => [
	head(name, { y: 0, bold: true }),
	head(measure, { y: 15, bold: false }),
];

const head = (text: string, { y, bold }: { y: number; bold: boolean }): Layer => ({
	data: { values: [{}] },
	mark: {
		type: "text",
		align: "left",
		baseline: "top",
		fontSize: 11,
		fontWeight: bold ? 600 : 400,
		color: bold ? ink.strong : ink.soft,
		text,
	},
	encoding: { x: { value: -size.leftMargin }, y: { value: y } },
});

/** What is said of each cell in a subtitle; of more than three only of the least and the most. */
export const saidOf = (parts: readonly { readonly name: string; readonly text: string; readonly size: number }[]): string => {
	if (new Set(parts.map(({ text }) => text)).size === 1) return `${parts[0]?.text ?? ""}${parts.length > 1 ? " in each" : ""}`;
	const sorted = [...parts].sort((a, b) => a.size - b.size);
	const shown = parts.length <= 3 ? parts : [sorted[0], sorted.at(-1)].filter((part) => part !== undefined);
	const words = parts.length <= 3 ? ["", "", ""] : ["from ", "to "];
	return shown.map(({ name, text }, i) => `${words[i]}${text} [${name}]`).join(parts.length <= 3 ? "; " : " ");
};
