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

/** The course as stretches of equal grade that fill the window; each look counts until the next one. */
export const gradeSpells = (course: GradeCourse, window: TimeWindow): readonly GradeSpell[] => {
	const turns = course.points.filter((point, i) => {
		const before = course.points[i - 1];
		return before === undefined || before.grade !== point.grade || isMasked(course, before) !== isMasked(course, point);
	});
	return turns
		.map((point, i) => ({
			from: Math.max(window.from, point.time / 24),
			to: Math.min(window.to, (turns[i + 1]?.time ?? window.to * 24) / 24),
			grade: point.grade,
			masked: isMasked(course, point),
		}))
		.filter((spell) => spell.to > spell.from);
};
