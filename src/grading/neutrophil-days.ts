import type { GradeCourse } from "./course.ts";
import { runsOf } from "./day-counts.ts";
import { icahtEarly, icahtLate } from "./icaht.ts";
import type { Grade } from "./scale.ts";
import { courseOfTurns, type Found, noTurns, type Turns, turned } from "./turns.ts";
import { isKnown } from "./verdict.ts";

/** Last day of the early table; the late one begins a day later and ends with day 100. */
const LAST_EARLY = 30;
const LAST = 100;
/** So many days above the line are still part of a run. */
const BRIDGED = 2;

/** The low neutrophils of one patient so far, early and late in one course. Plain data. */
export interface NeutrophilDays {
	readonly turns: Turns;
	/** Days that are over, lowest count each; null where none was taken. */
	readonly past: readonly (number | null)[];
	/** Lowest count of the day that goes on. */
	readonly low: number | null;
	readonly found: Found;
	/** The highest so far, in its latest words. */
	readonly worst: Found;
}

const unknown: Found = { grade: null, least: 0, most: 4, because: "neutrophils not recorded" };

/** Before the first look. */
export const noNeutrophilDays: NeutrophilDays = { turns: noTurns, past: [], low: null, found: unknown, worst: unknown };

/**
 * One more look: neutrophils per uL, NaN or undefined when unknown; `time` in hours since infusion, what lies before it is passed over.
 * Early (days 0–30) the grade of now is that of the run of days at or below 500/uL that is going on, 0 when none is; its highest
 * is the grade of the whole month by the longest run. That counts never rose is said when the month is over, not before. Late (from day 32 on,
 * when two days have been counted) it is that of the lowest daily count so far, and stands to the end.
 *
 *     gradeNow(neutrophilDaysAfter(noNeutrophilDays, 72, 180).turns)   // 1
 */
export function neutrophilDaysAfter(before: NeutrophilDays, time: number, neutrophils: number | undefined): NeutrophilDays {
	if (time < 0) return before;
	const after = next(before, Math.floor(time / 24), neutrophils);
	return { ...after, turns: turned(before.turns, time, after.found) };
}

/** The course so far. */
export function courseOfNeutrophils({ turns, worst }: NeutrophilDays): GradeCourse {
	return { ...courseOfTurns("ICAHT", turns), because: worst.because };
}

function next(memory: NeutrophilDays, day: number, neutrophils: number | undefined): NeutrophilDays {
	if (day > LAST) return memory;
	const isNew = day > memory.past.length;
	const past = isNew ? [...memory.past, memory.low, ...Array<null>(day - memory.past.length - 1).fill(null)] : memory.past;
	const earlier = isNew ? null : memory.low;
	const low = isKnown(neutrophils) ? Math.min(earlier ?? Number.POSITIVE_INFINITY, neutrophils) : earlier;
	// Within a day only a line that is crossed can change the grade.
	if (!isNew && low === earlier) return memory;
	if (!isNew && bandOf(low) === bandOf(earlier)) return { ...memory, low };
	const found = gradeOf([...past, low]);
	return { ...memory, past, low, found, worst: (found.grade ?? -1) >= (memory.worst.grade ?? -1) ? found : memory.worst };
}

const lines = [100, 500, 1000, 1500, Number.POSITIVE_INFINITY] as const;

function bandOf(count: number | null): number {
	return count === null ? -1 : lines.findIndex((line) => count <= line);
}

/** The grade on the last of these days, which may still be going on. */
function gradeOf(lows: readonly (number | null)[]): Found {
	const late = lows.slice(LAST_EARLY + 1).filter(isKnown);
	if (late.length >= 2) return foundBy(icahtLate.grade({ anc_after_day30: late }));
	const early = lows.slice(0, LAST_EARLY + 1);
	if (!early.some(isKnown)) return unknown;
	const run = runsOf(early, (count) => count <= 500).at(-1);
	if (run === undefined) return foundBy(icahtEarly.grade({ anc_daily: early }));
	const today = lows.length - 1;
	if (today - run.last > BRIDGED) return over;
	const ofRun = early.map((count, day) => (day < run.first ? Number.POSITIVE_INFINITY : count));
	// Before the month is over a day above the line may still come.
	return foundBy(icahtEarly.grade({ anc_daily: today < LAST_EARLY ? [...ofRun, Number.POSITIVE_INFINITY] : ofRun }));
}

function foundBy({ scale: _, ...found }: Grade): Found {
	return found;
}

const over: Found = { grade: 0, because: "neutrophils above 500/uL for three days or more" };
