import { dimensionless, multiplyUnits, type Unit, unitOf } from "../expression/units.ts";
import type { GradeCourse } from "../grading/course.ts";
import { responseOf } from "../grading/response.ts";
import type { Run } from "../simulate/run.ts";

const hour = unitOf("h");

/** What a function of outcomes takes, what unit its value has, and how it reads a run. */
export interface OutcomeFunction {
	readonly takes: "grade" | "grade and level" | "column" | "column and level" | "column and time" | "condition" | "treatment";
	readonly unit: (of: Unit) => Unit;
	readonly about: string;
	readonly read: (run: Run, name: string, second: number) => number;
	/** What may never come: not a number then means "never", which is known, and not "unknown". */
	readonly mayNeverCome?: true;
	/** Reads the hours, one after the other, at which an inner condition holds. */
	readonly readHeld?: (held: readonly Stretch[]) => number;
}

/** Hours [from, to) since infusion during which something held. */
export interface Stretch {
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

/** Rows from infusion on: the time and how long the row holds, hours. */
export function rowsOf({ trajectory: { times } }: Run): { readonly row: number; readonly time: number; readonly lasts: number }[] {
	return [...times].flatMap((time, row) => (time < 0 ? [] : [{ row, time, lasts: (times[row + 1] ?? time) - time }]));
}

/** Value and time of the rows from infusion on in which a column is known. */
function knownRows(run: Run, name: string): { readonly value: number; readonly time: number; readonly lasts: number }[] {
	const column = run.trajectory.columns.get(name);
	if (column?.kind !== "number") return [];
	return rowsOf(run).flatMap(({ row, time, lasts }) =>
		Number.isFinite(column.values[row]!) ? [{ value: column.values[row]!, time, lasts }] : [],
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

const doseEvents = (run: Run, name: string) => run.events.filter(({ kind, what }) => kind === "dose" && what === name);
const same = (unit: Unit) => unit;
const inHours = () => hour;
const pure = () => dimensionless;

/** The functions of outcomes: a new one is a row. */
export const outcomeFunctions: Readonly<Record<string, OutcomeFunction>> = {
	worst: { takes: "grade", unit: pure, about: "the highest grade", read: (run, name) => courseNamed(run, name)?.worst ?? Number.NaN },
	onset: {
		takes: "grade",
		unit: inHours,
		about: "when the first episode began",
		mayNeverCome: true,
		read: (run, name) => courseNamed(run, name)?.onset ?? Number.NaN,
	},
	time_at: {
		takes: "grade and level",
		unit: inHours,
		about: "how long a grade of any scale was at a level or above",
		read: hoursFrom,
	},
	peak: { takes: "column", unit: same, about: "the highest value", read: (run, name) => extreme(run, name, higher).value },
	peak_time: { takes: "column", unit: inHours, about: "when it was highest", read: (run, name) => extreme(run, name, higher).time },
	nadir: { takes: "column", unit: same, about: "the lowest value", read: (run, name) => extreme(run, name, lower).value },
	area: { takes: "column", unit: (unit) => multiplyUnits(unit, hour), about: "the area under the curve", read: area },
	at: { takes: "column and time", unit: same, about: "the value at a time", read: valueAt },
	time_above: {
		takes: "column and level",
		unit: inHours,
		about: "how long it lay above a level",
		read: (run, name, level) => hoursWhere(run, name, (value) => value > level),
	},
	time_below: {
		takes: "column and level",
		unit: inHours,
		about: "how long it lay below a level",
		read: (run, name, level) => hoursWhere(run, name, (value) => value < level),
	},
	duration: {
		takes: "condition",
		unit: inHours,
		about: "how long a condition held",
		read: () => Number.NaN,
		readHeld: (held) => held.reduce((sum, { from, to }) => sum + to - from, 0),
	},
	first: {
		takes: "condition",
		unit: inHours,
		about: "when a condition first held",
		mayNeverCome: true,
		read: () => Number.NaN,
		readHeld: (held) => held[0]?.from ?? Number.NaN,
	},
	doses: {
		takes: "treatment",
		unit: pure,
		about: "doses given; what runs at a rate has none",
		read: (run, name) => doseEvents(run, name).length,
	},
	amount: {
		takes: "treatment",
		unit: same,
		about: "the amount of all doses; what runs at a rate has none: ask the area of its column",
		read: (run, name) => doseEvents(run, name).reduce((sum, { amount }) => sum + (amount ?? 0), 0),
	},
};

/** A fact of a run that an outcome may name alone: 1 or 0, not a number when nobody can say. */
export interface OutcomeFact {
	readonly about: string;
	readonly read: (run: Run) => number;
	/** Hours after infusion before which nobody can say. */
	readonly knownFrom: number;
	/** The column that it reads. */
	readonly column?: string;
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
		read: (run) => oneOf(responseOf(run.trajectory)?.word, ["CR", "PR"]),
		knownFrom: staging,
		column: "tumor_shrinkage",
	},
	complete_response: {
		about: "complete response on day 28",
		read: (run) => oneOf(responseOf(run.trajectory)?.word, ["CR"]),
		knownFrom: staging,
		column: "tumor_shrinkage",
	},
};

const oneOf = (word: string | undefined, words: readonly string[]) => (word === undefined ? Number.NaN : words.includes(word) ? 1 : 0);

/** Grades that have a column, and so may stand in a condition over the hours. */
export const gradeColumns: Readonly<Record<string, string>> = { crs: "crs_grade", icans: "icans_grade" };
