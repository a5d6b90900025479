import type { GradeCourse } from "../grading/course.ts";
import type { FigureStrip } from "../model/model-figure.ts";
import type { Run } from "../simulate/run.ts";

/** A grade of a run under its name for people. */
export interface NamedCourse {
	readonly title: string;
	readonly course: GradeCourse;
}

const titles: Readonly<Record<keyof Run["grades"], string>> = { crs: "CRS", icans: "ICANS", iec_hs: "IEC-HS", icaht: "ICAHT" };

const isUsual = (name: string): name is keyof Run["grades"] => Object.hasOwn(titles, name);

/** The grade of a run by the name that conditions use: `crs`, `icaht`, `penn_crs`; undefined when the run was not graded so. */
export function gradeOfRun({ grades, crsByScale }: Run, name: string): NamedCourse | undefined {
	if (isUsual(name)) return { title: titles[name], course: grades[name] };
	const found = Object.entries(crsByScale).find(([id]) => id.toLowerCase() === name);
	return found && { title: found[0], course: found[1] };
}

const wasKnown = ({ worst, points }: GradeCourse): boolean => worst !== null || points.some(({ grade }) => grade !== null);

/** The grades that a figure shows of a run: not those that its model does not have, and the rare ones only where they struck. */
export const shownGrades = (strips: readonly FigureStrip[], run: Run): readonly NamedCourse[] =>
	strips.flatMap(({ grade, onlyGraded }) => {
		const found = gradeOfRun(run, grade);
		if (found === undefined || !wasKnown(found.course)) return [];
		return onlyGraded && (found.course.worst ?? 0) === 0 ? [] : [found];
	});
