import type { ChartedCourse } from "../grading/charted-course.ts";
import type { Run } from "../simulate/run.ts";

/** A chart to be laid over a run. */
export interface ChartWishes {
	/** A chart typed as a table: a file, or the text itself. */
	readonly chart?: string | undefined;
	/** Whose rows of it, where it holds several patients. */
	readonly id?: string | undefined;
	/** When the patient of a chart with dates was infused: `2026-03-01 10:00`. */
	readonly infusion?: string | undefined;
}

/** Lays a chart over a run. */
export type ChartLayer = (run: Run) => ChartedCourse;
