import type { ModelPanel, PanelLine } from "../model/model-figure.ts";
import { type Look, lookOf } from "../trajectory/display.ts";
import type { NumberColumn, Trajectory } from "../trajectory/trajectory.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { chartedIn, chartedPoints } from "./charted-points.ts";
import { curveLetters } from "./curve-letters.ts";
import { columnOf, type DayAxis, dayEncoding, type Frame } from "./frame.ts";
import { headRows, keyHeight, keyLayers, type PanelWords, titlePlace } from "./panel-names.ts";
import type { Layer, View } from "./spec-types.ts";
import { curveColor, curveDash, ink, size } from "./theme.ts";
import { ruleLayer } from "./treatment-rules.ts";
import { heightOf, type ValueScale, valueScale } from "./value-scale.ts";

/** How a line is drawn. */
export interface CurveStyle {
	readonly color: string;
	readonly dash: readonly number[];
}

/** One line of a panel. */
export interface Curve {
	readonly column: string;
	/** The data set that holds the column. */
	readonly data: string;
	/** In place of the color of its column. */
	readonly style?: CurveStyle;
	/** Named in the margin when a panel has several curves on one axis. */
	readonly label?: string;
	/** Of the course that it belongs to; stands beside the curve. */
	readonly letter?: string;
}

/** A small chart: curves on a left axis, perhaps others on a right one. Curves of columns that a run lacks are not drawn. */
export interface Panel {
	readonly left: readonly Curve[];
	readonly right?: readonly Curve[];
	/** In place of the name of the first curve's column. */
	readonly name?: string;
	readonly height?: number;
	/** Lines across it at values that decide something. */
	readonly lines?: readonly PanelLine[];
}

/** A panel of a model's figure, drawn from one data set. */
export const panelOf = ({ left, right, labels, lines, ...rest }: ModelPanel, data: string): Panel => ({
	...rest,
	lines,
	left: left.map((column, i) => ({ column, data, ...(labels?.[i] === undefined ? {} : { label: labels[i] }) })),
	right: right.map((column) => ({ column, data })),
});

/** A curve with all that its line needs. */
interface DrawnCurve extends Curve {
	readonly values: NumberColumn;
	readonly look: Look;
	readonly style: CurveStyle;
}

/** Draws a panel; undefined when no run has any of its columns. */
export const drawPanel = (panel: Panel, frame: Frame, axis: DayAxis): View | undefined => {
	const { left, right } = sidesOf(panel, frame);
	if (left.length === 0) return undefined;
	const words = wordsOf(panel, frame);
	const rows = headRows(words, frame.sheet);
	const sides = [
		side({ curves: left, title: words.left, row: rows.left, at: "left", lines: panel.lines ?? [] }, frame, axis),
		...(right.length > 0 ? [side({ curves: right, title: words.right, row: rows.right, at: "right", lines: [] }, frame, axis)] : []),
	];
	return {
		width: frame.width,
		height: Math.max(panel.height ?? size.panel, keyHeight(words.key, frame.sheet)),
		layer: [...sides, ...keyLayers(words.key, frame.sheet)],
		resolve: { scale: { y: "independent" } },
	};
};

/** The titles of a panel's axes, and the key of its curves where several columns share an axis. */
export const wordsOf = (panel: Panel, frame: Frame): PanelWords => {
	const { left, right } = sidesOf(panel, frame);
	const keyed = new Set(left.map(({ column }) => column)).size > 1 ? left : [];
	return {
		left: left.length === 0 ? [] : axisTitle(panel.name, left, { lines: panel.lines ?? [], frame }),
		right: right.length === 0 ? [] : axisTitle(undefined, right, { lines: [], frame }),
		key: keyed.map(({ label, look, style }) => ({ name: label ?? look.short, ...style })),
	};
};

/** Those of the panels that have something to show. */
export const drawnOf = (panels: readonly Panel[], frame: Frame): readonly Panel[] =>
	panels.filter((panel) => sidesOf(panel, frame).left.length > 0);

/** Draws the panels that have something to show; the lowest one carries the days unless told otherwise. */
export const drawPanels = (panels: readonly Panel[], frame: Frame, lowest: DayAxis = "labels"): readonly View[] => {
	const shown = drawnOf(panels, frame);
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

const palette = Object.values(curveColor);

/** What can be drawn of a panel, left curves first; the second and later ones differ in dash as in color. */
const drawnCurves = (curves: readonly Curve[], frame: Frame, before: number): readonly DrawnCurve[] =>
	curves
		.flatMap((curve) => {
			const values = columnOf(frame, curve);
			return values === undefined ? [] : [{ ...curve, values, look: lookOf(values) }];
		})
		.map((curve, i) => {
			const place = before + i;
			const color = curve.look.color === undefined ? palette[place % palette.length]! : curveColor[curve.look.color];
			return { ...curve, style: curve.style ?? { color, dash: curveDash[place % curveDash.length]! } };
		});

interface Sides {
	readonly left: readonly DrawnCurve[];
	readonly right: readonly DrawnCurve[];
}

/** What can be drawn on each side; a run that has the right curves only gets them on the left. */
const sidesOf = (panel: Panel, frame: Frame): Sides => {
	const left = drawnCurves(panel.left, frame, 0);
	const right = drawnCurves(panel.right ?? [], frame, left.length);
	return left.length === 0 ? { left: right, right: [] } : { left, right };
};

interface PanelSide {
	readonly curves: readonly DrawnCurve[];
	readonly title: readonly string[];
	readonly row: number;
	readonly at: "left" | "right";
	readonly lines: readonly PanelLine[];
}

const scaleOf = (curves: readonly DrawnCurve[], lines: readonly PanelLine[], frame: Frame): ValueScale =>
	valueScale((curves[0] as DrawnCurve).look.axis, extent(curves, lines, frame));

const side = ({ curves, title, row, at, lines }: PanelSide, frame: Frame, axis: DayAxis): Layer => {
	const { look, style } = curves[0] as DrawnCurve;
	const scale = scaleOf(curves, lines, frame);
	const place = titlePlace(title, { at, row, sheet: frame.sheet });
	const y = yEncoding({ scale, at, place, color: curves.length === 1 ? style.color : ink.plain });
	const band = at === "left" && look.usual !== undefined ? usualBand(look.usual, y, scale) : [];
	const rules = at === "left" ? [ruleLayer(frame, axis)] : [];
	return {
		layer: [
			...band,
			...rules,
			...lines.flatMap((one) => valueLine(one, y, { scale, frame })),
			...curves.map((curve) => line(curve, { y, frame, axis, scale })),
			...curveLetters(
				curves.flatMap(({ letter, data, values: own, style: { color } }) =>
					letter === undefined ? [] : [{ letter, color, data, values: own }],
				),
				{ frame, axis, y, scale },
			),
			...curves.flatMap(({ column, style: { color } }) => chartedPoints(column, frame, { color, axis, y, scale })),
		],
	};
};

/** The unit of an axis, or what its numbers mean, and whether it is logarithmic: one line, or none. */
export const axisMeasure = ({ meaning }: Look, unit: string, { kind }: ValueScale): readonly string[] => {
	const words = [unitText(unit) || meaning, kind === "log" ? "log scale" : ""].filter((part) => part !== "");
	return words.length === 0 ? [] : [words.join(", ")];
};

const axisTitle = (
	name: string | undefined,
	curves: readonly DrawnCurve[],
	{ lines, frame }: { readonly lines: readonly PanelLine[]; readonly frame: Frame },
): readonly string[] => {
	const { look, values } = curves[0] as DrawnCurve;
	return [name ?? look.short, ...axisMeasure(look, values.unit, scaleOf(curves, lines, frame))];
};

/** Thousands as `10k`, small numbers as they are. */
const tickText = "datum.value >= 1000 ? format(datum.value, '~s') : format(datum.value, '~r')";

interface AxisParts {
	readonly scale: ValueScale;
	readonly at: "left" | "right";
	readonly place: ReturnType<typeof titlePlace>;
	readonly color: string;
}

const yEncoding = ({ scale, at, place, color }: AxisParts) => ({
	type: "quantitative" as const,
	scale: { type: scale.kind, domain: [...scale.domain], nice: false, ...(scale.kind === "linear" ? { zero: false } : {}) },
	axis: {
		orient: at,
		values: [...scale.ticks],
		labelExpr: tickText,
		grid: at === "left",
		domain: false,
		ticks: false,
		titleAngle: 0,
		titleAnchor: "start" as const,
		titleLineHeight: 14,
		titleColor: color,
		...place,
	},
});

type YEncoding = ReturnType<typeof yEncoding>;

/** A usual range that is one value is shown this share of the axis thick. */
const thinnest = 0.05;

/** The usual range on an axis, in its numbers; undefined where the axis does not reach it. */
export const bandOnAxis = (
	[least, most]: readonly [number, number],
	{ kind, domain }: ValueScale,
): readonly [number, number] | undefined => {
	const half = least === most && kind === "linear" ? thinnest * (domain[1] - domain[0]) : 0;
	const [low, high] = [Math.max(least - half, domain[0]), Math.min(most + half, domain[1])];
	return low < high ? [low, high] : undefined;
};

const usualBand = (usual: readonly [number, number], y: YEncoding, scale: ValueScale): Layer[] => {
	const band = bandOnAxis(usual, scale);
	if (band === undefined) return [];
	return [
		{
			data: { values: [{ low: band[0], high: band[1] }] },
			mark: { type: "rect", color: ink.normal, clip: true },
			encoding: { y: { ...y, field: "low" }, y2: { field: "high" } },
		},
	];
};

/** Above this share of the axis words have no room over their line. */
const noRoomAbove = 0.8;

/** A line across the panel with its words at the right end. */
const valueLine = ({ at, say }: PanelLine, y: YEncoding, { scale, frame }: { scale: ValueScale; frame: Frame }): Layer[] => {
	const data = { values: [{ at, say }] };
	const place = heightOf(at, scale) > noRoomAbove ? { baseline: "top" as const, dy: 3 } : { baseline: "bottom" as const, dy: -2 };
	return [
		{
			data,
			mark: { type: "rule", color: ink.soft, strokeWidth: 1, strokeDash: [2, 3], clip: true },
			encoding: { y: { ...y, field: "at" } },
		},
		{
			data,
			mark: { type: "text", align: "right", ...place, fontSize: 9.5, color: ink.soft, clip: true },
			encoding: { x: { value: frame.width - 3 }, y: { ...y, field: "at" }, text: { field: "say", type: "nominal" } },
		},
	];
};

interface LineParts {
	readonly y: YEncoding;
	readonly frame: Frame;
	readonly axis: DayAxis;
	readonly scale: ValueScale;
}

const line = ({ column, data, look, style }: DrawnCurve, { y, frame, axis, scale }: LineParts): Layer => ({
	data: { name: data },
	// A logarithmic axis has no place for zero: the curve pauses there instead of falling out of the picture.
	...(scale.kind === "log" ? { transform: [{ filter: `datum[${JSON.stringify(column)}] > 0` }] } : {}),
	mark: { type: "line", color: style.color, clip: true, interpolate: look.steps ? "step-after" : "linear", ...dashed(style) },
	encoding: { x: dayEncoding(frame, axis), y: { ...y, field: column } },
});

const dashed = ({ dash }: CurveStyle) => (dash.length > 0 ? { strokeDash: [...dash] } : {});

/** From the lowest to the highest of all that a side shows. */
const extent = (curves: readonly DrawnCurve[], lines: readonly PanelLine[], frame: Frame): { low: number; high: number } => {
	const spans = curves.flatMap(({ data, values }) => {
		const trajectory = frame.trajectories.get(data);
		return trajectory === undefined ? [] : [extentOf(values.values, trajectory, frame)];
	});
	const decided = [...lines.map(({ at }) => at), ...curves.flatMap(({ column }) => chartedIn(frame, column).map(({ value }) => value))];
	return { low: Math.min(...spans.map((s) => s.low), ...decided), high: Math.max(...spans.map((s) => s.high), ...decided) };
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
