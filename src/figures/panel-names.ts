import { wrapped } from "./figure-title.ts";
import type { Sheet } from "./sheet.ts";
import type { Layer } from "./spec-types.ts";

/** A curve's line and its name, in the key of a panel. */
export interface KeyEntry {
	readonly name: string;
	readonly color: string;
	readonly dash: readonly number[];
}

/** The words of a panel: titles of its axes, line by line, and the key of the curves that share the left one. */
export interface PanelWords {
	readonly left: readonly string[];
	readonly right: readonly string[];
	readonly key: readonly KeyEntry[];
}

/** On which row above a panel each of its words stands, the lowest being 0. */
export interface HeadRows {
	readonly left: number;
	readonly right: number;
	readonly count: number;
}

const rowHeight = 14;
/** Room of the numbers of a right axis. */
const rightMargin = 30;
const sample = 18;
const between = 12;

/** Pixels of an axis title, a little more than the mean of Inter in its weight. */
const titleWidth = (lines: readonly string[]): number => [...lines.join(", ")].length * 6;
const entryWidth = ({ name }: KeyEntry): number => sample + 5 + [...name].length * 5.4 + between;

/** Rows above a panel for words that do not fit beside each other. */
export const headRows = ({ left, right, key }: PanelWords, { width, margin }: Sheet): HeadRows => {
	const room = width + margin + rightMargin;
	const titles = titleWidth(left) + (right.length > 0 ? between + titleWidth(right) : 0);
	const keys = key.reduce((sum, entry) => sum + entryWidth(entry), 0);
	if (titles + keys <= room) return { left: 0, right: 0, count: 1 };
	return { left: 1, right: titles <= room && keys > 0 ? 1 : 0, count: 2 };
};

/** Pixels above a panel's plotting area that its words take. */
export const headHeight = (words: PanelWords, sheet: Sheet): number =>
	sheet.names === "above" ? rowHeight * headRows(words, sheet).count + 3 : 0;

/** Letters of a title that stand in the left margin beside the numbers of the axis. */
const marginLetters = ({ margin }: Sheet): number => Math.floor((margin - 28) / 6);

/** Where the title of an axis stands, and its text: in the margin on lines of its own, or above the panel on one. */
export const titlePlace = (lines: readonly string[], { at, row, sheet }: { at: "left" | "right"; row: number; sheet: Sheet }) => {
	if (sheet.names === "beside")
		return {
			title: at === "left" ? lines.flatMap((line) => wrapped(line, marginLetters(sheet))) : [...lines],
			titleAlign: "left" as const,
			titleBaseline: "top" as const,
			titleX: at === "left" ? -sheet.margin : 36,
			titleY: 0,
		};
	return {
		title: lines.join(", "),
		titleAlign: at,
		titleBaseline: "bottom" as const,
		titleX: at === "left" ? -sheet.margin : rightMargin,
		titleY: -6 - rowHeight * row,
	};
};

const nothing = { values: [{}] };
const keyTop = 38;
const keyLine = 14;

/** Least height of a panel whose key stands in its margin. */
export const keyHeight = (key: readonly KeyEntry[], sheet: Sheet): number =>
	key.length > 0 && sheet.names === "beside" ? keyTop + keyLine * (key.length - 1) : 0;

/** A line sample and its name for each curve: below the title in the margin, or at the right end above the panel. */
export const keyLayers = (key: readonly KeyEntry[], sheet: Sheet): Layer[] => {
	const places =
		sheet.names === "beside"
			? key.map((_, row) => ({ x: -sheet.margin, y: keyTop + keyLine * row }))
			: key.map((_, i) => ({ x: sheet.width + between - key.slice(i).reduce((sum, entry) => sum + entryWidth(entry), 0), y: -12 }));
	return key.flatMap((entry, i) => keyEntry(entry, places[i]!));
};

const keyEntry = ({ name, color, dash }: KeyEntry, { x, y }: { x: number; y: number }): Layer[] => [
	{
		data: nothing,
		mark: { type: "rule", color, strokeWidth: 1.8, ...(dash.length > 0 ? { strokeDash: [...dash] } : {}) },
		encoding: { x: { value: x }, x2: { value: x + sample }, y: { value: y } },
	},
	{
		data: nothing,
		mark: { type: "text", align: "left", baseline: "middle", text: name, color },
		encoding: { x: { value: x + sample + 5 }, y: { value: y } },
	},
];
