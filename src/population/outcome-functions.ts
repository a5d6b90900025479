import type { SignName } from "../chart/signs.ts";
import type { GradeCourse } from "../grading/course.ts";
import { responseOf } from "../grading/response.ts";
import type { FunctionOf } from "../language/run-functions.ts";
import type { Run } from "../simulate/run.ts";
import { amountGiven, dosesGiven, since } from "../treatment/dose-log.ts";

/** How a function of outcomes reads a run that has ended. */
export interface OutcomeReader {
	/** Of a grade, column or treatment, and the number behind it; in hours and the unit of the column. */
	readonly read?: (run: Run, name: string, second: number) => number;
	/** Of the stretches, one after the other, in which an inner condition holds, before infusion too, and the end of the run. */
	readonly readHeld?: (held: readonly HeldSpan[], end: number) => number;
	/** What may never come: not a number then means "never", which is known, and not "unknown". */
	readonly mayNeverCome?: true;
}

/** Hours [from, to) since infusion during which something held. */
export interface HeldSpan {
	readonly from: number;
	readonly to: number;
}

/** The course of a grade by the name that conditions use. */
function courseNamed(run: Run, name: string): GradeCourse | undefined {
	const grades: Readonly<Record<string, GradeCourse>> = run.grades;
	return grades[name] ?? run.crsByScale[name.toUpperCase()];
}

/** Hours spent at a grade of at least `level`, from 1 to 5. */
function hoursFrom(run: Run, name: string, level: number): number {
	const course = courseNamed(run, name);
	if (!course || course.worst === null) return Number.NaN;
	return ([1, 2, 3, 4, 5] as const).reduce((sum, grade) => sum + (grade >= level ? course.hoursAt[grade] : 0), 0);
}

/** A row of a trajectory: its time and how long it holds, hours. */
interface SavedRow {
	readonly row: number;
	readonly time: number;
	readonly lasts: number;
}

export const rowsOf = ({ trajectory: { times } }: Run): SavedRow[] =>
	Array.from(times, (time, row) => ({ row, time, lasts: (times[row + 1] ?? time) - time }));

/** Value and time of the rows from infusion on in which a column is known. */
function knownRows(run: Run, name: string): { readonly value: number; readonly time: number; readonly lasts: number }[] {
	const column = run.trajectory.columns.get(name);
	if (column?.kind !== "number") return [];
	return rowsOf(run).flatMap(({ row, time, lasts }) =>
		time >= 0 && Number.isFinite(column.values[row]!) ? [{ value: column.values[row]!, time, lasts }] : [],
	);
}

function extreme(run: Run, name: string, beats: (a: number, b: number) => boolean): { value: number; time: number } {
	const none = { value: Number.NaN, time: Number.NaN };
	return knownRows(run, name).reduce((best, one) => (Number.isNaN(best.value) || beats(one.value, best.value) ? one : best), none);
}

const higher = (a: number, b: number) => a > b;
const lower = (a: number, b: number) => a < b;
const hoursWhere = (run: Run, name: string, holds: (value: number) => boolean) =>
	knownRows(run, name).reduce((sum, { value, lasts }) => sum + (holds(value) ? lasts : 0), 0);

/** The area under a column by trapezoids, in its unit times hours. */
function area(run: Run, name: string): number {
	const rows = knownRows(run, name);
	return rows.reduce((sum, { value, time }, i) => {
		const next = rows[i + 1];
		return next === undefined ? sum : sum + ((value + next.value) / 2) * (next.time - time);
	}, 0);
}

/** The value at a time: that of the last row not after it; unknown when the run ended before. */
function valueAt(run: Run, name: string, time: number): number {
	const { times } = run.trajectory;
	if ((times.at(-1) ?? Number.NEGATIVE_INFINITY) < time) return Number.NaN;
	return knownRows(run, name).findLast((row) => row.time <= time)?.value ?? Number.NaN;
}

const afterInfusion = (held: readonly HeldSpan[]): HeldSpan[] =>
	held.flatMap(({ from, to }) => (from < 0 && to <= 0 ? [] : [{ from: Math.max(from, 0), to }]));
const endOf = ({ trajectory: { times } }: Run) => times.at(-1) ?? Number.NaN;
/** A window that is left out reaches back to the begin. */
const backTo = (window: number) => (Number.isNaN(window) ? Number.POSITIVE_INFINITY : window);

/** How each of them reads a run; what it means stands in its row of `runFunctions`. */
export const outcomeReaders: Readonly<Record<FunctionOf<"outcome">, OutcomeReader>> = {
	worst: { read: (run, name) => courseNamed(run, name)?.worst ?? Number.NaN },
	onset: { mayNeverCome: true, read: (run, name) => courseNamed(run, name)?.onset ?? Number.NaN },
	time_at: { read: hoursFrom },
	peak: { read: (run, name) => extreme(run, name, higher).value },
	peak_time: { read: (run, name) => extreme(run, name, higher).time },
	nadir: { read: (run, name) => extreme(run, name, lower).value },
	area: { read: area },
	at: { read: valueAt },
	time_above: { read: (run, name, level) => hoursWhere(run, name, (value) => value > level) },
	time_below: { read: (run, name, level) => hoursWhere(run, name, (value) => value < level) },
	held: {
		readHeld: (held, end) => {
			const last = held.at(-1);
			return last?.to === end ? last.to - last.from : 0;
		},
	},
	duration: { readHeld: (held) => afterInfusion(held).reduce((sum, { from, to }) => sum + to - from, 0) },
	first: { mayNeverCome: true, readHeld: (held) => afterInfusion(held)[0]?.from ?? Number.NaN },
	since: { read: (run, name) => since(run.doses, name, endOf(run)) },
	doses: { read: (run, name, window) => dosesGiven(run.doses, name, endOf(run), backTo(window)) },
	amount: { read: (run, name, window) => amountGiven(run.doses, name, endOf(run), backTo(window)) },
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
};

const oneOf = (word: string | undefined, words: readonly string[]) => (word === undefined ? Number.NaN : words.includes(word) ? 1 : 0);
