import type { Trajectory } from "../trajectory/trajectory.ts";
import { significant } from "./significant.ts";
import type { TimeWindow } from "./time-window.ts";

/** One saved instant: `day` and one entry a column; null leaves a gap. */
export type ColumnValues = Readonly<Record<string, number | null>>;

/** Most rows that a figure carries; a longer run is thinned evenly, since the eye sees no more than the pixels. */
const most = 1500;

/** Five digits are finer than a pixel and keep the figure's file small. */
const digits = 5;

/** The numbers of the named columns over the window. A column that the run lacks is left out. */
export const signRows = (
	trajectory: Trajectory,
	{ columns, window }: { columns: readonly string[]; window: TimeWindow },
): readonly ColumnValues[] => {
	const shown = [...new Set(columns)].flatMap((name) => {
		const column = trajectory.columns.get(name);
		return column?.kind === "number" ? [column] : [];
	});
	const inside = Array.from(trajectory.times.keys()).filter((i) => within((trajectory.times[i] as number) / 24, window));
	const stride = Math.ceil(inside.length / most);
	return inside
		.filter((_, k) => k % stride === 0 || k === inside.length - 1)
		.map((i) => ({
			day: significant((trajectory.times[i] as number) / 24, digits),
			...Object.fromEntries(shown.map((column) => [column.name, significant(column.values[i] as number, digits)])),
		}));
};

const within = (day: number, { from, to }: TimeWindow): boolean => day >= from - 1e-9 && day <= to + 1e-9;
