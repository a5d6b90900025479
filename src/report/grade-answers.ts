import { answerOf, type ScaleAnswer } from "../grading/answer.ts";
import type { GradeCourse } from "../grading/course.ts";
import type { DecisiveRow } from "../grading/decisive-row.ts";
import { scales } from "../grading/scales.ts";
import { type GradeSummary, gradeSummary } from "./summary.ts";

/** One line of what `crsim grade` answers. */
export interface GradeAnswer {
	readonly id: string;
	readonly scale: string;
	/** What the scale returns: a number, yes or no, or a record; null when it cannot be known. Of a course, the worst. */
	readonly grade: ScaleAnswer;
	/** Where it is not known exactly: the grades between which it lies. */
	readonly least?: number;
	readonly most?: number;
	/** Plain words, never empty. */
	readonly because: string;
	/** Of a course, in days since infusion. */
	readonly course?: Omit<GradeSummary, "scale" | "worst" | "at_least" | "most" | "because">;
	/** The row that decided, and its kin on other scales, where that was asked for. */
	readonly explain?: readonly DecisiveRow[];
}

/** Grades one record by its scale. Throws a RangeError for an unknown scale. */
export const recordAnswer = ({ id, scale, inputs }: { id: string; scale: string; inputs: object }): GradeAnswer => {
	const entry = scales[scale];
	if (entry === undefined) throw new RangeError(`no scale "${scale}"`);
	const measured = entry.measure(inputs);
	return { id, scale, grade: answerOf(measured), ...boundsOf(measured), because: measured.because };
};

/** The worst grade of a course, with its days. */
export const courseAnswer = (id: string, course: GradeCourse): GradeAnswer => {
	const { scale, worst, at_least, most, because, ...days } = gradeSummary(course);
	if (worst !== null && !at_least) return { id, scale, grade: worst, because, course: days };
	return { id, scale, grade: null, ...(most === null ? {} : { least: worst ?? 0, most }), because, course: days };
};

/** The bounds of a grade that is not known exactly. */
export const boundsOf = (measured: object): { readonly least?: number; readonly most?: number } =>
	"least" in measured && "most" in measured ? { least: Number(measured.least), most: Number(measured.most) } : {};

/** An answer as `crsim grade --format json` prints it: the days of a course stand beside the grade. */
export const flatAnswer = ({ course, explain, ...answer }: GradeAnswer): Readonly<Record<string, unknown>> => ({
	...answer,
	...course,
	...(explain === undefined ? {} : { explain }),
});

/** A grade as people read it: `3`, `at least 3`, `yes`, `?`, `2 (high)`, `onset day 2, worst 1, resolved day 5`. */
export const answerText = (grade: ScaleAnswer, least = 0): string => {
	if (grade === null) return least > 0 ? `at least ${least}` : "?";
	if (typeof grade === "boolean") return grade ? "yes" : "no";
	if (typeof grade === "number") return String(Number(grade.toPrecision(4)));
	if ("score" in grade) return `${grade.score ?? "?"}${grade.risk === null ? "" : ` (${grade.risk})`}`;
	const day = (value: number | null) => (value === null ? "-" : `day ${value}`);
	return `${grade.max ?? "?"}, ${day(grade.onset)} to ${day(grade.resolved)}`;
};
