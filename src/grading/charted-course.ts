import type { ChartedValue } from "../chart/charted-value.ts";
import type { GradeCourse } from "./course.ts";

/** A course as somebody charted it, to be laid over a simulated one. Plain data. */
export interface ChartedCourse {
	/** Of the file, and of the patient where it holds several. */
	readonly name: string;
	/** What was charted, by columns of the run and in their units. */
	readonly values: Readonly<Record<string, readonly ChartedValue[]>>;
	/** Its grades, by scale. */
	readonly courses: Readonly<Record<string, GradeCourse>>;
	/** Hours since infusion of its first and its last row. */
	readonly from: number;
	readonly to: number;
	/** How far each column lies from the simulated one. */
	readonly distances: readonly ChartDistance[];
	/** What the chart has and the run lacks, in sentences. */
	readonly notes: readonly string[];
}

/** How far the charted values of a column lie from the simulated ones of their moments. A bound that the simulated value keeps lies at a distance of 0. */
export interface ChartDistance {
	readonly column: string;
	readonly unit: string;
	/** How many values were compared; those before and after the run were not. */
	readonly values: number;
	/** How many of them are bounds. */
	readonly bounds: number;
	/** Charted less simulated. */
	readonly median_difference: number;
	readonly median_absolute: number;
	/** As a share of the simulated value; null where that is 0 in most. */
	readonly median_relative: number | null;
}
