import type { StudySummary } from "../population/study-summary.ts";
import { patientsSentence } from "../population/study-words.ts";
import { disclaimer, wrapped } from "./figure-title.ts";
import type { Layer } from "./spec-types.ts";
import { ink } from "./theme.ts";

/** Pixels of a letter at the size of subtitles, a little more than the mean of Inter. */
const letter = 5.4;

/** The title block of a figure of a study: what it is, what is seen in numbers, how many patients, how to read it. */
export const studyTitle = (
	study: StudySummary,
	{ figure, seen, reading, width }: { figure: string; seen: readonly string[]; reading: string; width: number },
) => figureTitleOf(`${study.title}: ${figure}`, { lines: [...seen, `${patientsSentence(study)} ${reading}`], width });

/** A title with lines that are broken at the figure's width; the disclaimer stands below. */
export const figureTitleOf = (title: string, { lines, width }: { lines: readonly string[]; width: number }) => {
	const letters = Math.max(60, Math.floor(width / letter));
	return {
		text: wrapped(title, Math.floor(letters * 0.68)),
		subtitle: [...lines.filter((line) => line !== "").flatMap((line) => wrapped(line, letters)), ...wrapped(disclaimer, letters)],
	};
};

/** The title above one panel. */
export const panelTitle = (text: string, { bold = true, limit = 0 }: { bold?: boolean; limit?: number } = {}) => ({
	text,
	fontSize: 11,
	fontWeight: bold ? (600 as const) : (400 as const),
	anchor: "start" as const,
	frame: "group" as const,
	offset: 7,
	...(limit > 0 ? { limit } : {}),
});

/** As `panelTitle`, but always at the same height above its panel, whatever labels its axes have. */
export const headline = (text: string, { y = -14, x = 0 }: { y?: number; x?: number } = {}): Layer => ({
	data: { values: [{}] },
	mark: { type: "text", align: "left", baseline: "middle", fontSize: 11, fontWeight: 600, color: ink.strong, text },
	encoding: { x: { value: x }, y: { value: y } },
});
