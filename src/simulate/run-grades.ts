import type { GradeCourse } from "../grading/course.ts";
import { scaleNamed } from "../grading/grade-names.ts";
import { courseIn, gradeIn, newMonitor, watched, worstIn } from "../grading/monitor.ts";
import { otherCrsScales } from "../grading/other-crs-scales.ts";
import type { Grades } from "./answers.ts";
import { liveChart } from "./live-chart.ts";
import type { Program } from "./program.ts";
import type { Change, Run, RunEvent } from "./run.ts";
import type { Variables } from "./variables.ts";

/** The grades of a running patient, look by look. */
export interface RunGrades {
	/** The courses so far, as a run hands them on. */
	readonly courses: () => Pick<Run, "grades" | "crsByScale">;
	/** The grades of a name; undefined for what is no grade. */
	readonly grades: (name: string) => Grades | undefined;
	/** Looks at the patient now (signals are up to date) and grades. */
	readonly look: (time: number, more?: LookWishes) => void;
	/** The latest grade; NaN when unknown or before the first look. */
	readonly grade: (name: "crs" | "icans") => number;
}

export interface LookWishes {
	/** Another act at the same instant: this look stands in place of the one before it, as only the last of them is saved. */
	readonly again?: boolean;
}

/** Grades that follow the chart of a running patient; events and changes grow between looks. */
export function runGradesOf(
	program: Program,
	variables: Variables,
	{ events, changes }: { events: readonly RunEvent[]; changes: readonly Change[] },
): RunGrades {
	const chart = liveChart(program, variables, { events, changes });
	// Before this instant, and now: a second look at an instant is a step from before it.
	let before = newMonitor;
	let monitor = newMonitor;
	const course = (scale: string): GradeCourse => courseIn(monitor, scale);
	return {
		courses: () => {
			const crs = course("ASTCT_CRS");
			return {
				grades: { crs, icans: course("ASTCT_ICANS"), iec_hs: course("IECHS_GRADE"), icaht: course("ICAHT") },
				crsByScale: { ASTCT_CRS: crs, ...Object.fromEntries(otherCrsScales.map(({ id }) => [id, course(id)])) },
			};
		},
		grades: (name) => {
			const scale = scaleNamed.get(name);
			return scale === undefined ? undefined : { grade: () => gradeIn(monitor, scale), worst: (from) => worstIn(monitor, scale, from) };
		},
		grade: (name) => gradeIn(monitor, scaleNamed.get(name)!),
		look: (time, { again = false } = {}) => {
			if (!again) before = monitor;
			monitor = watched(before, chart(time));
		},
	};
}
