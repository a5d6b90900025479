import type { SignName } from "../chart/signs.ts";
import { bestResponseOf, responseOf } from "../grading/response.ts";
import type { attributed } from "../language/attributed-names.ts";
import type { FunctionOf } from "../language/run-functions.ts";
import type { Run } from "../simulate/run.ts";
import { amountGiven, dosesGiven, since } from "../treatment/dose-log.ts";
import type { RowFunction } from "./row-columns.ts";
import { courseNamed, given, type HeldSpan, lasts, placeAt, type Rows, valuesNamed } from "./run-rows.ts";

/** What is behind the subject of a function: a level, a time or a length of time, and a clock; not a number where nothing is. */
export interface Behind {
	/** In hours and the unit of the column. */
	readonly second: number;
	/** Hours since infusion: 0 where none is written, not a number when it never came. */
	readonly clock: number;
}

/** How a function of outcomes reads a run that has ended. */
export interface OutcomeReader {
	/** Of a grade, column or treatment. */
	readonly read?: (rows: Rows, name: string, behind: Behind) => number;
	/** Of the stretches, one after the other, in which an inner condition holds from infusion on. */
	readonly readHeld?: (held: readonly HeldSpan[], rows: Rows, behind: Behind) => number;
	/** What may never come: not a number then means "never", which is known, and not "unknown". */
	readonly mayNeverCome?: true;
}

/** Hours spent at a grade of at least `level`, from 1 to 5. */
function hoursFrom({ run }: Rows, name: string, { second: level }: Behind): number {
	const course = courseNamed(run, name);
	if (!course || course.worst === null) return Number.NaN;
	return ([1, 2, 3, 4, 5] as const).reduce((sum, grade) => sum + (grade >= level ? course.hoursAt[grade] : 0), 0);
}

/** The onset of the first episode, and the end of the last; the end of the run where that is open. Not a number where there is none. */
function spanOf({ run, end }: Rows, name: string): HeldSpan {
	const { onset = null, resolved = null } = courseNamed(run, name) ?? {};
	return onset === null ? { from: Number.NaN, to: Number.NaN } : { from: onset, to: resolved ?? end };
}

/** Hours from the onset of the first episode to the end of the last. */
function lengthOf(rows: Rows, name: string): number {
	const { from, to } = spanOf(rows, name);
	return to - from;
}

/**
 * The same in whole days with the first and the last: trials know the dates of an adverse event, and count end - start + 1 (`ADURN` of the analysis data
 * model of CDISC).
 */
function calendarDays(rows: Rows, name: string): number {
	const { from, to } = spanOf(rows, name);
	return 24 * (Math.floor(to / 24) - Math.floor(from / 24) + 1);
}

/** The row from infusion on at which a column is known and beats all before; -1 when it is known at none. */
function extremeRow({ times, count }: Rows, values: Float64Array, sign: 1 | -1): number {
	let best = -1;
	for (let row = 0; row < count; row++) {
		const value = values[row]!;
		if (times[row]! >= 0 && Number.isFinite(value) && (best < 0 || sign * value > sign * values[best]!)) best = row;
	}
	return best;
}

function extreme(rows: Rows, name: string, sign: 1 | -1): number {
	const values = valuesNamed(rows, name);
	return values[extremeRow(rows, values, sign)] ?? Number.NaN;
}

function extremeTime(rows: Rows, name: string): number {
	return rows.times[extremeRow(rows, valuesNamed(rows, name), 1)] ?? Number.NaN;
}

/** Hours from infusion on during which a column lies beyond a level: above it (sign 1) or below. */
function hoursBeyond(rows: Rows, name: string, level: number, sign: 1 | -1): number {
	const { times, count } = rows;
	const values = valuesNamed(rows, name);
	let sum = 0;
	for (let row = 0; row < count; row++) if (times[row]! >= 0 && sign * values[row]! > sign * level) sum += lasts(rows, row);
	return sum;
}

/** The area under a column by trapezoids from infusion on, in its unit times hours. */
function area(rows: Rows, name: string): number {
	const { times, count } = rows;
	const values = valuesNamed(rows, name);
	let sum = 0;
	let before = -1;
	for (let row = 0; row < count; row++) {
		if (!(times[row]! >= 0) || !Number.isFinite(values[row]!)) continue;
		if (before >= 0) sum += ((values[before]! + values[row]!) / 2) * (times[row]! - times[before]!);
		before = row;
	}
	return sum;
}

/** The value at a time, between the saved rows too; unknown when the run ended before. A grade holds from look to look. */
function valueAt(rows: Rows, name: string, { second: time }: Behind): number {
	const { run, times, count, end } = rows;
	if (!(end >= time)) return Number.NaN;
	const { table, row: place } = placeAt(run, time);
	const column = table === run.moments ? table.columns.get(name) : undefined;
	if (column?.kind === "number" && Number.isFinite(column.values[place]!)) return column.values[place]!;
	const values = valuesNamed(rows, name);
	for (let row = count - 1; row >= 0 && times[row]! >= 0; row--)
		if (times[row]! <= time && Number.isFinite(values[row]!)) return values[row]!;
	return Number.NaN;
}

/** A window that is left out reaches back to the begin. */
const backTo = ({ second: window }: Behind) => (Number.isNaN(window) ? Number.POSITIVE_INFINITY : window);

/** When something first held, from a clock on; never after what never came. */
function firstIn(held: readonly HeldSpan[], clock: number): number {
	const span = held.find(({ from, to }) => to > clock || from >= clock);
	return span === undefined ? Number.NaN : Math.max(span.from, clock);
}

/** Nothing lies within any time of what never came. What may still have come when the run ended alive is unknown. */
function heldWithin(held: readonly HeldSpan[], { run, end }: Rows, { second: window, clock }: Behind): number {
	if (Number.isNaN(clock)) return 0;
	if (firstIn(held, clock) <= clock + window) return 1;
	const died = run.outcome.kind === "finished" && run.outcome.died !== null;
	return died || end >= clock + window ? 0 : Number.NaN;
}

/**
 * How each of them reads a run; what it means stands in its row of `runFunctions`. What conditions may ask too and has no reader here is the last row of
 * its column.
 */
export const outcomeReaders: Readonly<
	Record<Exclude<FunctionOf<"outcome">, RowFunction | typeof attributed>, OutcomeReader> & Partial<Record<RowFunction, OutcomeReader>>
> = {
	onset: { mayNeverCome: true, read: ({ run }, name) => courseNamed(run, name)?.onset ?? Number.NaN },
	resolved: { mayNeverCome: true, read: ({ run }, name) => courseNamed(run, name)?.resolved ?? Number.NaN },
	length: { mayNeverCome: true, read: lengthOf },
	calendar_days: { mayNeverCome: true, read: calendarDays },
	time_at: { read: hoursFrom },
	peak: { read: (rows, name) => extreme(rows, name, 1) },
	peak_time: { read: extremeTime },
	nadir: { read: (rows, name) => extreme(rows, name, -1) },
	area: { read: area },
	at: { read: valueAt },
	time_above: { read: (rows, name, { second: level }) => hoursBeyond(rows, name, level, 1) },
	time_below: { read: (rows, name, { second: level }) => hoursBeyond(rows, name, level, -1) },
	duration: { readHeld: (held) => held.reduce((sum, { from, to }) => sum + to - from, 0) },
	first: { mayNeverCome: true, readHeld: (held, _, { clock }) => firstIn(held, clock) },
	last: { mayNeverCome: true, readHeld: (held) => held.at(-1)?.to ?? Number.NaN },
	within: { readHeld: heldWithin },
	since: { read: ({ run, end }, name) => since(given(run, name), name, end) },
	doses: { read: ({ run, end }, name, behind) => dosesGiven(given(run, name), name, end, backTo(behind)) },
	amount: { read: ({ run, end }, name, behind) => amountGiven(given(run, name), name, end, backTo(behind)) },
};

/** A fact of a run that an outcome may name alone: 1 or 0, not a number when nobody can say. */
export interface OutcomeFact {
	readonly about: string;
	readonly read: (run: Run) => number;
	/** Hours after infusion before which nobody can say. */
	readonly knownFrom: number;
	/** The sign that it reads. */
	readonly sign?: SignName;
}

const staging = 28 * 24;

/** The facts of outcomes: a new one is a row. */
export const outcomeFacts: Readonly<Record<string, OutcomeFact>> = {
	died: {
		about: "whether the patient died",
		read: ({ outcome }) => (outcome.kind === "finished" && outcome.died !== null ? 1 : 0),
		knownFrom: 0,
	},
	responded: {
		about: "complete or partial response on day 28",
		read: (run) => oneOf(responseOf(run)?.word, ["CR", "PR"]),
		knownFrom: staging,
		sign: "tumor_burden",
	},
	complete_response: {
		about: "complete response on day 28",
		read: (run) => oneOf(responseOf(run)?.word, ["CR"]),
		knownFrom: staging,
		sign: "tumor_burden",
	},
	best_responded: {
		about: "complete or partial response as the best of all stagings: days 28, 90, 180, 270, 360, as far as the run goes",
		read: (run) => oneOf(bestResponseOf(run)?.word, ["CR", "PR"]),
		knownFrom: staging,
		sign: "tumor_burden",
	},
	best_complete_response: {
		about: "complete response as the best of all stagings",
		read: (run) => oneOf(bestResponseOf(run)?.word, ["CR"]),
		knownFrom: staging,
		sign: "tumor_burden",
	},
};

const oneOf = (word: string | undefined, words: readonly string[]) => (word === undefined ? Number.NaN : words.includes(word) ? 1 : 0);
