import { courseOf, type GradeCourse, type GradedPoint } from "./course.ts";

/** One toxicity followed look by look, of which only the turns are kept: looks at which the grade or the row that decides it changed. */
export interface Turns {
	/** Looks come in order of time. */
	readonly see: (point: GradedPoint) => void;
	/** Forgets the last look, as if it had not been; once between two looks. */
	readonly takeBack: () => void;
	/** Latest grade; NaN when unknown or before the first look. */
	readonly grade: () => number;
	/** Highest known grade at the looks from a time on; NaN when there is none. */
	readonly worst: (from: number) => number;
	/** Grade, times and durations are those of the whole list of looks; `points` are the turns and the last look. */
	readonly course: () => GradeCourse;
}

/** Opens a list of turns: `turnsOf("ICAHT").see(point)`. */
export function turnsOf(scale: string): Turns {
	const times: number[] = [];
	const grades: number[] = [];
	const turns: GradedPoint[] = [];
	let before = 0;
	let last: GradedPoint | undefined;
	let lastBefore: GradedPoint | undefined;
	return {
		see: (point) => {
			before = turns.length;
			lastBefore = last;
			last = point;
			times.push(point.time);
			grades.push(point.grade ?? Number.NaN);
			const turn = turns.at(-1);
			if (turn === undefined || turn.grade !== point.grade || turn.row !== point.row) turns.push(point);
		},
		takeBack: () => {
			times.pop();
			grades.pop();
			turns.length = before;
			last = lastBefore;
		},
		grade: () => grades.at(-1) ?? Number.NaN,
		worst: (from) => {
			let worst = Number.NaN;
			for (let i = times.length - 1; i >= 0 && times[i]! >= from; i--) worst = higher(worst, grades[i]!);
			return worst;
		},
		course: () => courseOf(scale, last === undefined || turns.at(-1) === last ? turns : [...turns, last]),
	};
}

function higher(a: number, b: number): number {
	return Number.isNaN(b) || a >= b ? a : b;
}
