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
	const { head, below = [] } = parts;
	if (stacks.count === 1)
		return [...head, ...drawPanels(fitted(parts, frame, stacks.most), frame, below.length > 0 ? "grid" : "labels"), ...below];
	return [sideBySide(parts, frame, stacks)];
};

/** Panels are made lower where the figure would be higher than its page. */
const fitted = ({ head, panels, below = [], title }: FigureParts, frame: Frame, most: number | null): readonly Panel[] => {
	if (most === null) return panels;
	const gap = gapOf(frame.sheet);
	const shown = drawnOf(panels, frame);
	const fixed =
		titleRoom(title) +
		heightOf([...head, ...below], gap) +
		axisHeight +
		shown.reduce((sum, panel) => sum + headHeight(wordsOf(panel, frame), frame.sheet) + gap, 0);
	const wished = shown.reduce((sum, { height = size.panel }) => sum + height, 0);
	const share = Math.min(1, (most - fixed) / wished);
	return share === 1
		? shown
		: shown.map((panel) => ({ ...panel, height: Math.round(Math.max(panelHeight.least, (panel.height ?? size.panel) * share)) }));
};

const heightOf = (views: readonly View[], gap: number): number =>
	views.reduce((sum, view) => sum + Number((view as { height?: number }).height ?? 0) + gap, 0);

/** Head and panels fill the left stack and then the right one, parted where the lowest panel is as high as it can be. */
const sideBySide = (parts: FigureParts, frame: Frame, { high, apart }: Extract<Sheet["stacks"], { count: 2 }>): View => {
	const { head, below = [], title } = parts;
	const gap = gapOf(frame.sheet);
	const room = high - titleRoom(title) - axisHeight;
	const panels = drawnOf(parts.panels, frame);
	const used = panels.map((panel) => headHeight(wordsOf(panel, frame), frame.sheet) + gap);
	/** What is left for each of some panels beside these views; views alone have what they need, or lack it. */
	const each = (views: readonly View[], from: number, to: number): number => {
		const free = room - heightOf(views, gap) - used.slice(from, to).reduce((a, b) => a + b, 0);
		return from < to ? free / (to - from) : Math.min(free + axisHeight, 0) || Number.POSITIVE_INFINITY;
	};
	const partings = Array.from({ length: head.length + panels.length + 1 }, (_, i) => {
		const [heads, some] = [Math.min(i, head.length), Math.max(0, i - head.length)];
		const heights = [each(head.slice(0, heads), 0, some), each([...head.slice(heads), ...below], some, panels.length)] as const;
		return { heads, some, heights, least: Math.min(...heights) };
	});
	// A head that is not parted reads better: it is, where the panels would have half as much again.
	const worth = ({ heads, least }: (typeof partings)[number]) => (heads < head.length && least > 0 ? least / 1.5 : least);
	const best = partings.reduce((a, b) => (worth(b) > worth(a) ? b : a));
	const stackOf = (some: readonly Panel[], height: number, lowest: DayAxis) =>
		drawPanels(
			some.map((panel) => ({ ...panel, height: Math.round(Math.min(panelHeight.most, Math.max(panelHeight.least, height))) })),
			frame,
			lowest,
		);
	const left = [...head.slice(0, best.heads), ...stackOf(panels.slice(0, best.some), best.heights[0], "labels")];
	const right = [
		...head.slice(best.heads),
		...stackOf(panels.slice(best.some), best.heights[1], below.length > 0 ? "grid" : "labels"),
		...below,
	];
	return {
		spacing: apart,
		hconcat: [left, right].filter((views) => views.length > 0).map((views) => ({ spacing: gap, vconcat: views })),
	};
};

const titleRoom = ({ text, subtitle = [] }: FigureParts["title"]): number =>
	titleHeight.around + titleHeight.line * [text].flat().length + titleHeight.small * subtitle.length;
