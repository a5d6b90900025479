import { type DayAxis, dayEncoding, type Frame } from "./frame.ts";
import { significant } from "./significant.ts";
import type { Layer } from "./spec-types.ts";
import { ink } from "./theme.ts";
import { pixelsPerDay } from "./time-window.ts";

/** A text beside a day, at a height in pixels. */
export interface HaloWord {
	readonly day: number;
	readonly y: number;
	readonly text: string;
	readonly color: string;
}

interface Placing {
	readonly frame: Frame;
	/** Pixels from the day; a text with a negative `dx` ends there, others begin. */
	readonly dx: number;
	readonly axis: DayAxis;
}

const fontSize = 9.5;

/** Texts on a strip of paper, so that a line behind them does not strike them through. */
export const haloText = (texts: readonly HaloWord[], { frame, dx, axis }: Placing): Layer[] => {
	if (texts.length === 0) return [];
	const x = dayEncoding(frame, axis);
	const y = { field: "y", type: "quantitative" as const, scale: null, axis: null };
	return [
		{
			data: { values: texts.map((word) => ({ ...strip(word, { frame, dx }), y: word.y })) },
			mark: { type: "rule", color: ink.paper, strokeWidth: fontSize + 1 },
			encoding: { x: { ...x, field: "from" }, x2: { field: "to" }, y },
		},
		{
			data: { values: texts.map((word) => ({ ...word })) },
			mark: { type: "text", align: dx < 0 ? "right" : "left", baseline: "middle", fontSize, dx },
			encoding: { x, y, text: { field: "text", type: "nominal" }, color: { field: "color", type: "nominal", scale: null, legend: null } },
		},
	];
};

/** The days that a text covers, a pixel more on both sides. */
const strip = ({ day, text }: HaloWord, { frame, dx }: { frame: Frame; dx: number }) => {
	const perDay = pixelsPerDay(frame.window, frame.width);
	const [near, far] = [dx - Math.sign(dx), dx + Math.sign(dx) * (textWidth(text) + 1)];
	return { from: significant(day + Math.min(near, far) / perDay, 6), to: significant(day + Math.max(near, far) / perDay, 6) };
};

/** Pixels that a text at this size takes, roughly: figures are laid out before anybody measures them. */
export const textWidth = (text: string): number => [...text].length * 5.2;
