import { courseOf, type GradeCourse, type GradedPoint } from "./course.ts";
import { type GradeLog, gradeLog } from "./grade-log.ts";

/** One toxicity followed look by look, of which only the turns are kept: looks at which the grade or the row that decides it changed. */
export interface Turns extends Omit<GradeLog, "see"> {
	/** Looks come in order of time. What was graded may be the same object again, as at most looks it is. */
	readonly see: (time: number, graded: Graded) => void;
	/** Forgets the last look, as if it had not been; once between two looks. */
	readonly takeBack: () => void;
	/** Grade, times and durations are those of the whole list of looks; `points` are the turns and the last look. */
	readonly course: () => GradeCourse;
}

/** What a look found. */
export type Graded = Pick<GradedPoint, "grade" | "because" | "row">;

/** A point of a course of which fever is no part. */
function pointOf(time: number, { grade, because, row }: Graded): GradedPoint {
	return row === undefined ? { time, grade, because, fever: "unknown" } : { time, grade, because, row, fever: "unknown" };
}

/** Opens a list of turns: `turnsOf("ICAHT").see(72, graded)`. */
export function turnsOf(scale: string): Turns {
	const grades = gradeLog();
	const turns: GradedPoint[] = [];
	let before = 0;
	let last: { readonly time: number; readonly graded: Graded; readonly isTurn: boolean } | undefined;
	let lastBefore: typeof last;
	return {
		grade: grades.grade,
		worst: grades.worst,
		see: (time, graded) => {
			before = turns.length;
			lastBefore = last;
			grades.see(time, graded.grade);
			const turn = turns.at(-1);
			const isTurn = turn === undefined || turn.grade !== graded.grade || turn.row !== graded.row;
			if (isTurn) turns.push(pointOf(time, graded));
			last = { time, graded, isTurn };
		},
		takeBack: () => {
			grades.takeBack();
			turns.length = before;
			last = lastBefore;
		},
		course: () => courseOf(scale, last === undefined || last.isTurn ? turns : [...turns, pointOf(last.time, last.graded)]),
	};
}
