import { type GradeCourse, isOtherCourse } from "../grading/course.ts";
import { scalesByName } from "../grading/toxicities.ts";
import type { FigureStrip, ModelFigure } from "../model/model-figure.ts";
import type { Run } from "../simulate/run.ts";
import type { FigureWishes } from "./figure-wishes.ts";
import type { Frame } from "./frame.ts";

/** A grade of a run under its name for people. */
export interface NamedCourse {
	readonly title: string;
	readonly course: GradeCourse;
	/** Without the signs of other cause, where that is another course. */
	readonly attributed?: GradeCourse;
}

/** The grade of a run by the name that conditions use: `crs`, `icaht`, `penn_crs`; undefined when the run was not graded so. */
export function gradeOfRun({ grades, crsByScale, toxicities, attributed }: Run, name: string): NamedCourse | undefined {
	const own = grades[name];
	if (own) return bothWays(toxicities[name]?.label ?? name, own, attributed.grades[name]);
	const id = scalesByName(toxicities).get(name) ?? name;
	const course = crsByScale[id];
	return course && bothWays(id, course, attributed.crsByScale[id]);
}

const bothWays = (title: string, course: GradeCourse, attributed: GradeCourse | undefined): NamedCourse =>
	attributed !== undefined && isOtherCourse(course, attributed) ? { title, course, attributed } : { title, course };

const wasKnown = ({ worst, points }: GradeCourse): boolean => worst !== null || points.some(({ grade }) => grade !== null);

/** The grades that a figure shows of a run: not those that its model does not have, and the rare ones only where they struck. */
export const shownGrades = (strips: readonly FigureStrip[], run: Run): readonly NamedCourse[] =>
	strips.flatMap(({ grade, onlyGraded }) => {
		const found = gradeOfRun(run, grade);
		if (found === undefined || !wasKnown(found.course)) return [];
		return onlyGraded && (found.course.worst ?? 0) === 0 ? [] : [found];
	});

/** The strips of a figure: its own, or those that were wished for. */
export const stripsOf = (figure: ModelFigure, { toxicities }: Run, wished: FigureWishes["strips"]): readonly FigureStrip[] => {
	if (wished === undefined) return figure.grades;
	if (wished === "none") return [];
	const names = wished === "all" ? Object.entries(toxicities).flatMap(([name, { scale }]) => (scale === null ? [] : [name])) : wished;
	return names.map((grade) => ({ grade, onlyGraded: false }));
};

/** A grade under the name that its strip carries: `CRS grade`, where the margin has room for it. */
export const gradeNamed = (grade: NamedCourse, { sheet }: Frame): NamedCourse =>
	sheet.names === "beside" ? { ...grade, title: `${grade.title} grade` } : grade;
