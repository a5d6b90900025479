import type { ChartedCourse } from "../grading/charted-course.ts";
import { gradeColumnsOf } from "../grading/toxicities.ts";
import type { Run } from "../simulate/run.ts";
import type { Trajectory } from "../trajectory/trajectory.ts";
import { drugLook } from "./drug-looks.ts";

/** The days that a figure shows, since infusion. */
export interface TimeWindow {
	readonly from: number;
	readonly to: number;
}

/** The last day that was saved. */
export const lastDay = ({ times }: Trajectory): number => (times.length === 0 ? 0 : (times[times.length - 1] as number) / 24);
const firstDay = ({ times }: Trajectory): number => (times.length === 0 ? 0 : (times[0] as number) / 24);

/** From the day before infusion (or from the start, when that is later) to the last saved day of the longest run. */
export const timeWindow = (runs: readonly Run[]): TimeWindow => ({
	from: Math.max(-1, Math.min(...runs.map((run) => firstDay(run.trajectory)))),
	to: Math.max(1, ...runs.map((run) => lastDay(run.trajectory))),
});

/** A quiet tail shorter than this is still shown. */
const tail = 4;
const atLeast = 14;

/**
 * As `timeWindow`, but without a long quiet tail: it ends four days after the last graded day and the last treatment that was looked at,
 * not before day 14. The days that matter get the pixels. Where nothing was ever graded the grade cannot tell what matters: all is shown.
 */
export const storyWindow = (runs: readonly Run[]): TimeWindow => {
	const { from, to } = timeWindow(runs);
	const graded = runs.some((run) => lookedCourses(run).some(({ worst }) => (worst ?? 0) > 0));
	return graded ? { from, to: Math.min(to, Math.max(atLeast, Math.ceil(tail + Math.max(...runs.map(lastNews))))) } : { from, to };
};

/** Courses of toxicities that are graded look by look: the others drag on for weeks. */
const lookedCourses = ({ grades, toxicities }: Run) => gradeColumnsOf(toxicities).flatMap(({ toxicity }) => grades[toxicity] ?? []);

const lastNews = (run: Run): number => {
	const { events } = run;
	const graded = lookedCourses(run).map((course) => course.points.findLast((point) => (point.grade ?? 0) > 0)?.time ?? 0);
	const acted = events.filter((e) => drugLook(e.role).rule !== "none").map((e) => e.until ?? e.time);
	return Math.max(0, ...graded, ...acted) / 24;
};

/** As `timeWindow`, but opened to the left as far as the first event, so that lymphodepletion is seen. */
export const windowOfEvents = (run: Run): TimeWindow => {
	const { from, to } = timeWindow([run]);
	return { from: Math.min(from, ...run.events.map((e) => Math.floor(e.time / 24))), to };
};

/** A window opened as far as a chart that is laid over the run goes, within the days of the run. */
export const windowWith = (charted: ChartedCourse | undefined, { from, to }: TimeWindow, run: Run): TimeWindow =>
	charted === undefined ? { from, to } : { from, to: Math.max(to, Math.min(timeWindow([run]).to, charted.to / 24)) };

const steps = [1, 2, 5, 7, 10, 14, 28, 50, 100];

/** Days with a label: a round step that gives at most sixteen of them. */
export const dayTicks = ({ from, to }: TimeWindow): readonly number[] => {
	const step = steps.find((s) => (to - from) / s <= 16) ?? 100;
	const first = Math.ceil(from / step);
	return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step);
};

/** Days to pixels of the plotting area, and back, in a figure that is `width` wide. */
export const pixelsPerDay = ({ from, to }: TimeWindow, width: number): number => width / (to - from);
