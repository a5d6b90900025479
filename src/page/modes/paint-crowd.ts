import { curveColor, font, ink } from "../../figures/theme.ts";
import type { ValueScale } from "../../figures/value-scale.ts";
import { unitText } from "../../trajectory/unit-text.ts";
import type { CrowdMember } from "../answer.ts";
import { dayTicks, type TimeAxis, xOf } from "../elements/time-axis.ts";
import { tickText, yOf } from "../elements/value-axis.ts";
import type { KitColumn } from "../kit.ts";
import type { CrowdBand } from "./crowd-sums.ts";

/** Pixels around the plot. */
export const crowdMargin = { left: 54, right: 12, top: 18, bottom: 26 } as const;

/** What is painted. */
export interface CrowdPicture {
	readonly column: KitColumn;
	readonly time: TimeAxis;
	readonly scale: ValueScale;
	/** Pixels of the whole. */
	readonly height: number;
	readonly members: readonly CrowdMember[];
	readonly band: CrowdBand;
	readonly near: CrowdMember | undefined;
}

type Brush = CanvasRenderingContext2D;

interface Places {
	readonly x: (hour: number) => number;
	readonly y: (value: number) => number;
	readonly bottom: number;
	readonly right: number;
}

function grid(brush: Brush, { column, time, scale }: CrowdPicture, { x, y, bottom, right }: Places): void {
	const { usual } = column.look;
	if (usual) {
		brush.fillStyle = ink.normal;
		const [high, low] = [Math.max(y(usual[1]), crowdMargin.top), Math.min(y(usual[0]), bottom)];
		brush.fillRect(crowdMargin.left, high, right - crowdMargin.left, Math.max(low - high, 0));
	}
	brush.font = `11px ${font}`;
	brush.strokeStyle = ink.grid;
	brush.lineWidth = 1;
	brush.fillStyle = "#556170";
	for (const tick of scale.ticks) {
		brush.beginPath();
		brush.moveTo(crowdMargin.left, y(tick));
		brush.lineTo(right, y(tick));
		brush.stroke();
		brush.textAlign = "right";
		brush.fillText(tickText(tick), crowdMargin.left - 6, y(tick) + 4);
	}
	brush.textAlign = "center";
	for (const day of dayTicks(time)) brush.fillText(String(day), x(day * 24), bottom + 15);
	brush.textAlign = "left";
	brush.fillText(`${column.look.label} ${unitText(column.unit)}`.trim(), crowdMargin.left, 12);
}

/** A line over the values that are known. */
function trace(brush: Brush, times: ArrayLike<number>, values: ArrayLike<number>, { x, y }: Places): void {
	brush.beginPath();
	let isDown = false;
	for (let i = 0; i < times.length; i++) {
		const value = values[i]!;
		if (Number.isNaN(value)) {
			isDown = false;
			continue;
		}
		if (isDown) brush.lineTo(x(times[i]!), y(value));
		else brush.moveTo(x(times[i]!), y(value));
		isDown = true;
	}
	brush.stroke();
}

/** The area between the lower and the upper edge, where both are known. */
function shade(brush: Brush, { times, low, high }: CrowdBand, { x, y }: Places): void {
	const known = times.flatMap((time, i) => (Number.isNaN(low[i]!) ? [] : [{ time, low: low[i]!, high: high[i]! }]));
	brush.beginPath();
	for (const one of known) brush.lineTo(x(one.time), y(one.high));
	for (const one of known.toReversed()) brush.lineTo(x(one.time), y(one.low));
	brush.fill();
}

/** Faint lines of all patients, the shade of most of them, the median, and the one that is pointed at. */
export function paintCrowd(brush: Brush, picture: CrowdPicture): void {
	const { column, time, scale, height, members, band, near } = picture;
	const bottom = height - crowdMargin.bottom;
	const plot = bottom - crowdMargin.top;
	const places: Places = {
		x: (hour) => crowdMargin.left + xOf(time, hour),
		y: (value) => crowdMargin.top + yOf(scale, plot, value),
		bottom,
		right: crowdMargin.left + time.width,
	};
	const color = column.look.color === undefined ? curveColor.blue : curveColor[column.look.color];
	brush.clearRect(0, 0, places.right + crowdMargin.right, height);
	grid(brush, picture, places);
	brush.save();
	brush.beginPath();
	brush.rect(crowdMargin.left, crowdMargin.top - 2, time.width, plot + 4);
	brush.clip();
	brush.strokeStyle = color;
	brush.lineJoin = "round";
	brush.lineWidth = 1;
	brush.globalAlpha = Math.min(0.5, 0.1 + 6 / Math.max(members.length, 1));
	for (const member of members) trace(brush, member.times, member.columns[column.name] ?? [], places);
	brush.globalAlpha = 0.13;
	brush.fillStyle = color;
	shade(brush, band, places);
	brush.globalAlpha = 0.8;
	brush.lineWidth = 1.2;
	brush.setLineDash([5, 4]);
	for (const edge of [band.low, band.high]) trace(brush, band.times, edge, places);
	brush.setLineDash([]);
	brush.globalAlpha = 1;
	brush.lineWidth = 2.6;
	trace(brush, band.times, band.median, places);
	if (near) {
		brush.strokeStyle = ink.strong;
		brush.lineWidth = 2;
		trace(brush, near.times, near.columns[column.name] ?? [], places);
	}
	brush.restore();
}
