import { type ValueScale, valueScale } from "../../figures/value-scale.ts";
import type { AxisWish } from "../../trajectory/display.ts";

/** Numbers that an axis has to reach. */
export interface Extent {
	readonly low: number;
	readonly high: number;
}

/** The least and greatest of what is finite; undefined where nothing is. */
export function extentOf(all: readonly ArrayLike<number>[], more: readonly number[] = []): Extent | undefined {
	let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	const take = (values: ArrayLike<number>) => {
		for (let i = 0; i < values.length; i++) {
			const value = values[i]!;
			if (value < low && Number.isFinite(value)) low = value;
			if (value > high && Number.isFinite(value)) high = value;
		}
	};
	for (const values of all) take(values);
	take(more);
	return low <= high ? { low, high } : undefined;
}

/** The axis of a column as the figures lay it out; one without numbers as if it had gone from 0 to 1. */
export const axisFor = (wish: AxisWish, extent: Extent | undefined): ValueScale => valueScale(wish, extent ?? { low: 0, high: 1 });

/** The pixel of a value, counted down from the top; what a logarithmic axis cannot show lies on its lower edge. */
export function yOf({ kind, domain: [bottom, top] }: ValueScale, height: number, value: number): number {
	if (kind === "linear") return height * (1 - (value - bottom) / (top - bottom));
	const share = value <= bottom ? 0 : Math.log(value / bottom) / Math.log(top / bottom);
	return height * (1 - share);
}

/** `10k`, `0.5`, `1M`: what stands at a tick. */
export function tickText(value: number): string {
	const size = Math.abs(value);
	if (size >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
	if (size >= 1e3) return `${Number((value / 1e3).toPrecision(3))}k`;
	return size !== 0 && size < 1e-3 ? value.toExponential(0) : String(Number(value.toPrecision(3)));
}
