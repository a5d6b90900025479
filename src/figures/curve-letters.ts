import type { NumberColumn } from "../trajectory/trajectory.ts";
import { lookDays, valuesAt } from "./differences.ts";
import { type DayAxis, dayEncoding, type Frame } from "./frame.ts";
import { significant } from "./significant.ts";
import type { Layer } from "./spec-types.ts";
import { ink } from "./theme.ts";
import { heightOf, type ValueScale } from "./value-scale.ts";

/** A curve that carries the letter of its course. */
export interface LetteredCurve {
	readonly letter: string;
	readonly color: string;
	readonly data: string;
	readonly values: NumberColumn;
}

type LayerEncoding = NonNullable<Extract<Layer, { mark: unknown }>["encoding"]>;

interface LetterParts {
	readonly frame: Frame;
	readonly axis: DayAxis;
	readonly y: Extract<NonNullable<LayerEncoding["y"]>, { field?: unknown }>;
	readonly scale: ValueScale;
}

/** Curves nearer than this share of the height to another have no letter: it could be that of either. */
const apart = 0.12;
/** A letter has no room below a curve that runs lower than this share of the height, nor above one as near to the top. */
const low = 0.2;
/** Farther than this is no better, so that the letter stands in the middle of the days rather than at the very peak. */
const wide = 0.4;

/** The letter of each curve, beside it where it is farthest from the others. */
export const curveLetters = (curves: readonly LetteredCurve[], { frame, axis, y, scale }: LetterParts): Layer[] => {
	const days = lookDays(frame.window);
	const heights = curves.map(({ data, values }) => {
		const trajectory = frame.trajectories.get(data);
		return trajectory === undefined ? days.map(() => Number.NaN) : valuesAt(trajectory.times, values, days).map(onAxis(scale));
	});
	const placed = curves.flatMap(({ letter, color }, i) => {
		const at = bestPlace(heights, i);
		if (at === undefined) return [];
		return [
			{ day: significant(days[at.look]!, 5), value: significant(valueAtHeight(heights[i]![at.look]!, scale), 5), up: at.up, letter, color },
		];
	});
	return [true, false].flatMap((up): Layer[] => {
		const values = placed.filter((one) => one.up === up).map(({ up: _, ...rest }) => rest);
		if (values.length === 0) return [];
		const mark = { type: "text" as const, fontSize: 11, fontWeight: 600 as const, baseline: "middle" as const, dy: up ? -8 : 8 };
		const encoding = { x: dayEncoding(frame, axis), y: { ...y, field: "value" }, text: { field: "letter", type: "nominal" as const } };
		return [
			{ data: { values }, mark: { ...mark, color: ink.paper, stroke: ink.paper, strokeWidth: 4, strokeJoin: "round" }, encoding },
			{ data: { values }, mark, encoding: { ...encoding, color: { field: "color", type: "nominal", scale: null, legend: null } } },
		];
	});
};

const onAxis =
	(scale: ValueScale) =>
	(value: number): number =>
		scale.kind === "log" && value <= 0 ? Number.NaN : heightOf(value, scale);

/** The value at a height. */
const valueAtHeight = (height: number, { kind, domain: [low, high] }: ValueScale): number =>
	kind === "log" ? low * (high / low) ** height : low + height * (high - low);

/** The look at which a curve is farthest from the one next to it, and whether it is above that one; undefined where it is never far enough. */
const bestPlace = (heights: readonly (readonly number[])[], curve: number): { readonly look: number; readonly up: boolean } | undefined => {
	const own = heights[curve]!;
	const middle = own.length / 2;
	let best: { look: number; up: boolean; worth: number } | undefined;
	for (const [look, height] of own.entries()) {
		if (!(height > 0.03 && height < 0.97)) continue;
		const others = heights.flatMap((one, i) => (i === curve || !Number.isFinite(one[look]!) ? [] : [height - one[look]!]));
		const nearest = others.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a), Number.POSITIVE_INFINITY);
		const distance = Math.abs(nearest);
		const worth = Math.min(distance, wide) - (0.1 * Math.abs(look - middle)) / own.length;
		if (distance >= apart && (best === undefined || worth > best.worth))
			best = { look, up: height < low || (nearest > 0 && height < 1 - low), worth };
	}
	return best;
};
