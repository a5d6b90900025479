import { eventsCsv, trajectoryCsv } from "../../src/exchange/csv.ts";
import { readRunFolder } from "../../src/exchange/read-run-folder.ts";
import type { GradeCourse } from "../../src/grading/course.ts";
import { isSameGrade } from "../../src/grading/scale.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import { gradeColumnsOf } from "../../src/grading/toxicities.ts";
import { convertNumber, unitOf } from "../../src/language/units.ts";
import { summaryOf } from "../../src/report/summary.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import type { Change, Run, RunEvent } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import type { Library } from "../../src/treatment/library.ts";

/** A law of runs: what breaks it, in sentences. */
type Law = (run: Run) => readonly string[];

const numbersOf = ({ trajectory }: Run) => [...trajectory.columns.values()].flatMap((column) => (column.kind === "number" ? [column] : []));

/** Grades may be unknown; everything else that is saved is a number. */
const finite: Law = (run) =>
	numbersOf(run).flatMap(({ name, values }) => {
		const isGrade = Object.hasOwn(run.toxicities, name.replace(/_grade$/, ""));
		const row = values.findIndex((value) => !Number.isFinite(value) && !(isGrade && Number.isNaN(value)));
		return row < 0 ? [] : [`${name} is ${values[row]} at hour ${run.trajectory.times[row]}`];
	});

const inOrder: Law = ({ trajectory: { times }, events }) => {
	const ascend = (list: ArrayLike<number>) =>
		Array.from(list).every((time, i) => Number.isFinite(time) && (i === 0 || time >= list[i - 1]!));
	return [
		...(ascend(times) ? [] : ["rows go back in time"]),
		...(ascend(events.map(({ time }) => time)) ? [] : ["events go back in time"]),
	];
};

const eventNumbers: Law = ({ events, changes }) => [
	...events
		.filter(
			({ amount, until, time }) => (amount !== null && !(Number.isFinite(amount) && amount >= 0)) || (until !== null && !(until >= time)),
		)
		.map(({ what, amount, until }) => `an event of ${what} has the amount ${amount} and ends at ${until}`),
	...changes.filter(({ value }) => !Number.isFinite(value)).map(({ target, value }) => `${target} is changed by ${value}`),
];

/** The column of a grade says what the course of that toxicity says at its time. */
const gradeColumns: Law = (run) =>
	gradeColumnsOf(run.toxicities).flatMap(({ toxicity, column }) => {
		const found = run.trajectory.columns.get(column);
		const points = run.grades[toxicity]?.points ?? [];
		if (found?.kind !== "number") return [`there is no column ${column}`];
		let next = 0;
		const row = found.values.findIndex((value, i) => {
			const time = run.trajectory.times[i]!;
			while (next + 1 < points.length && points[next + 1]!.time < time) next++;
			const now = [points[next], ...points.slice(next + 1, next + 3).filter((one) => one.time === time)];
			return now.every((one) => one === undefined || one.time > time || !Object.is(one.grade ?? Number.NaN, value));
		});
		return row < 0 ? [] : [`${column} is ${found.values[row]} at hour ${run.trajectory.times[row]}; its course says otherwise`];
	});

const kinds = ["finished", "step-too-small", "too-many-steps", "not-finite", "rule-loop"];
const outcome: Law = ({ outcome: { kind } }) => (kinds.includes(kind) ? [] : [`the outcome is "${kind}"`]);

/** Laws that hold for every run, also of a mutated scenario. */
const laws: readonly Law[] = [finite, inOrder, eventNumbers, gradeColumns, outcome];

export const valueFaults = (run: Run): readonly string[] => laws.flatMap((law) => law(run));

/** Times are whole instants (1e-9 h): so much of an infusion of a second may be more or less. */
const byInstants = 4e-6;

/** What has come by the end of the run of what an event gave, as a share. */
function arrived({ time, until }: RunEvent, { lag, end }: { lag: number; end: number }): number {
	const from = time + lag;
	if (until === null || until <= from) return from <= end ? 1 : 0;
	return Math.min(Math.max((end - from) / (until - from), 0), 1);
}

/** What the changes of a state and of its infusion put into it. */
function putInto(changes: readonly Change[], state: string, end: number): number {
	const jumps = changes.filter(({ target, kind }) => target === state && kind === "add").reduce((sum, { value }) => sum + value, 0);
	const rates = changes.filter(({ target }) => target === `${state}_infusion`);
	return rates.reduce((sum, { time, value }, i) => sum + value * ((rates[i + 1]?.time ?? end) - time), jumps);
}

/** What the events say was given into a state arrives there: doses in events = doses in the state. */
export function doseFaults(run: Run, { treatments }: Pick<Library, "treatments">): readonly string[] {
	const end = run.trajectory.times.at(-1)!;
	const given = new Map<string, number>();
	// What is also titrated runs in at rates per kg, which no dose tells.
	const titrated = new Set(run.events.flatMap(({ kind, what }) => (kind === "rate" ? [what] : [])));
	for (const event of run.events) {
		const treatment = titrated.has(event.what) ? undefined : treatments.get(event.what);
		const route = event.kind === "dose" ? treatment?.routes.get(event.route) : undefined;
		const state = treatment?.equations.states.find(({ name }) => name === route?.into);
		// Where a number of the route is a parameter, each patient has his own.
		if (!route || !state || event.amount === null || typeof route.bioavailability !== "number" || typeof route.lag !== "number") continue;
		const amount = convertNumber(event.amount, unitOf(event.unit), state.unit) * route.bioavailability;
		given.set(state.name, (given.get(state.name) ?? 0) + amount * arrived(event, { lag: route.lag, end }));
	}
	return [...given].flatMap(([state, amount]) => {
		const put = putInto(run.changes, state, end);
		return Math.abs(put - amount) <= byInstants * Math.max(Math.abs(amount), 1e-9)
			? []
			: [`events give ${amount} into ${state}, it gets ${put}`];
	});
}

/** The looks at which a grade changed. */
const turns = ({ points }: GradeCourse) =>
	points.filter((one, i, all) => i === 0 || !isSameGrade(one, all[i - 1]!)).map(({ time, grade }) => `${time}: ${grade}`);

const facts = {
	scenario: { file: "", title: "", sha256: "" },
	model: { name: "", sha256: "" },
	version: "",
	seed: null,
	options: {},
};

/** The tables of a run, graded again by the scales, give its grades at every look. */
export function gradeFaults(run: Run): readonly string[] {
	const { looks } = readRunFolder({
		trajectory: { text: trajectoryCsv(run.trajectory), file: "trajectory.csv" },
		events: { text: eventsCsv(run.events), file: "events.csv" },
		summary: JSON.parse(JSON.stringify(summaryOf(run, facts))),
	});
	const again = gradeStay(looks).courses;
	const { icans, iec_hs, icaht } = run.grades;
	const own = { ...run.crsByScale, ASTCT_ICANS: icans, IECHS_GRADE: iec_hs, ICAHT: icaht };
	return Object.entries(own).flatMap(([scale, course]) => {
		const [first, second] = [turns(course), turns(again[scale]!)];
		const at = first.findIndex((turn, i) => turn !== second[i]);
		return first.length === second.length && at < 0 ? [] : [`${scale}: the run says ${first[at]}, its tables ${second[at]}`];
	});
}

/** Part of its scale that a state may fall below 0 by rounding. */
const belowZero = 1e-5;

/** Veins may close around a loss, and the model of paper has a wave. */
const ofTwoSigns: ReadonlySet<string> = new Set(["vein_relaxation", "wave"]);

/** Signs that keep to the bounds of their display, and states that are never negative. */
export function boundFaults(plan: Plan, run: Run): readonly string[] {
	const scales = new Map(plan.flat.states.map(({ name, scale }) => [name, scale]));
	return numbersOf(run).flatMap(({ name, values, display }) => {
		let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
		for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
		const [least, most] = display?.bounds ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
		const slack = Number.isFinite(most - least) ? 1e-4 * (most - least) : 0;
		const isNegative = scales.has(name) && !ofTwoSigns.has(name) && low < -belowZero * scales.get(name)!;
		return [
			...(low < least - slack ? [`${name} falls to ${low}, below ${least}`] : []),
			...(high > most + slack ? [`${name} reaches ${high}, above ${most}`] : []),
			...(isNegative ? [`the state ${name} is ${low}`] : []),
		];
	});
}

/** The same run to the bit by machine code. */
export function kernelFaults(plan: Plan, run: Run): readonly string[] {
	const program = compileProgram(plan);
	const other = simulate(loadProgram(program), nominalPatient(program));
	const same = (a: Float64Array, b: ArrayLike<number>) => a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
	const others = new Map(numbersOf(other).map((column) => [column.name, column.values]));
	const wrong = numbersOf(run).filter(({ name, values }) => !same(values, others.get(name) ?? []));
	return wrong.slice(0, 1).map(({ name }) => `machine code gives another ${name}`);
}
