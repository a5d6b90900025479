import type { ChartedValue } from "../chart/charted-value.ts";
import { entryOf } from "../input/entry-of.ts";
import { type DayAxis, dayEncoding, type Frame } from "./frame.ts";
import { significant } from "./significant.ts";
import type { Layer } from "./spec-types.ts";
import { ink } from "./theme.ts";
import type { ValueScale } from "./value-scale.ts";

/** What the chart of a run itself is called, laid over its curves. */
export const ownChartName = "this course as a ward would have written it down";

/** What was charted of a column within the days of a figure. */
export const chartedIn = ({ charted, window }: Frame, column: string): readonly ChartedValue[] =>
	(charted === undefined ? undefined : entryOf(charted, column))?.filter(
		({ time }) => time / 24 >= window.from && time / 24 <= window.to,
	) ?? [];

/** Rings for values; a triangle that points down or up for one that lies below or above what was written. */
const shapes: Readonly<Record<ChartedValue["lies"], string>> = { at: "circle", below: "triangle-down", above: "triangle-up" };

type LayerEncoding = NonNullable<Extract<Layer, { mark: unknown }>["encoding"]>;
type PanelHeights = Extract<NonNullable<LayerEncoding["y"]>, { field?: unknown }>;

interface PointStyle {
	readonly color: string;
	readonly axis: DayAxis;
	/** How the panel encodes heights. */
	readonly y: PanelHeights;
	readonly scale: ValueScale;
}

/** Charted values over a curve, in its color. Those that the axis does not reach, as what is not above zero on a logarithmic one, have no place. */
export const chartedPoints = (column: string, frame: Frame, { color, axis, y, scale: { domain } }: PointStyle): Layer[] => {
	const shown = chartedIn(frame, column).filter(({ value }) => value >= domain[0] && value <= domain[1]);
	return Object.entries(shapes).flatMap(([lies, shape]): Layer[] => {
		const values = shown.flatMap((one) => (one.lies === lies ? [{ day: significant(one.time / 24, 6), charted: one.value }] : []));
		if (values.length === 0) return [];
		return [
			{
				data: { values },
				mark: {
					type: "point",
					shape,
					filled: true,
					fill: ink.paper,
					stroke: color,
					strokeWidth: 1.1,
					opacity: 1,
					size: lies === "at" ? 16 : 30,
				},
				encoding: { x: dayEncoding(frame, axis), y: { ...y, field: "charted" } },
			},
		];
	});
};
