import type { ChartedValue } from "../chart/charted-value.ts";
import type { NumberColumn, Trajectory } from "../trajectory/trajectory.ts";
import type { Sheet } from "./sheet.ts";
import { ink } from "./theme.ts";
import { dayTicks, type TimeWindow } from "./time-window.ts";

/** One vertical rule: a dose that matters, or the begin of a course. */
export interface TreatmentRule {
	/** Since infusion. */
	readonly day: number;
	readonly what: string;
	readonly color: string;
	/** As a rule carries them where there is room, and in a tight place. */
	readonly names: { readonly full: string; readonly short: string };
}

/** What all panels of a figure share. */
export interface Frame {
	readonly window: TimeWindow;
	/** Pixels of the plotting area. */
	readonly width: number;
	readonly sheet: Sheet;
	/** The trajectories by the name of their data set in the figure. */
	readonly trajectories: ReadonlyMap<string, Trajectory>;
	/** Vertical rules that cross every panel. */
	readonly rules: readonly TreatmentRule[];
	/** What was charted, by column: laid over the curves. */
	readonly charted?: Readonly<Record<string, readonly ChartedValue[]>>;
}

/** The column of one of the figure's trajectories; undefined when that run has no such numbers. */
export const columnOf = (frame: Frame, { data, column }: { data: string; column: string }): NumberColumn | undefined => {
	const found = frame.trajectories.get(data)?.columns.get(column);
	return found?.kind === "number" ? found : undefined;
};

/** Whether the axis of days carries numbers: only the lowest panel's does. */
export type DayAxis = "labels" | "grid" | "none";

/** The shared x encoding. */
export const dayEncoding = ({ window }: Frame, axis: DayAxis) => ({
	field: "day",
	type: "quantitative" as const,
	scale: { domain: [window.from, window.to], nice: false, zero: false },
	axis: dayAxis(window, axis),
});

const dayAxis = (window: TimeWindow, axis: DayAxis) => {
	const values = [...dayTicks(window)];
	switch (axis) {
		case "labels":
			return {
				values,
				title: "Days since infusion",
				format: "d",
				grid: true,
				labelFlush: false,
				titlePadding: 6,
				labelFontSize: 11,
				labelColor: ink.plain,
			};
		case "grid":
			return { values, title: null, labels: false, ticks: false, domain: false, grid: true };
		case "none":
			return null;
	}
};
