import { instant, snapped } from "../chart/instant.ts";
import { askedColumns } from "../chart/signs.ts";
import { certainGrade, type GradeCourse } from "../grading/course.ts";
import { gradeColumn } from "../grading/toxicities.ts";
import { attributedName } from "../language/attributed-names.ts";
import type { Run } from "../simulate/run.ts";
import type { Trajectory } from "../trajectory/trajectory.ts";
import type { LoggedDose } from "../treatment/dose-log.ts";
import { ruleWord } from "../treatment/protocol.ts";

/**
 * The saved rows of a run that has ended, as a care team would have seen them one after the other: each whole hour, and each instant at which
 * something was done. What is asked of them is a column: a number a row, not a number where it is unknown, 1 and 0 for conditions.
 */
export interface Rows {
	readonly run: Run;
	/** Hours since infusion. */
	readonly times: Float64Array;
	readonly count: number;
	/** Hours since infusion of the last row. */
	readonly end: number;
}

export const rowsOf = (run: Run): Rows => {
	const { times } = run.trajectory;
	return { run, times, count: times.length, end: times.at(-1) ?? Number.NaN };
};

/** Where the values at a time stand: in the last row of that instant, or in a moment that was asked for; else in the last row before. -1 before the first. */
export function placeAt({ trajectory, moments }: Run, time: number): { readonly table: Trajectory; readonly row: number } {
	const row = firstFrom(trajectory.times, time + 2 * instant) - 1;
	if (moments === undefined || (row >= 0 && trajectory.times[row]! >= time - instant)) return { table: trajectory, row };
	const moment = firstFrom(moments.times, time);
	return moment < moments.times.length && moments.times[moment]! <= time + instant
		? { table: moments, row: moment }
		: { table: trajectory, row };
}

/** Hours that a row holds: until the next one; the last holds for none. */
export const lasts = ({ times, count }: Rows, row: number): number => (row + 1 < count ? times[row + 1]! - times[row]! : 0);

/** The course of a grade by the name that conditions use: `crs`, `penn_crs`, `attributed(crs)`. */
export function courseNamed(run: Run, name: string): GradeCourse | undefined {
	const own = attributedName(name);
	return own === undefined ? courseOf(run, name) : courseOf(run.attributed, own);
}

function courseOf({ grades, crsByScale }: Pick<Run, "grades" | "crsByScale">, name: string): GradeCourse | undefined {
	const named: Readonly<Record<string, GradeCourse>> = grades;
	return named[name] ?? crsByScale[name.toUpperCase()];
}

/** Grades at the rows, from the looks at which they changed. */
function gradesAt(
	{ times, count }: Rows,
	{ points }: GradeCourse,
	of: (point: GradeCourse["points"][number]) => number | null,
): Float64Array {
	const grades = new Float64Array(count);
	let next = 0;
	let now = Number.NaN;
	for (let row = 0; row < count; row++) {
		const isSecond = row > 0 && times[row - 1] === times[row];
		for (let point = points[next]; point && isSeen(point, times[row]!, isSecond); point = points[++next]) now = of(point) ?? Number.NaN;
		grades[row] = now;
	}
	return grades;
}

const isSeen = ({ time, isSecond }: GradeCourse["points"][number], now: number, second: boolean) =>
	time < now - instant || (time <= now + instant && (second || isSecond !== true));

/** Whether a treatment or device ran at the rows. */
export function runningAt({ run, times, count }: Rows, name: string, out: Float64Array): void {
	out.fill(0, 0, count);
	for (const span of run.ran) {
		if (span.name !== name) continue;
		for (let row = firstFrom(times, span.from); row < count && times[row]! < span.to - instant; row++) out[row] = 1;
	}
}

/** The first row at a time or after it. */
function firstFrom(times: Float64Array, time: number): number {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (times[middle]! < time - instant) low = middle + 1;
		else high = middle;
	}
	return low;
}

const ventilator = "invasive";

/** A name in a condition: the time, a grade on any scale, or a column. Who is sedated cannot be asked. */
export function valuesNamed(rows: Rows, name: string): Float64Array {
	const { run, times, count } = rows;
	if (name === "t") return times;
	const course = courseNamed(run, name);
	const column = run.trajectory.columns.get(course ? gradeColumn(name) : name);
	if (course && column === undefined) return gradesAt(rows, course, ({ grade }) => grade);
	if (column?.kind !== "number") return new Float64Array(count).fill(Number.NaN);
	if (!askedColumns(run.bind).has(name) || !run.ran.some((span) => span.name === ventilator)) return column.values;
	const sedated = new Float64Array(count);
	runningAt(rows, ventilator, sedated);
	return column.values.map((value, row) => (sedated[row] === 1 ? Number.NaN : value));
}

/** The highest certain grade at the rows of a window, hours back from each. */
export function worstAt(rows: Rows, name: string, window: number, out: Float64Array): void {
	const { run, times, count } = rows;
	const course = courseNamed(run, name);
	const known = course ? gradesAt(rows, course, certainGrade) : new Float64Array(count).fill(Number.NaN);
	for (let row = 0; row < count; row++) {
		// Without a window it is that of the row before, or this one.
		let worst = window === Number.POSITIVE_INFINITY && row > 0 ? out[row - 1]! : Number.NaN;
		const back = window === Number.POSITIVE_INFINITY ? 0 : window;
		for (let before = row; before >= 0 && times[before]! >= times[row]! - back - instant; before--)
			if (!(known[before]! <= worst)) worst = Number.isNaN(known[before]!) ? worst : known[before]!;
		out[row] = worst;
	}
}

/** What was given of a treatment, or the acts of a rule whose name is the word. */
export const given = ({ doses, acts }: Run, name: string): readonly LoggedDose[] => [
	...doses.filter(({ treatment }) => treatment === name),
	...acts.filter(({ treatment }) => ruleWord(treatment) === name).map((act) => ({ ...act, treatment: name })),
];

/** Walks the rows with the doses that count at each: the places of the first and of the one behind the last in the log. */
function walkDoses(
	{ times, count }: Rows,
	log: readonly LoggedDose[],
	window: number,
	at: (row: number, from: number, to: number) => void,
) {
	let [from, to] = [0, 0];
	for (let row = 0; row < count; row++) {
		const now = times[row]!;
		while (to < log.length && log[to]!.time <= now) to++;
		while (from < to && now - log[from]!.time >= window - instant) from++;
		at(row, from, to);
	}
}

export function dosesAt(rows: Rows, name: string, window: number, out: Float64Array): void {
	walkDoses(rows, given(rows.run, name), window, (row, from, to) => {
		out[row] = to - from;
	});
}

export function amountAt(rows: Rows, name: string, window: number, out: Float64Array): void {
	const log = given(rows.run, name);
	walkDoses(rows, log, window, (row, from, to) => {
		let sum = 0;
		for (let i = from; i < to; i++) if (!Number.isNaN(log[i]!.amount)) sum += log[i]!.amount;
		out[row] = sum;
	});
}

export function sinceAt(rows: Rows, name: string, out: Float64Array): void {
	const log = given(rows.run, name);
	walkDoses(rows, log, Number.POSITIVE_INFINITY, (row, _, to) => {
		out[row] = to === 0 ? Number.POSITIVE_INFINITY : snapped(rows.times[row]! - log[to - 1]!.time);
	});
}

/** What has changed since the last row that is a window ago. */
export function changeAt({ times, count }: Rows, values: Float64Array, window: number, out: Float64Array): void {
	let next = 0;
	for (let row = 0; row < count; row++) {
		while (next < row && times[row]! - times[next]! >= window - instant) next++;
		out[row] = next === 0 ? Number.NaN : values[row]! - values[next - 1]!;
	}
}

/** How long a condition has held without a break. */
export function heldAt({ times, count }: Rows, holds: Float64Array, out: Float64Array): void {
	let since = Number.NaN;
	for (let row = 0; row < count; row++) {
		if (holds[row] === 0) since = Number.NaN;
		else if (Number.isNaN(since)) since = times[row]!;
		out[row] = Number.isNaN(since) ? 0 : snapped(times[row]! - since);
	}
}

/** How often a hazard has struck. */
export function strikesAt({ run, times, count }: Rows, name: string, out: Float64Array): void {
	out.fill(0, 0, count);
	for (const { kind, what, time } of run.events)
		if (kind === "hazard" && what === name) for (let row = firstFrom(times, time); row < count; row++) out[row]!++;
}

/** Whether a patient is in a place of care: comes when one condition holds, and leaves when the other holds and the first does not. */
export function stayingAt({ count }: Rows, { begins, ends }: { begins: Float64Array; ends: Float64Array }, out: Float64Array): void {
	let is = 0;
	for (let row = 0; row < count; row++) {
		is = begins[row] === 1 || (is === 1 && ends[row] === 0) ? 1 : 0;
		out[row] = is;
	}
}

/** Hours [from, to) since infusion during which something held. */
export interface HeldSpan {
	readonly from: number;
	readonly to: number;
}

/** The stretches of time in which a condition held, one after the other; from infusion on. */
export function spansOf(rows: Rows, holds: Float64Array): readonly HeldSpan[] {
	const { times, count } = rows;
	const spans: HeldSpan[] = [];
	let from = Number.NaN;
	let to = Number.NaN;
	const keep = () => {
		if (to > 0 || from >= 0) spans.push({ from: Math.max(from, 0), to });
	};
	for (let row = 0; row < count; row++) {
		if (holds[row] === 0) continue;
		const time = times[row]!;
		if (to !== time) {
			keep();
			from = time;
		}
		to = time + lasts(rows, row);
	}
	keep();
	return spans;
}
