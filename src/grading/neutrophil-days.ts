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
/** So many days without a count may still be filled when the next one comes. */
const FILLED_GAP = 7;

/** The low neutrophils of one patient so far, early and late in one course. Plain data. */
export interface NeutrophilDays {
	readonly turns: Turns;
	/** Days that are over, lowest count each; null where none was taken. */
	readonly past: readonly (number | null)[];
	/** Lowest count of the day that goes on. */
	readonly low: number | null;
	readonly found: Found;
	/** By which table it was found. */
	readonly table: DayFound["table"];
	/** The first stretch at the highest grade, in its latest words. */
	readonly worst: Found;
}

/** What a day found, and by which table: the days of one are never told with the counts of the other. */
interface DayFound {
	readonly told: Found;
	readonly table: "early" | "late" | "none";
}

const open = (because: string): Found => ({ grade: null, least: 0, most: 4, because });

const unknown: DayFound = { told: open("neutrophils not recorded"), table: "none" };

/** Before the first look. */
export const noNeutrophilDays: NeutrophilDays = {
	turns: noTurns,
	past: [],
	low: null,
	found: unknown.told,
	table: unknown.table,
	worst: unknown.told,
};

/**
 * One more look: neutrophils per uL, NaN or undefined when unknown; `time` in hours since infusion, what lies before it is passed over.
 * Early (days 0–30) the grade of now is that of the run of days at or below 500/uL that is going on, 0 when none is; its highest
 * is the grade of the whole month by the longest run. That counts never rose is said when the month is over, not before. Late (from day 32 on,
 * when two days have been counted) it is that of the lowest daily count so far while a run of days at or below 1500/uL is going on. After day
 * 100 the scale says nothing more: the grade is 0.
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
	const course = courseOfTurns("ICAHT", turns);
	return worst.grade === null ? course : { ...course, because: worst.because };
}

function next(memory: NeutrophilDays, day: number, neutrophils: number | undefined): NeutrophilDays {
	if (day > LAST) {
		const hasNothingToEnd = memory.worst.grade === null || memory.found.because === ended.told.because;
		return hasNothingToEnd ? memory : withFound(memory, ended);
	}
	const isNew = day > memory.past.length;
	const past = isNew ? [...memory.past, memory.low, ...Array<null>(day - memory.past.length - 1).fill(null)] : memory.past;
	const earlier = isNew ? null : memory.low;
	const low = isKnown(neutrophils) ? Math.min(earlier ?? Number.POSITIVE_INFINITY, neutrophils) : earlier;
	// Within a day only a line that is crossed can change the grade.
	if (!isNew && low === earlier) return memory;
	if (!isNew && bandOf(low) === bandOf(earlier)) return { ...memory, low };
	return withFound({ ...memory, past, low }, dayFound([...past, low]));
}

function withFound(memory: NeutrophilDays, { told, table }: DayFound): NeutrophilDays {
	const { worst, found: before } = memory;
	const isHigher = (told.grade ?? -1) > (worst.grade ?? -1);
	const goesOn = told.grade === worst.grade && before.grade === worst.grade && table === memory.table && before.because === worst.because;
	return { ...memory, found: told, table, worst: isHigher || goesOn ? told : worst };
}

const lines = [100, 500, 1000, 1500, Number.POSITIVE_INFINITY] as const;

function bandOf(count: number | null): number {
	return count === null ? -1 : lines.findIndex((line) => count <= line);
}

/** The grade on the last of these days, which may still be going on. */
function dayFound(lows: readonly (number | null)[]): DayFound {
	const late = lows.slice(LAST_EARLY + 1);
	return late.filter(isKnown).length >= 2 ? lateFound(late) : earlyFound(lows);
}

function earlyFound(lows: readonly (number | null)[]): DayFound {
	const early = lows.slice(0, LAST_EARLY + 1);
	if (!early.some(isKnown)) return unknown;
	const run = runsOf(early, (count) => count <= 500).at(-1);
	if (run === undefined) return foundBy(icahtEarly.grade({ anc_daily: early }), "early");
	const today = lows.length - 1;
	const left = whetherLeft(lows, run.last);
	if (left !== false) return left === true ? recovered(500, "early") : uncounted("early");
	const ofRun = early.map((count, day) => (day < run.first ? Number.POSITIVE_INFINITY : count));
	// Before the month is over a day above the line may still come.
	const told = today < LAST_EARLY ? [...ofRun, Number.POSITIVE_INFINITY] : ofRun;
	return foundBy(icahtEarly.grade({ anc_daily: told }), "early");
}

function lateFound(late: readonly (number | null)[]): DayFound {
	const run = runsOf(late, (count) => count <= 1500).at(-1);
	const left = run === undefined ? false : whetherLeft(late, run.last);
	if (left !== false) return left === true ? recovered(1500, "late") : uncounted("late");
	return foundBy(icahtLate.grade({ anc_after_day30: late.filter(isKnown) }), "late");
}

/** Counts have stayed above the line since the last day of a run; null where too many days went without a count. */
function whetherLeft(lows: readonly (number | null)[], last: number): boolean | null {
	const days = lows.length - 1 - last;
	const isCounted = lows.findLastIndex(isKnown) > last;
	if (isCounted || days <= BRIDGED) return days > BRIDGED;
	return days <= FILLED_GAP ? false : null;
}

function foundBy({ scale: _, ...told }: Grade, table: DayFound["table"]): DayFound {
	return { told, table };
}

function recovered(line: number, table: DayFound["table"]): DayFound {
	return { told: { grade: 0, because: `neutrophils above ${line}/uL for three days or more` }, table };
}

function uncounted(table: DayFound["table"]): DayFound {
	return { told: open("no neutrophil count for more than a week"), table };
}

const ended: DayFound = { told: { grade: 0, because: "after day 100 the scale gives no grade" }, table: "none" };
