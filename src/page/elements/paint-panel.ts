import { ink } from "../../figures/theme.ts";
import type { ValueScale } from "../../figures/value-scale.ts";
import { dayTicks, type TimeAxis, xOf } from "./time-axis.ts";
import { tickText, yOf } from "./value-axis.ts";

/** One line over time; `values[i]` belongs to `times[i]`. */
export interface PaintedCurve {
	readonly times: ArrayLike<number>;
	readonly values: ArrayLike<number>;
	readonly scale: ValueScale;
	readonly color: string;
	readonly dash: readonly number[];
	/** Holds between changes. */
	readonly steps: boolean;
	/** Pixels. */
	readonly width: number;
}

/** A charted value: a ring, or a triangle for one known only as below or above. */
export interface PaintedMark {
	readonly time: number;
	readonly value: number;
	readonly lies: "at" | "below" | "above";
	readonly color: string;
	readonly scale: ValueScale;
}

/** Everything that a panel shows, laid out; nothing here knows of elements. */
export interface PanelPicture {
	readonly axis: TimeAxis;
	/** Of the plotting area, in pixels. */
	readonly height: number;
	readonly left: ValueScale;
	readonly right: { readonly scale: ValueScale; readonly color: string } | undefined;
	readonly band: readonly [least: number, most: number] | undefined;
	readonly lines: readonly number[];
	/** Hours at which something was given, with their colors. */
	readonly rules: readonly { readonly time: number; readonly color: string }[];
	/** From the back to the front. */
	readonly curves: readonly PaintedCurve[];
	readonly marks: readonly PaintedMark[];
	readonly cursor: number | undefined;
	/** Times the size of letters and lines. */
	readonly zoom: number;
	readonly dayLabels: boolean;
}

/** Room around the plotting area, in pixels at zoom 1. */
export const margin = { left: 34, right: 30, top: 6, bottom: 17 } as const;

const letters = (zoom: number): string => `${Math.round(10 * zoom)}px Inter, system-ui, Helvetica, Arial, sans-serif`;

type Brush = CanvasRenderingContext2D;

/** Paints a panel; the origin of `brush` is the upper left corner of the plotting area. */
export function paintPanel(brush: Brush, picture: PanelPicture): void {
	const { axis, height, band, curves, marks } = picture;
	if (band !== undefined) paintBand(brush, picture, band);
	paintGrid(brush, picture);
	brush.save();
	brush.beginPath();
	brush.rect(0, -2, axis.width, height + 4);
	brush.clip();
	for (const rule of picture.rules) paintRule(brush, picture, { ...rule, dash: [4, 3], width: 1 });
	for (const at of picture.lines) paintLine(brush, picture, at);
	for (const curve of curves) paintCurve(brush, curve, picture);
	for (const mark of marks) paintMark(brush, mark, picture);
	if (picture.cursor !== undefined) paintRule(brush, picture, { time: picture.cursor, color: ink.plain, dash: [], width: 1 });
	brush.restore();
}

/** A band thinner than this is still seen, in pixels. */
const thinnest = 3;

function paintBand(brush: Brush, { axis, height, left }: PanelPicture, [least, most]: readonly [number, number]): void {
	const inside = (y: number) => Math.min(Math.max(y, 0), height);
	const [top, bottom] = [inside(yOf(left, height, most)), inside(yOf(left, height, least))];
	if (least > left.domain[1] || most < left.domain[0]) return;
	const thick = Math.max(bottom - top, thinnest);
	brush.fillStyle = ink.normal;
	brush.fillRect(0, Math.min((top + bottom - thick) / 2, height - thick), axis.width, thick);
}

function paintGrid(brush: Brush, { axis, height, left, right, dayLabels, zoom }: PanelPicture): void {
	brush.font = letters(zoom);
	brush.lineWidth = 1;
	brush.setLineDash([]);
	brush.textBaseline = "middle";
	brush.strokeStyle = ink.grid;
	brush.fillStyle = labelInk;
	brush.textAlign = "right";
	brush.beginPath();
	for (const tick of left.ticks) {
		const y = crisp(yOf(left, height, tick));
		brush.moveTo(0, y);
		brush.lineTo(axis.width, y);
		brush.fillText(tickText(tick), -5, y);
	}
	brush.textAlign = "center";
	brush.textBaseline = "top";
	for (const day of dayTicks({ ...axis, width: axis.width / zoom })) {
		const x = crisp(xOf(axis, day * 24));
		brush.moveTo(x, 0);
		brush.lineTo(x, height);
		if (dayLabels) brush.fillText(String(day), x, height + 4);
	}
	brush.stroke();
	if (right === undefined) return;
	brush.fillStyle = right.color;
	brush.textAlign = "left";
	brush.textBaseline = "middle";
	for (const tick of right.scale.ticks) brush.fillText(tickText(tick), axis.width + 5, crisp(yOf(right.scale, height, tick)));
}

const labelInk = "#556170";

/** A hairline in the middle of a pixel. */
const crisp = (at: number): number => Math.round(at) + 0.5;

interface RuleLook {
	readonly time: number;
	readonly color: string;
	readonly dash: readonly number[];
	readonly width: number;
}

function paintRule(brush: Brush, { axis, height }: PanelPicture, { time, color, dash, width }: RuleLook): void {
	if (time < axis.from || time > axis.to) return;
	const x = crisp(xOf(axis, time));
	brush.strokeStyle = color;
	brush.lineWidth = width;
	brush.setLineDash([...dash]);
	brush.beginPath();
	brush.moveTo(x, 0);
	brush.lineTo(x, height);
	brush.stroke();
}

/** A level that decides something. */
function paintLine(brush: Brush, { axis, height, left }: PanelPicture, at: number): void {
	if (at < left.domain[0] || at > left.domain[1]) return;
	const y = crisp(yOf(left, height, at));
	brush.strokeStyle = lineInk;
	brush.lineWidth = 1;
	brush.setLineDash([2, 2]);
	brush.beginPath();
	brush.moveTo(0, y);
	brush.lineTo(axis.width, y);
	brush.stroke();
}

const lineInk = "#9c1f2f";

/** Only what lies on the axis is drawn, and one row on either side of it. A row without a number leaves a gap. */
function paintCurve(brush: Brush, { times, values, scale, color, dash, steps, width }: PaintedCurve, { axis, height }: PanelPicture): void {
	const count = Math.min(times.length, values.length);
	const perHour = axis.width / (axis.to - axis.from);
	brush.strokeStyle = color;
	brush.lineWidth = width;
	brush.lineJoin = "round";
	brush.lineCap = "butt";
	brush.setLineDash([...dash]);
	brush.beginPath();
	let [pen, before] = [false, 0];
	for (let i = 0; i < count; i++) {
		const [time, value] = [times[i]!, values[i]!];
		if (i + 1 < count && times[i + 1]! < axis.from) continue;
		if (Number.isFinite(value)) {
			const x = (time - axis.from) * perHour;
			const y = yOf(scale, height, value);
			if (pen && steps) brush.lineTo(x, before);
			if (pen) brush.lineTo(x, y);
			else brush.moveTo(x, y);
			[pen, before] = [true, y];
		} else pen = false;
		if (time > axis.to) break;
	}
	brush.stroke();
}

const ring = 2.6;

function paintMark(brush: Brush, { time, value, lies, color, scale }: PaintedMark, { axis, height }: PanelPicture): void {
	if (value < scale.domain[0] || value > scale.domain[1]) return;
	const [x, y] = [xOf(axis, time), yOf(scale, height, value)];
	brush.setLineDash([]);
	brush.lineWidth = 1.3;
	brush.strokeStyle = color;
	brush.fillStyle = ink.paper;
	brush.beginPath();
	if (lies === "at") brush.arc(x, y, ring, 0, 2 * Math.PI);
	else {
		const up = lies === "above" ? -1 : 1;
		brush.moveTo(x - 3.4, y - 2 * up);
		brush.lineTo(x + 3.4, y - 2 * up);
		brush.lineTo(x, y + 4 * up);
		brush.closePath();
	}
	brush.fill();
	brush.stroke();
}
