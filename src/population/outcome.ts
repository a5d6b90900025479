import { checkedAnyQuantity, checkedCondition, type UnitContext } from "../expression/check-units.ts";
import { evaluate } from "../expression/evaluate.ts";
import { type Expression, isComparison, number } from "../expression/expression.ts";
import type { Fault } from "../expression/fault.ts";
import type { Formula } from "../expression/formula.ts";
import { inUnit } from "../expression/quantity.ts";
import { problemOf } from "../expression/read-parts.ts";
import { dimensionless, formatUnit, multiplyUnits, sameDimension, type Unit, unitOf } from "../expression/units.ts";
import type { GradeCourse } from "../grading/course.ts";
import { responseOf } from "../grading/response.ts";
import { allowedHint } from "../problem/nearest.ts";
import type { Problem } from "../problem/problem.ts";
import type { Run } from "../simulate/run.ts";

/** What an outcome may name. */
export interface OutcomeNames {
	/** Number columns of the trajectory with their units. */
	readonly columns: ReadonlyMap<string, Unit>;
	/** Grades as conditions name them: `crs`, `penn_crs`, … */
	readonly grades: readonly string[];
	/** Treatments with the unit of their doses. */
	readonly treatments: ReadonlyMap<string, Unit | null>;
}

/** One number of each patient, or something that each has or has not (1 or 0). In pure numbers. */
export interface Outcome {
	readonly name: string;
	/** As written. */
	readonly is: string;
	readonly kind: "probability" | "number";
	/** `1` for probabilities; times are in days. */
	readonly unit: string;
	/** What the value in its unit is, times the pure number of the expression. */
	readonly factor: number;
	readonly expression: Expression;
}

type Call = Extract<Expression, { kind: "call" }>;

const [hour, day] = [unitOf("h"), unitOf("day")];

/** What a function of outcomes takes, what unit its value has, and how it reads a run. */
interface Row {
	readonly takes: "grade" | "column" | "column and level" | "column and time" | "condition" | "treatment";
	readonly unit: (of: Unit) => Unit;
	readonly about: string;
	readonly read: (run: Run, name: string, second: number) => number;
	/** Reads the hours, one after the other, at which an inner condition holds. */
	readonly readHeld?: (held: readonly Stretch[]) => number;
}

/** Hours [from, to) since infusion during which something held. */
interface Stretch {
	readonly from: number;
	readonly to: number;
}

/** The course of a grade by the name that conditions use. */
function courseNamed(run: Run, name: string): GradeCourse | undefined {
	const grades: Readonly<Record<string, GradeCourse>> = run.grades;
	return grades[name] ?? run.crsByScale[name.toUpperCase()];
}

/** Rows from infusion on: the time and how long the row holds, hours. */
function rowsOf({ trajectory: { times } }: Run): { readonly row: number; readonly time: number; readonly lasts: number }[] {
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
const functions: Readonly<Record<string, Row>> = {
	worst: { takes: "grade", unit: pure, about: "the highest grade", read: (run, name) => courseNamed(run, name)?.worst ?? Number.NaN },
	onset: {
		takes: "grade",
		unit: inHours,
		about: "when the first episode began",
		read: (run, name) => courseNamed(run, name)?.onset ?? Number.NaN,
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
		read: () => Number.NaN,
		readHeld: (held) => held[0]?.from ?? Number.NaN,
	},
	doses: { takes: "treatment", unit: pure, about: "doses given", read: (run, name) => doseEvents(run, name).length },
	amount: {
		takes: "treatment",
		unit: same,
		about: "the amount given in all",
		read: (run, name) => doseEvents(run, name).reduce((sum, { amount }) => sum + (amount ?? 0), 0),
	},
};

/** Facts of a run that an outcome may name alone: 1 or 0, not a number when nobody can say. */
const facts: Readonly<Record<string, (run: Run) => number>> = {
	died: ({ outcome }) => (outcome.kind === "finished" && outcome.died !== null ? 1 : 0),
	responded: (run) => oneOf(responseOf(run.trajectory)?.word, ["CR", "PR"]),
	complete_response: (run) => oneOf(responseOf(run.trajectory)?.word, ["CR"]),
};

const oneOf = (word: string | undefined, words: readonly string[]) => (word === undefined ? Number.NaN : words.includes(word) ? 1 : 0);

/** Grades that have a column, and so may stand in a condition over the hours. */
const gradeColumns: Readonly<Record<string, string>> = { crs: "crs_grade", icans: "icans_grade" };

/** What may be named within `duration(…)`: columns, and the grades that have one. */
function hourlyContext({ columns }: OutcomeNames, text: string): UnitContext {
	const allowed = [...columns.keys(), ...Object.keys(gradeColumns), "t"];
	return {
		text,
		use: "output",
		meaning: (name) => {
			if (name === "t") return { kind: "quantity", unit: hour };
			const unit = name in gradeColumns ? dimensionless : columns.get(name);
			return unit ? { kind: "quantity", unit } : { kind: "unknown name", allowed };
		},
	};
}

const example: Readonly<Record<Row["takes"], string>> = {
	grade: "worst(crs) >= 3",
	column: "peak(il6)",
	"column and level": "time_above(temperature, 38 degC)",
	"column and time": "at(tumor_shrinkage, 28 day)",
	condition: "duration(crs >= 2)",
	treatment: "doses(tocilizumab)",
};

function knownTo(takes: Row["takes"], names: OutcomeNames): { readonly what: string; readonly units: ReadonlyMap<string, Unit | null> } {
	if (takes === "grade") return { what: "grade", units: new Map(names.grades.map((grade) => [grade, dimensionless])) };
	return takes === "treatment" ? { what: "treatment", units: names.treatments } : { what: "column", units: names.columns };
}

/** The written number behind a column: a level in the column's unit, or a time in hours. */
function secondOf(call: Call, needed: Unit, context: UnitContext, faults: Fault[]): Expression | undefined {
	const second = call.args[1];
	const checked = second && checkedAnyQuantity(second, context, faults);
	if (!checked) return undefined;
	const { expression, unit } = checked;
	if (expression.kind === "number" && (expression.value === 0 || sameDimension(unit, needed)))
		return number(expression.value === 0 ? 0 : inUnit({ value: expression.value, unit }, needed), second.span);
	faults.push({
		message: `a written number in ${formatUnit(needed)} is needed`,
		hint: `for example "${example["column and level"]}"`,
		span: second.span,
	});
	return undefined;
}

function checkCall(call: Call, faults: Fault[], names: OutcomeNames, text: string): { expression: Expression; unit: Unit } | undefined {
	const row = functions[call.name]!;
	const refuse = (message: string, hint: string, span = call.span): undefined => void faults.push({ message, hint, span });
	const takesTwo = row.takes === "column and level" || row.takes === "column and time";
	const [first] = call.args;
	if (!first || call.args.length !== (takesTwo ? 2 : 1))
		return refuse(`${call.name} takes a ${row.takes}`, `for example "${example[row.takes]}"`);
	if (row.takes === "condition") {
		const inner = checkedCondition(first, hourlyContext(names, text), faults);
		return inner && { expression: { ...call, args: [inner] }, unit: hour };
	}
	const { what, units } = knownTo(row.takes, names);
	if (first.kind !== "name") return refuse(`${call.name} takes the name of a ${what} first`, `for example "${example[row.takes]}"`);
	if (!units.has(first.name)) return refuse(`unknown ${what} "${first.name}"`, allowedHint(first.name, units.keys()), first.span);
	const own = units.get(first.name);
	if (call.name === "amount" && !own) return refuse(`${first.name} has no amounts`, 'count its doses: "doses(…)"');
	const unit = own ?? dimensionless;
	if (!takesTwo) return { expression: call, unit: row.unit(unit) };
	const second = secondOf(call, row.takes === "column and time" ? hour : unit, hourlyContext(names, text), faults);
	return second && { expression: { ...call, args: [first, second] }, unit: row.unit(unit) };
}

function outcomeContext(names: OutcomeNames, text: string): UnitContext {
	const context: UnitContext = {
		text,
		use: "output",
		specialNames: Object.keys(functions),
		meaning: (name) =>
			name in facts
				? { kind: "quantity", unit: dimensionless }
				: { kind: "unknown name", allowed: [...Object.keys(facts), ...Object.keys(functions).map((one) => `${one}(…)`)] },
		special: (call, faults) => checkCall(call, faults, names, text),
	};
	return context;
}

const isCondition = (e: Expression) =>
	e.kind === "not" || (e.kind === "binary" && (isComparison(e.operator) || e.operator === "and" || e.operator === "or"));

/** Checks an outcome as written in a study; undefined, with a problem, when it is wrong. */
export function checkOutcome(name: string, formula: Formula, names: OutcomeNames, problems: Problem[]): Outcome | undefined {
	const faults: Fault[] = [];
	const context = outcomeContext(names, formula.text);
	const said = formula.expression;
	const common = { name, is: formula.text.trim() };
	const outcome = (): Outcome | undefined => {
		if (isCondition(said)) {
			const expression = checkedCondition(said, context, faults);
			return expression && { ...common, kind: "probability", unit: "1", factor: 1, expression };
		}
		const checked = checkedAnyQuantity(said, context, faults);
		if (!checked) return undefined;
		if (said.kind === "name") return { ...common, kind: "probability", unit: "1", factor: 1, expression: checked.expression };
		const inDays = sameDimension(checked.unit, hour);
		const shown = inDays ? day : checked.unit;
		return {
			...common,
			kind: "number",
			unit: formatUnit(shown),
			factor: inUnit({ value: 1, unit: checked.unit }, shown),
			expression: checked.expression,
		};
	};
	const made = outcome();
	for (const fault of faults) problems.push(problemOf(fault, formula));
	return faults.length === 0 ? made : undefined;
}

/** The stretches of time, from infusion on, in which a condition over the columns holds. */
function heldIn(run: Run, condition: Expression): Stretch[] {
	const { columns } = run.trajectory;
	const held: Stretch[] = [];
	for (const { row, time, lasts } of rowsOf(run)) {
		const read = (name: string) => {
			if (name === "t") return time;
			const column = columns.get(gradeColumns[name] ?? name);
			return column?.kind === "number" ? column.values[row]! : Number.NaN;
		};
		if (evaluate(condition, { number: read }) === 0) continue;
		const last = held.at(-1);
		if (last?.to === time) held[held.length - 1] = { from: last.from, to: time + lasts };
		else held.push({ from: time, to: time + lasts });
	}
	return held;
}

/**
 * The outcome of one run in its unit; 1 or 0 for what a patient has or has not; not a number when it is unknown.
 *
 *     outcomeOf(run, severe)   // 1
 */
export function outcomeOf(run: Run, { expression, factor }: Outcome): number {
	const special = (call: Call): number => {
		const row = functions[call.name]!;
		const [first, second] = call.args as [Expression, Expression | undefined];
		if (row.readHeld) return row.readHeld(heldIn(run, first));
		return row.read(run, first.kind === "name" ? first.name : "", second?.kind === "number" ? second.value : Number.NaN);
	};
	return factor * evaluate(expression, { number: (name) => facts[name]!(run), special });
}

/** The functions that outcomes know, each with what it takes and gives: for help and lists. */
export const outcomeFunctions: readonly { readonly name: string; readonly takes: string; readonly about: string }[] = Object.entries(
	functions,
).map(([name, { takes, about }]) => ({ name, takes, about }));
