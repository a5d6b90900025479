import type { GradeCourse, GradedPoint } from "../grading/course.ts";
import type { TimeWindow } from "./time-window.ts";

/** A stretch of one grade. Days since infusion. */
export interface GradeSpell {
	readonly from: number;
	readonly to: number;
	/** Null when the grade is not known. */
	readonly grade: number | null;
	/** Fever is hidden by a drug, and still counts. */
	readonly masked: boolean;
}

/** Only for CRS does fever count, so only there can it be masked. */
const isMasked = ({ scale }: GradeCourse, point: GradedPoint): boolean =>
	scale.includes("CRS") && point.fever === "masked" && (point.grade ?? 0) > 0;

/** The course as stretches of equal grade that fill the window, or that part of it in which there were looks; each counts until the next one. */
export const gradeSpells = (course: GradeCourse, { from, to }: TimeWindow, until = to): readonly GradeSpell[] => {
	const turns = course.points.filter((point, i) => {
		const before = course.points[i - 1];
		return before === undefined || before.grade !== point.grade || isMasked(course, before) !== isMasked(course, point);
	});
	return turns
		.map((point, i) => ({
			from: Math.max(from, point.time / 24),
			to: Math.min(to, until, (turns[i + 1]?.time ?? to * 24) / 24),
			grade: point.grade,
			masked: isMasked(course, point),
		}))
		.filter((spell) => spell.to > spell.from);
};
