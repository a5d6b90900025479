import { courseIn, gradeReader, type Monitor, newMonitor, watched, watchedAttributed, worstIn } from "../grading/monitor.ts";
import { scalesByName } from "../grading/toxicities.ts";
import { attributedName } from "../language/attributed-names.ts";
import type { Grades } from "./answers.ts";
import { liveChart } from "./live-chart.ts";
import type { Program } from "./program.ts";
import { type Rewind, rewindAll } from "./rewind.ts";
import type { Change, Courses, Run, RunEvent } from "./run.ts";
import type { RunAttribution } from "./run-attribution.ts";
import type { Variables } from "./variables.ts";

/** The grades of a running patient, look by look. */
export interface RunGrades {
	/** The courses so far, as a run hands them on. */
	readonly courses: () => Pick<Run, "grades" | "crsByScale" | "attributed">;
	/** The grades of a name; undefined for what is no grade. */
	readonly grades: (name: string) => Grades | undefined;
	/** Looks at the patient now (signals are up to date) and grades. */
	readonly look: (time: number, more?: LookWishes) => void;
	/** Reads the latest grade on a scale, as charted or as attributed; NaN when unknown or before the first look. */
	readonly reading: (scale: string, as?: "attributed") => () => number;
	readonly mark: () => Rewind;
}

export interface LookWishes {
	/** Another act at the same instant: this look stands in place of the one before it, as only the last of them is saved. */
	readonly again?: boolean;
}

/** Grades that follow the chart of a running patient; events and changes grow between looks. */
export function runGradesOf(
	program: Program,
	variables: Variables,
	{ events, changes, attribution }: { events: readonly RunEvent[]; changes: readonly Change[]; attribution: RunAttribution },
): RunGrades {
	const chart = liveChart(program, variables, { events, changes });
	const { toxicities } = program;
	const scales = scalesByName(toxicities);
	// Before this instant, and now: a second look at an instant is a step from before it. Until a sign has another cause both ways to grade are one.
	let before: BothWays = { charted: newMonitor, attributed: newMonitor };
	let now = before;
	const coursesOf = (monitor: Monitor): Pick<Run, "grades" | "crsByScale"> => {
		const named = (pairs: readonly (readonly [name: string, scale: string])[]) =>
			Object.fromEntries(pairs.map(([name, scale]) => [name, courseIn(monitor, scale)]));
		const grades = named(Object.entries(toxicities).flatMap(([name, { scale }]) => (scale === null ? [] : [[name, scale] as const])));
		const several = Object.entries(toxicities).filter(([, { beside }]) => beside.length > 0);
		const besides = several.flatMap(([, { beside }]) => beside.map((id) => [id, id] as const));
		const main = Object.fromEntries(several.map(([name, { scale }]) => [scale!, grades[name]!]));
		return { grades: grades as Courses, crsByScale: { ...main, ...named(besides) } };
	};
	const isAsOne = () => now.charted === now.attributed;
	const reading = (scale: string, as: keyof BothWays = "charted") => {
		const read = gradeReader(scale);
		return () => read(now[as]);
	};
	return {
		courses: () => {
			const charted = coursesOf(now.charted);
			return { ...charted, attributed: { ...(isAsOne() ? charted : coursesOf(now.attributed)), said: attribution.said() } };
		},
		grades: (name) => {
			const own = scales.get(name);
			if (own !== undefined) return { grade: reading(own), worst: (from) => worstIn(now.charted, own, from) };
			const scale = scales.get(attributedName(name) ?? "");
			if (scale === undefined) return undefined;
			return { grade: reading(scale, "attributed"), worst: (from) => worstIn(now.attributed, scale, from) };
		},
		reading,
		look: (time, { again = false } = {}) => {
			// Where nothing is graded there is nothing to follow.
			if (scales.size === 0) return;
			if (!again) before = now;
			const otherCause = attribution.look(time);
			const found = chart.look(time);
			const charted = watched(before.charted, found);
			const isApart = otherCause.length > 0 || before.charted !== before.attributed;
			const attributed = isApart ? watchedAttributed(before.attributed, { ...found.sight, otherCause }, charted) : charted;
			now = { charted, attributed };
		},
		mark: () => {
			const then = [before, now] as const;
			const rewind = rewindAll([chart.mark(), attribution.mark()]);
			return () => {
				[before, now] = then;
				rewind();
			};
		},
	};
}

/** The grades of all signs, and those of signs that the bedside puts down to the cells. */
interface BothWays {
	readonly charted: Monitor;
	readonly attributed: Monitor;
}
