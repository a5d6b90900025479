/** Hours since infusion laid out over pixels. */
export interface TimeAxis {
	readonly from: number;
	readonly to: number;
	/** Pixels. */
	readonly width: number;
}

/** The pixel of an hour. */
export const xOf = ({ from, to, width }: TimeAxis, hours: number): number => ((hours - from) / (to - from)) * width;

/** The hour at a pixel, kept on the axis. */
export const hoursAt = ({ from, to, width }: TimeAxis, x: number): number => clamped(from + (x / width) * (to - from), { from, to });

/** The nearest hour of an axis. */
export const clamped = (hours: number, { from, to }: Pick<TimeAxis, "from" | "to">): number => Math.min(Math.max(hours, from), to);

/**
 * A time on a grid of `step` hours, so that a dose that was dragged has a time that a person would write.
 *
 *     snapped(95.7, 1)   // 96
 */
export const snapped = (hours: number, step: number): number => Number((Math.round(hours / step) * step).toFixed(6));

const daySteps = [1, 2, 5, 7, 10, 14, 28, 50, 100];

/** Room for the label of a day, in pixels. */
const labelRoom = 26;

/** Days that carry a label: a round step, so that labels do not touch; day 0 is always among them where it is shown. */
export function dayTicks({ from, to, width }: TimeAxis): readonly number[] {
	const days = (to - from) / 24;
	const step = daySteps.find((s) => (s / days) * width >= labelRoom) ?? 100;
	const first = Math.ceil(from / 24 / step - 1e-9);
	return Array.from({ length: Math.floor(to / 24 / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

/** The place of the last saved row at or before an hour, by halving; -1 before the first. An instant that stands twice gives its second row. */
export function rowAt(times: ArrayLike<number>, hours: number): number {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (times[middle]! <= hours + 1e-9) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
