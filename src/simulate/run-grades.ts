import { courseIn, gradeIn, newMonitor, watched, worstIn } from "../grading/monitor.ts";
import { scalesByName } from "../grading/toxicities.ts";
import type { Grades } from "./answers.ts";
import { liveChart } from "./live-chart.ts";
import type { Program } from "./program.ts";
import type { Change, Courses, Run, RunEvent } from "./run.ts";
import type { Variables } from "./variables.ts";

/** The grades of a running patient, look by look. */
export interface RunGrades {
	/** The courses so far, as a run hands them on. */
	readonly courses: () => Pick<Run, "grades" | "crsByScale">;
	/** The grades of a name; undefined for what is no grade. */
	readonly grades: (name: string) => Grades | undefined;
	/** Looks at the patient now (signals are up to date) and grades. */
	readonly look: (time: number, more?: LookWishes) => void;
	/** The latest grade on a scale; NaN when unknown or before the first look. */
	readonly grade: (scale: string) => number;
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
	const { toxicities } = program;
	const scales = scalesByName(toxicities);
	// Before this instant, and now: a second look at an instant is a step from before it.
	let before = newMonitor;
	let monitor = newMonitor;
	const coursesOf = (named: readonly (readonly [name: string, scale: string])[]) =>
		Object.fromEntries(named.map(([name, scale]) => [name, courseIn(monitor, scale)]));
	return {
		courses: () => {
			const grades = coursesOf(Object.entries(toxicities).flatMap(([name, { scale }]) => (scale === null ? [] : [[name, scale] as const])));
			const several = Object.entries(toxicities).filter(([, { beside }]) => beside.length > 0);
			const besides = several.flatMap(([, { beside }]) => beside.map((id) => [id, id] as const));
			const main = Object.fromEntries(several.map(([name, { scale }]) => [scale!, grades[name]!]));
			return { grades: grades as Courses, crsByScale: { ...main, ...coursesOf(besides) } };
		},
		grades: (name) => {
			const scale = scales.get(name);
			return scale === undefined ? undefined : { grade: () => gradeIn(monitor, scale), worst: (from) => worstIn(monitor, scale, from) };
		},
		grade: (scale) => gradeIn(monitor, scale),
		look: (time, { again = false } = {}) => {
			// Where nothing is graded there is nothing to follow.
			if (scales.size === 0) return;
			if (!again) before = monitor;
			monitor = watched(before, chart(time));
		},
	};
}
