import { certainGrade, type GradeCourse } from "../grading/course.ts";
import type { Paint } from "./paint.ts";

/** The days that a strip covers and how many hours one character stands for. */
export interface StripScale {
	/** Characters. */
	readonly cells: number;
	readonly hoursPerCell: number;
}

/** From infusion to `until` hours in at most `most` characters, each a whole number of half days. */
export const stripScale = (until: number, most: number): StripScale => {
	const hoursPerCell = 12 * Math.max(1, Math.ceil(until / 12 / most));
	return { cells: Math.max(1, Math.ceil(until / hoursPerCell)), hoursPerCell };
};

/** The worst certain grade of each stretch as a row of characters: a digit, `·` for none, `?` for unknown; empty outside the hours of `looked`. */
export const gradeStrip = (course: GradeCourse, scale: StripScale, paint: Paint, looked?: { from: number; to: number }): string =>
	worstPerCell(course, scale)
		.map((grade, cell) => {
			const [from, to] = [cell * scale.hoursPerCell, (cell + 1) * scale.hoursPerCell];
			if (looked !== undefined && (to <= looked.from || from > looked.to)) return " ";
			return paint.grade(grade === null ? "?" : grade === 0 ? "·" : String(grade), grade);
		})
		.join("")
		.trimEnd();

/** Both the looks inside a stretch and the one that still holds at its begin count. */
const worstPerCell = ({ points }: GradeCourse, { cells, hoursPerCell }: StripScale): readonly (number | null)[] => {
	const worst: (number | null)[] = [];
	let held: number | null = 0;
	let next = 0;
	for (let cell = 0; cell < cells; cell++) {
		const [from, to] = [cell * hoursPerCell, (cell + 1) * hoursPerCell];
		while (next < points.length && (points[next]?.time ?? 0) <= from) held = certainGrade(points[next++]!);
		let most: number | null = held;
		while (next < points.length && (points[next]?.time ?? 0) < to) {
			held = certainGrade(points[next++]!);
			if (held !== null && (most === null || held > most)) most = held;
		}
		worst.push(most);
	}
	return worst;
};

/** Day numbers above a strip, at round days that have room. */
export const dayRuler = ({ cells, hoursPerCell }: StripScale): string => {
	const days = (cells * hoursPerCell) / 24;
	const step = [1, 2, 5, 10, 20, 50, 100].find((s) => (s * 24) / hoursPerCell >= 6) ?? 100;
	const ruler = Array.from({ length: cells + 4 }, () => " ");
	for (let day = 0; day <= days; day += step) {
		const at = Math.round((day * 24) / hoursPerCell);
		for (const [i, digit] of [...String(day)].entries()) ruler[at + i] = digit;
	}
	return ruler.join("").trimEnd();
};
