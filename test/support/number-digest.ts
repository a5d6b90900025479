import { createHash } from "node:crypto";
import type { GradeCourse } from "../../src/grading/course.ts";
import type { Run } from "../../src/simulate/run.ts";

/** First letters of a hash: enough that two unlike lists do not share them. */
const short = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex").slice(0, 12);

/** A number in seven digits, so that a reader of a difference sees its size. */
const seven = (value: number) => (Number.isNaN(value) ? "unknown" : String(Number(value.toPrecision(7))));

/** Every bit of a list of numbers; all unknown ones are alike. */
const bitsOf = (values: Float64Array) => short(new Uint8Array(values.map((value) => (Number.isNaN(value) ? Number.NaN : value)).buffer));

function extremes(values: Float64Array): string {
	const known = values.filter((value) => !Number.isNaN(value));
	if (known.length === 0) return "unknown";
	const [least, most] = known.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [known[0]!, known[0]!]);
	return `${seven(least)} to ${seven(most)}, ends at ${seven(values.at(-1)!)}`;
}

/** A course by what it says in numbers: the looks at which the grade changes, and what follows from all of them. */
function courseLine(name: string, course: GradeCourse): string {
	const { scale, worst, worstAt, onset, resolved, hoursAt, episodes, points } = course;
	const changes = points.filter(({ grade }, i) => i === 0 || grade !== points[i - 1]!.grade).map(({ time, grade }) => [time, grade]);
	const numbers = [worst, worstAt, onset, resolved, episodes, ...Object.values(hoursAt)].map((value) =>
		value === null ? "-" : seven(value),
	);
	return `grade ${name} ${short(JSON.stringify([scale, worst, worstAt, onset, resolved, hoursAt, episodes, changes]))} ${numbers.join(" ")}`;
}

/** What is told of an event beside its words. */
const eventNumbers = ({ events }: Run) =>
	events.map(({ time, what, kind, amount, unit, route, until }) => [time, what, kind, amount, unit, route, until]);

function columnLines({ trajectory }: Run): string[] {
	return [...trajectory.columns.values()].map((column) =>
		column.kind === "number"
			? `column ${column.name} ${bitsOf(column.values)} ${extremes(column.values)}`
			: `column ${column.name} ${short(column.values.join(" "))}`,
	);
}

/**
 * Every number of a run as lines of text, a digest for each column, so that the first line that differs says what has changed: columns, events,
 * changes of the equations, grades, how it ended, the work of the solver. Words of reasons and titles are left out.
 */
export function numberLines(run: Run): string[] {
	const { trajectory, changes, grades, crsByScale, outcome, solver, warnings, patient } = run;
	const died = outcome.kind === "finished" && outcome.died !== null ? ` of ${outcome.died.of} on day ${seven(outcome.died.day)}` : "";
	return [
		`end ${outcome.kind}${died}`,
		`solver ${solver.method} ${solver.steps} steps, ${solver.evaluations} evaluations, ${solver.rejected} rejected`,
		`patient ${Object.entries(patient)
			.map(([name, { value, unit }]) => `${name} ${value} ${unit}`)
			.join(", ")}`,
		`rows ${trajectory.times.length} ${bitsOf(trajectory.times)}`,
		`events ${run.events.length} ${short(JSON.stringify(eventNumbers(run)))}`,
		`changes ${changes.length} ${short(JSON.stringify(changes.map(({ time, target, kind, value }) => [time, target, kind, value])))}`,
		`warnings ${warnings.length}`,
		...Object.entries(grades).map(([name, course]) => courseLine(name, course)),
		...Object.entries(crsByScale).map(([name, course]) => courseLine(name, course)),
		...columnLines(run),
	];
}

/** The same of one of many runs, as one line. */
export const numberLine = (run: Run): string => {
	const [end, solver] = numberLines(run);
	return `${end}; ${solver}; ${short(numberLines(run).join("\n"))}`;
};
