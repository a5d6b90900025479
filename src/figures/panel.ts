import type { Trajectory } from "../trajectory/trajectory.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { columnOf, type DayAxis, dayEncoding, type Frame } from "./frame.ts";
import { type SignLook, signLook } from "./sign-looks.ts";
import type { Layer, View } from "./spec-types.ts";
import { ink, size } from "./theme.ts";
import { ruleLayer } from "./treatment-rules.ts";
import { type ValueScale, valueScale } from "./value-scale.ts";

/** One line of a panel. */
export interface Curve {
	readonly column: string;
	/** The data set that holds the column. */
	readonly data: string;
	readonly color: string;
	readonly dash?: readonly number[];
	/** Drawn as steps: for rates and settings, which hold until they are changed. */
	readonly shape?: "line" | "step";
	/** Named in the margin when a panel has several curves on one axis. */
	readonly label?: string;
}

/** A small chart: curves on a left axis, perhaps others on a right one. Curves of columns that a run lacks are not drawn. */
export interface Panel {
	readonly left: readonly Curve[];
	readonly right?: readonly Curve[];
	/** In place of the name of the first curve's sign. */
	readonly name?: string;
	readonly height?: number;
}

/** Draws a panel; undefined when no run has any of its columns. */
export const drawPanel = (panel: Panel, frame: Frame, axis: DayAxis): View | undefined => {
	const { left, right } = sidesOf(panel, frame);
	if (left.length === 0) return undefined;
	const sides = [
		side({ curves: left, name: panel.name, at: "left" }, frame, axis),
		...(right.length > 0 ? [side({ curves: right, name: undefined, at: "right" }, frame, axis)] : []),
	];
	const labelled = left.filter((curve) => curve.label !== undefined);
	return {
		width: frame.width,
		height: panel.height ?? size.panel,
		layer: [...sides, ...labelled.flatMap(marginKey)],
		resolve: { scale: { y: "independent" } },
	};
};

/** Draws the panels that have something to show; the lowest one carries the days unless told otherwise. */
export const drawPanels = (panels: readonly Panel[], frame: Frame, lowest: DayAxis = "labels"): readonly View[] => {
	const shown = panels.filter((panel) => sidesOf(panel, frame).left.length > 0);
	return shown.flatMap((panel, i) => drawPanel(panel, frame, i === shown.length - 1 ? lowest : "grid") ?? []);
};

/** Without the panels in which nothing ever happens: all their curves lie at 0. */
export const eventful = (panels: readonly Panel[], frame: Frame): readonly Panel[] =>
	panels.filter((panel) =>
		[...panel.left, ...(panel.right ?? [])].some((curve) => columnOf(frame, curve)?.values.some((value) => value > 0)),
	);

/** Every column that the panels may need. */
export const panelColumns = (panels: readonly Panel[]): readonly string[] => [
	...new Set(panels.flatMap((panel) => [...panel.left, ...(panel.right ?? [])].map((curve) => curve.column))),
];

const drawable = (curves: readonly Curve[], frame: Frame): readonly Curve[] =>
	curves.filter((curve) => columnOf(frame, curve) !== undefined);

/** What can be drawn on each side; a run that has the right curves only gets them on the left. */
const sidesOf = (panel: Panel, frame: Frame): { readonly left: readonly Curve[]; readonly right: readonly Curve[] } => {
	const left = drawable(panel.left, frame);
	const right = drawable(panel.right ?? [], frame);
	return left.length === 0 ? { left: right, right: [] } : { left, right };
};

interface Side {
	readonly curves: readonly Curve[];
	readonly name: string | undefined;
	readonly at: "left" | "right";
}

const side = ({ curves, name, at }: Side, frame: Frame, axis: DayAxis): Layer => {
	const first = curves[0] as Curve;
	const look = signLook(first.column);
	const scale = valueScale(look.scale, extent(curves, frame));
	const y = yEncoding({
		scale,
		at,
		title: axisTitle({ name: name ?? look.name, look, unit: columnOf(frame, first)?.unit ?? "1", scale }),
		color: curves.length === 1 ? first.color : ink.plain,
	});
	const band = at === "left" && look.normal !== undefined ? [normalBand(look.normal, y, scale)] : [];
	const rules = at === "left" ? [ruleLayer(frame, axis)] : [];
	return { layer: [...band, ...rules, ...curves.map((curve) => line(curve, { y, frame, axis, scale }))] };
};

const axisTitle = ({ name, look, unit, scale }: { name: string; look: SignLook; unit: string; scale: ValueScale }): string[] => {
	const text = unitText(unit);
	const measure = text === "" ? (look.meaning ?? "relative") : text;
	return [name, scale.kind === "log" ? `${measure}, log scale` : measure];
};

/** Thousands as `10k`, small numbers as they are. */
const tickText = "datum.value >= 1000 ? format(datum.value, '~s') : format(datum.value, '~r')";

const yEncoding = ({ scale, at, title, color }: { scale: ValueScale; at: "left" | "right"; title: string[]; color: string }) => ({
	type: "quantitative" as const,
	scale: { type: scale.kind, domain: [...scale.domain], nice: false, ...(scale.kind === "linear" ? { zero: false } : {}) },
	axis: {
		orient: at,
		title,
		values: [...scale.ticks],
		labelExpr: tickText,
		grid: at === "left",
		domain: false,
		ticks: false,
		titleAngle: 0,
		titleAlign: "left" as const,
		titleAnchor: "start" as const,
		titleBaseline: "top" as const,
		titleX: at === "left" ? -size.leftMargin : 36,
		titleY: 0,
		titleLineHeight: 14,
		titleColor: color,
	},
});

type YEncoding = ReturnType<typeof yEncoding>;

const normalBand = ([low, high]: readonly [number, number], y: YEncoding, { domain }: ValueScale): Layer => ({
	data: { values: [{ low: Math.max(low, domain[0]), high: Math.min(high, domain[1]) }] },
	mark: { type: "rect", color: ink.normal, clip: true },
	encoding: { y: { ...y, field: "low" }, y2: { field: "high" } },
});

const line = (curve: Curve, { y, frame, axis, scale }: { y: YEncoding; frame: Frame; axis: DayAxis; scale: ValueScale }): Layer => ({
	data: { name: curve.data },
	// A logarithmic axis has no place for zero: the curve pauses there instead of falling out of the picture.
	...(scale.kind === "log" ? { transform: [{ filter: `datum[${JSON.stringify(curve.column)}] > 0` }] } : {}),
	mark: {
		type: "line",
		color: curve.color,
		clip: true,
		interpolate: curve.shape === "step" ? "step-after" : "linear",
		...(curve.dash !== undefined && curve.dash.length > 0 ? { strokeDash: [...curve.dash] } : {}),
	},
	encoding: { x: dayEncoding(frame, axis), y: { ...y, field: curve.column } },
});

const nothing = { values: [{}] };

/** A line sample and its name, in the left margin below the axis title. */
const marginKey = (curve: Curve, row: number): Layer[] => {
	const y = { value: 38 + 14 * row };
	return [
		{
			data: nothing,
			mark: {
				type: "rule",
				color: curve.color,
				strokeWidth: 1.8,
				...(curve.dash !== undefined && curve.dash.length > 0 ? { strokeDash: [...curve.dash] } : {}),
			},
			encoding: { x: { value: -size.leftMargin }, x2: { value: -size.leftMargin + 18 }, y },
		},
		{
			data: nothing,
			mark: { type: "text", align: "left", baseline: "middle", text: curve.label ?? "", color: curve.color },
			encoding: { x: { value: -size.leftMargin + 23 }, y },
		},
	];
};

const extent = (curves: readonly Curve[], frame: Frame): { low: number; high: number } => {
	const spans = curves.flatMap((curve) => {
		const column = columnOf(frame, curve);
		const trajectory = frame.trajectories.get(curve.data);
		return column === undefined || trajectory === undefined ? [] : [extentOf(column.values, trajectory, frame)];
	});
	return { low: Math.min(...spans.map((s) => s.low)), high: Math.max(...spans.map((s) => s.high)) };
};

const extentOf = (values: Float64Array, { times }: Trajectory, { window }: Frame): { low: number; high: number } => {
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	for (const [i, value] of values.entries()) {
		const day = (times[i] as number) / 24;
		if (day < window.from || day > window.to || !Number.isFinite(value)) continue;
		if (value < low) low = value;
		if (value > high) high = value;
	}
	return low <= high ? { low, high } : { low: 0, high: 1 };
};
