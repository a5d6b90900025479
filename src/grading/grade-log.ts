/** The grades of one toxicity, look by look. */
export interface GradeLog {
	/** Looks come in order of time; null or NaN: unknown. */
	readonly see: (time: number, grade: number | null) => void;
	/** Forgets the last look, as if it had not been. */
	readonly takeBack: () => void;
	/** Latest grade; NaN when unknown or before the first look. */
	readonly grade: () => number;
	/** Highest known grade at the looks from a time on; NaN when there is none. */
	readonly worst: (from: number) => number;
}

/** Opens a log: `gradeLog().see(72, 2)`. */
export function gradeLog(): GradeLog {
	const times: number[] = [];
	const grades: number[] = [];
	/** The highest so far at each look. */
	const highest: number[] = [];
	return {
		see: (time, grade) => {
			times.push(time);
			grades.push(grade ?? Number.NaN);
			highest.push(higher(highest.at(-1) ?? Number.NaN, grade ?? Number.NaN));
		},
		takeBack: () => {
			times.pop();
			grades.pop();
			highest.pop();
		},
		grade: () => grades.at(-1) ?? Number.NaN,
		worst: (from) => {
			if (from === Number.NEGATIVE_INFINITY) return highest.at(-1) ?? Number.NaN;
			let worst = Number.NaN;
			for (let i = times.length - 1; i >= 0 && times[i]! >= from; i--) worst = higher(worst, grades[i]!);
			return worst;
		},
	};
}

/** The higher of two grades; NaN stands for an unknown one, which any known one exceeds. */
export function higher(a: number, b: number): number {
	return Number.isNaN(b) || a >= b ? a : b;
}
