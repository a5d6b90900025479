import { certainGrade, courseOf, type GradeCourse, type GradedPoint } from "./course.ts";
import { type Graded, isSameGrade } from "./scale.ts";

/** What a look found. */
export type Found = Graded & { readonly because: string; readonly row?: string };

/** Looks of one grade and one decisive row in a row: what the first of them found, and when the last one was. */
interface Turn {
	readonly found: Found;
	readonly from: number;
	readonly to: number;
	/** The look before the first of them was at the same instant. */
	readonly isSecond: boolean;
}

/** One toxicity look by look, of which only the turns are kept: looks at which the grade or the row that decides it changed. Plain data. */
export interface Turns {
	/** Those that are over. */
	readonly past: readonly Turn[];
	/** The one that goes on; null before the first look. */
	readonly now: Turn | null;
	/** What the last look found: the words may be others than at the turn. */
	readonly last: Found | null;
	/** Highest certain grade so far; NaN when there is none. */
	readonly worst: number;
}

/** Before the first look. */
export const noTurns: Turns = { past: [], now: null, last: null, worst: Number.NaN };

/** One more look; looks come in order of time: `turned(noTurns, 72, found)`. */
export function turned(before: Turns, time: number, found: Found): Turns {
	const { past, now } = before;
	if (now !== null && isSameGrade(now.found, found) && now.found.row === found.row)
		return { past, now: { ...now, to: time }, last: found, worst: before.worst };
	return {
		past: now === null ? past : [...past, now],
		now: { found, from: time, to: time, isSecond: now?.to === time },
		last: found,
		worst: higher(before.worst, certainGrade(found) ?? Number.NaN),
	};
}

/** Latest grade; NaN when it is not known, or before the first look. */
export function gradeNow({ now }: Turns): number {
	return now?.found.grade ?? Number.NaN;
}

/** Highest certain grade at the looks from a time on; NaN when there is none. */
export function worstSince({ past, now, worst }: Turns, from: number): number {
	if (now === null || from === Number.NEGATIVE_INFINITY) return worst;
	let highest = Number.NaN;
	for (let i = past.length; i >= 0; i--) {
		const { found, to } = past[i] ?? now;
		if (to < from) break;
		highest = higher(highest, certainGrade(found) ?? Number.NaN);
	}
	return highest;
}

/** Grade, times and durations are those of the whole list of looks; `points` are the turns and the last look. */
export function courseOfTurns(scale: string, { past, now, last }: Turns): GradeCourse {
	if (now === null || last === null) return courseOf(scale, []);
	const turns = [...past, now].map(({ from, found, isSecond }) => pointOf(from, found, isSecond));
	return courseOf(scale, now.to > now.from ? [...turns, pointOf(now.to, last)] : turns);
}

/** A point of a course of which fever is no part. */
function pointOf(time: number, found: Found, isSecond = false): GradedPoint {
	return { ...found, time, fever: "unknown", ...(isSecond ? { isSecond } : {}) };
}

/** The higher of two grades; NaN stands for an unknown one, which any known one exceeds. */
export function higher(a: number, b: number): number {
	return Number.isNaN(b) || a >= b ? a : b;
}
