import type { ChartedCourse } from "../grading/charted-course.ts";
import type { Run } from "../simulate/run.ts";
import { distanceHead, distanceReading, distanceRows } from "./chart-distances.ts";
import { toldCourses, worstSentence } from "./grade-story.ts";
import { type Paint, plainPaint } from "./paint.ts";
import { textTable } from "./text-table.ts";

const margin = 8;

/**
 * What a chart says beside the run that it is laid over, as lines for a terminal: how far it lies from the curves, its grades, how it was read.
 *
 *     terminalSummary(run, { charted, beside: terminalChart(run, charted) })
 */
export const terminalChart = (run: Run, charted: ChartedCourse, paint: Paint = plainPaint): readonly string[] => {
	const grades = toldCourses(run).flatMap(([name, { scale }]) => {
		const course = charted.courses[scale];
		return course === undefined ? [] : [`${name.padEnd(margin)}${paint.strong(worstSentence(course))}`];
	});
	const [head, ...rows] = textTable([[`Charted: ${charted.name}`, ...distanceHead], ...distanceRows(run, charted)], {
		right: [1, 2, 3, 5],
	});
	return [
		paint.soft(head ?? ""),
		...rows,
		paint.soft(distanceReading),
		...grades,
		...charted.notes.map((note) => paint.soft(`note: ${note}`)),
	];
};
