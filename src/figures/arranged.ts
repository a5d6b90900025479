import type { DayAxis, Frame } from "./frame.ts";
import { drawnOf, drawPanels, type Panel, wordsOf } from "./panel.ts";
import { headHeight } from "./panel-names.ts";
import type { Sheet } from "./sheet.ts";
import type { View } from "./spec-types.ts";
import { gapOf } from "./stack.ts";
import { size } from "./theme.ts";

/** What a figure is put together from. */
export interface FigureParts {
	/** Grades and treatments. */
	readonly head: readonly View[];
	readonly panels: readonly Panel[];
	readonly below?: readonly View[];
	readonly title: { readonly text: readonly string[] | string; readonly subtitle?: readonly string[] };
}

/** Pixels of the numbers and the name of the axis of days, and of the title's lines with what surrounds them. */
const axisHeight = 36;
const titleHeight = { line: 20, small: 15, around: 24 + 18 };
const panelHeight = { least: 24, most: 130 };

/** Head, panels and what stands below them: one stack, or two side by side that fill a slide. */
export const arranged = (parts: FigureParts, frame: Frame): readonly View[] => {
	const { stacks } = frame.sheet;
	const { head, panels, below = [] } = parts;
	if (stacks.count === 1) return [...head, ...drawPanels(fitted(parts, frame, stacks.most), frame, below.length > 0 ? "grid" : "labels"), ...below];
	return [sideBySide(parts, frame, stacks)];
};

/** Panels are made lower where the figure would be higher than its page. */
const fitted = ({ head, panels, below = [], title }: FigureParts, frame: Frame, most: number | null): readonly Panel[] => {
	if (most === null) return panels;
	const gap = gapOf(frame.sheet);
	const shown = drawnOf(panels, frame);
	const fixed =
		titleRoom(title) + heightOf([...head, ...below], gap) + axisHeight + shown.reduce((sum, panel) => sum + headHeight(wordsOf(panel, frame), frame.sheet) + gap, 0);
	const wished = shown.reduce((sum, { height = size.panel }) => sum + height, 0);
	const share = Math.min(1, (most - fixed) / wished);
	return share === 1 ? shown : shown.map((panel) => ({ ...panel, height: Math.round(Math.max(panelHeight.least, (panel.height ?? size.panel) * share)) }));
};

const heightOf = (views: readonly View[], gap: number): number =>
	views.reduce((sum, view) => sum + Number((view as { height?: number }).height ?? 0) + gap, 0);

/** The head stands on the left with some of the panels, the others on the right: so many that the lowest panel is as high as it can be. */
const sideBySide = (parts: FigureParts, frame: Frame, { high, apart }: Extract<Sheet["stacks"], { count: 2 }>): View => {
	const { head, below = [], title } = parts;
	const gap = gapOf(frame.sheet);
	const room = high - titleRoom(title) - axisHeight;
	const panels = drawnOf(parts.panels, frame);
	const used = panels.map((panel) => headHeight(wordsOf(panel, frame), frame.sheet) + gap);
	const each = (from: number, to: number, other: number): number =>
		from === to ? Number.POSITIVE_INFINITY : (room - other - used.slice(from, to).reduce((a, b) => a + b, 0)) / (to - from);
	const splits = Array.from({ length: panels.length + 1 }, (_, i) => {
		const heights = [each(0, i, heightOf(head, gap)), each(i, panels.length, heightOf(below, gap))] as const;
		return { at: i, heights, least: Math.min(...heights) };
	});
	const best = splits.reduce((a, b) => (b.least > a.least ? b : a));
	const stackOf = (some: readonly Panel[], height: number, lowest: DayAxis) =>
		drawPanels(
			some.map((panel) => ({ ...panel, height: Math.round(Math.min(panelHeight.most, Math.max(panelHeight.least, height))) })),
			frame,
			lowest,
		);
	const left = [...head, ...stackOf(panels.slice(0, best.at), best.heights[0], "labels")];
	const right = [...stackOf(panels.slice(best.at), best.heights[1], below.length > 0 ? "grid" : "labels"), ...below];
	return {
		spacing: apart,
		hconcat: [left, right].filter((views) => views.length > 0).map((views) => ({ spacing: gap, vconcat: views })),
	};
};

const titleRoom = ({ text, subtitle = [] }: FigureParts["title"]): number =>
	titleHeight.around + titleHeight.line * [text].flat().length + titleHeight.small * subtitle.length;
