import { curveColor } from "../../figures/theme.ts";
import { unitText } from "../../trajectory/unit-text.ts";
import type { Answer } from "../answer.ts";
import { dayTicks, hoursAt, type TimeAxis, xOf } from "../elements/time-axis.ts";
import { axisFor, extentOf, tickText, yOf } from "../elements/value-axis.ts";
import type { KitColumn } from "../kit.ts";
import { nothing, svg, type TemplateResult } from "../lit.ts";
import type { Guess, GuessGrid } from "./guess.ts";

/** Pixels of the drawing. */
export interface Pad {
	readonly width: number;
	readonly height: number;
}

/** Around the plot. */
const edge = { left: 56, right: 14, top: 14, bottom: 30 } as const;

const plotOf = ({ width, height }: Pad): Pad => ({ width: width - edge.left - edge.right, height: height - edge.top - edge.bottom });

/** A drawing as wide as there is room, so that its words keep their size. */
export const padFor = (room: number): Pad => ({ width: Math.max(room, 280), height: room < 560 ? 280 : 340 });

export const colorOf = ({ look }: KitColumn): string => (look.color === undefined ? curveColor.blue : curveColor[look.color]);

/** Where hours and values lie on the drawing, and back. */
export interface PadScale {
	readonly pad: Pad;
	readonly time: TimeAxis;
	readonly hourAt: (x: number) => number;
	readonly x: (hour: number) => number;
	readonly y: (value: number) => number;
	readonly valueAt: (y: number) => number;
	readonly ticks: readonly number[];
	readonly domain: readonly [number, number];
}

/** The scale of a column from infusion to the end of what is drawn; `answer`: the course too must find room, once it is shown. */
export function padScale(column: KitColumn, grid: GuessGrid, pad: Pad, answer?: Pick<Answer, "columns">): PadScale {
	const plot = plotOf(pad);
	const time = { from: 0, to: grid.at(-1) ?? 24, width: plot.width };
	const values = answer?.columns[column.name];
	const scale = axisFor(column.look.axis, extentOf(values ? [values] : [], column.look.usual ?? []));
	const [bottom, top] = scale.domain;
	const isLog = scale.kind === "log";
	return {
		pad,
		time,
		hourAt: (x) => hoursAt(time, x - edge.left),
		x: (hour) => edge.left + xOf(time, hour),
		y: (value) => edge.top + Math.min(Math.max(yOf(scale, plot.height, value), 0), plot.height),
		valueAt: (y) => {
			const share = 1 - Math.min(Math.max((y - edge.top) / plot.height, 0), 1);
			return isLog ? bottom * (top / bottom) ** share : bottom + share * (top - bottom);
		},
		ticks: scale.ticks,
		domain: scale.domain,
	};
}

/** Presses of an arrow key from the lower to the upper edge. */
const presses = 40;

/** The next value up or down for an arrow key. */
export const nudged = ({ pad, y, valueAt }: PadScale, value: number, up: boolean): number =>
	valueAt(y(value) + (up ? -1 : 1) * (plotOf(pad).height / presses));

const line = (points: readonly string[]): string => (points.length === 0 ? "" : `M${points.join("L")}`);

function guessPath({ curve }: Guess, grid: GuessGrid, { x, y }: PadScale): string {
	const points = curve.flatMap((value, i) => (value === null ? [] : [`${x(grid[i]!).toFixed(1)} ${y(value).toFixed(1)}`]));
	return line(points);
}

function coursePath({ times, columns }: Pick<Answer, "times" | "columns">, name: string, { x, y, time }: PadScale): string {
	const values = columns[name] ?? [];
	const points: string[] = [];
	for (let i = 0; i < times.length; i++) {
		const [hour, value] = [times[i]!, values[i]!];
		if (hour >= time.from && hour <= time.to && !Number.isNaN(value)) points.push(`${x(hour).toFixed(1)} ${y(value).toFixed(1)}`);
	}
	return line(points);
}

/** The drawing: axes, the usual range, the guess, and the course once it may be seen. */
export function drawPad(
	column: KitColumn,
	{
		guess,
		grid,
		scale,
		answer,
		cursor,
	}: {
		readonly guess: Guess;
		readonly grid: GuessGrid;
		readonly scale: PadScale;
		readonly answer: Pick<Answer, "times" | "columns"> | undefined;
		readonly cursor: number | null;
	},
): TemplateResult {
	const { x, y, pad } = scale;
	const plot = plotOf(pad);
	const { usual } = column.look;
	const right = pad.width - edge.right;
	const below = pad.height - edge.bottom;
	const held = cursor === null ? null : (guess.curve[cursor] ?? null);
	return svg`
		<rect x=${edge.left} y=${edge.top} width=${plot.width} height=${plot.height} fill="#fff" stroke="#e6eaee"></rect>
		${usual ? svg`<rect x=${edge.left} y=${y(usual[1])} width=${plot.width} height=${Math.max(y(usual[0]) - y(usual[1]), 0)} fill="#e3f1e8"></rect>` : nothing}
		${scale.ticks.map((tick) => svg`<line x1=${edge.left} x2=${right} y1=${y(tick)} y2=${y(tick)} stroke="#e6eaee"></line><text x=${edge.left - 8} y=${y(tick) + 4} text-anchor="end" class="tick">${tickText(tick)}</text>`)}
		${dayTicks(scale.time).map((day) => svg`<line x1=${x(day * 24)} x2=${x(day * 24)} y1=${edge.top} y2=${below} stroke="#eef1f4"></line><text x=${x(day * 24)} y=${below + 16} text-anchor="middle" class="tick">${day}</text>`)}
		<text x=${edge.left - 8} y=${below + 16} text-anchor="end" class="tick">day</text>
		<text x=${edge.left + 8} y=${edge.top + 16} class="tick">${`${column.look.label} ${unitText(column.unit)}`.trim()}</text>
		${cursor === null ? nothing : svg`<line x1=${x(grid[cursor]!)} x2=${x(grid[cursor]!)} y1=${edge.top} y2=${below} stroke="#6b7785" stroke-dasharray="2 3"></line>`}
		<path d=${guessPath(guess, grid, scale)} fill="none" stroke="#1d2733" stroke-width="2.4" stroke-dasharray=${answer ? "6 4" : "none"} stroke-linejoin="round" stroke-linecap="round"></path>
		${guess.curve.map((value, i) => (value === null || answer ? nothing : svg`<circle cx=${x(grid[i]!)} cy=${y(value)} r="2.6" fill="#1d2733"></circle>`))}
		${held === null || cursor === null ? nothing : svg`<circle cx=${x(grid[cursor]!)} cy=${y(held)} r="5.5" fill="none" stroke="#2a5d9c" stroke-width="2.5"></circle>`}
		${answer ? svg`<path d=${coursePath(answer, column.name, scale)} fill="none" stroke=${colorOf(column)} stroke-width="2.6" stroke-linejoin="round"></path>` : nothing}
		${guess.curve.every((value) => value === null) ? svg`<text x=${edge.left + plot.width / 2} y=${edge.top + plot.height / 2} text-anchor="middle" class="invite">Draw here what you expect</text>` : nothing}`;
}
