import type { ChartedCourse } from "../grading/charted-course.ts";
import type { FigureSize } from "./sheet.ts";
import type { TimeWindow } from "./time-window.ts";

/** What somebody wants of a figure in place of what it would show by itself. */
export interface FigureWishes {
	/** One panel each, in this order. */
	readonly columns?: readonly string[] | undefined;
	/** Since infusion. */
	readonly days?: TimeWindow | undefined;
	readonly title?: string | undefined;
	/** Under the title, in place of what the run says of itself. */
	readonly sentence?: string | undefined;
	readonly size?: FigureSize | undefined;
	/** Grades by name, all that the model has, or none. */
	readonly strips?: readonly string[] | "all" | "none" | undefined;
}

/** Of a figure of one run also what is laid over it. */
export interface OneRunWishes extends FigureWishes {
	readonly charted?: ChartedCourse | undefined;
}
