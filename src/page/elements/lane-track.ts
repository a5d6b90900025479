import type { LaneOrder } from "./lane-rows.ts";
import { clamped, type TimeAxis, xOf } from "./time-axis.ts";

/** Where an hour lies on a track, for a style. */
export const leftOf = (axis: TimeAxis, hours: number): string => `${pixelOf(axis, hours).toFixed(1)}px`;

/** How wide a stretch of hours is, for a style; never so thin that it is not seen. */
export const widthOf = (axis: TimeAxis, from: number, to: number): string =>
	`${Math.max(1, pixelOf(axis, to) - pixelOf(axis, from)).toFixed(1)}px`;

const pixelOf = (axis: TimeAxis, hours: number): number => xOf(axis, clamped(hours, axis));

/** Pixels of a letter, roughly: letters are not measured while something is dragged. */
const letter = 6.2;

/** Pixels between a mark and its words. */
const gap = 20;

/** Where the words of an order stand: inside its bar, behind it, or before it where they would run out of the track. */
export function placeOfWords({ from, to }: Pick<LaneOrder, "from" | "to">, words: string, axis: TimeAxis): "inside" | "behind" | "before" {
	const wide = words.length * letter + gap;
	const [left, right] = [pixelOf(axis, from), pixelOf(axis, to)];
	if (right - left > wide) return "inside";
	return right + wide > axis.width && left > axis.width - right ? "before" : "behind";
}
