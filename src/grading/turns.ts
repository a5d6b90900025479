import { courseOf, type GradeCourse, type GradedPoint } from "./course.ts";
import { type GradeLog, gradeLog } from "./grade-log.ts";

/** One toxicity followed look by look, of which only the turns are kept: looks at which the grade or the row that decides it changed. */
export interface Turns extends Omit<GradeLog, "see"> {
	/** Looks come in order of time. */
	readonly see: (point: GradedPoint) => void;
	/** Forgets the last look, as if it had not been; once between two looks. */
	readonly takeBack: () => void;
	/** Grade, times and durations are those of the whole list of looks; `points` are the turns and the last look. */
	readonly course: () => GradeCourse;
}

/** Opens a list of turns: `turnsOf("ICAHT").see(point)`. */
export function turnsOf(scale: string): Turns {
	const grades = gradeLog();
	const turns: GradedPoint[] = [];
	let before = 0;
	let last: GradedPoint | undefined;
	let lastBefore: GradedPoint | undefined;
	return {
		grade: grades.grade,
		worst: grades.worst,
		see: (point) => {
			before = turns.length;
			lastBefore = last;
			last = point;
			grades.see(point.time, point.grade);
			const turn = turns.at(-1);
			if (turn === undefined || turn.grade !== point.grade || turn.row !== point.row) turns.push(point);
		},
		takeBack: () => {
			grades.takeBack();
			turns.length = before;
			last = lastBefore;
		},
		course: () => courseOf(scale, last === undefined || turns.at(-1) === last ? turns : [...turns, last]),
	};
}
