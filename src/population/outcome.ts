import { checkedAnyQuantity, checkedCondition, type UnitContext } from "../expression/check-units.ts";
import { closureOf } from "../expression/evaluate.ts";
import { binary, children, type Expression, isComparison, mapChildren, namesIn, number } from "../expression/expression.ts";
import { type Fault, problemOf } from "../expression/fault.ts";
import type { Formula } from "../expression/formula.ts";
import { inUnit } from "../expression/quantity.ts";
import { dimensionless, formatUnit, sameDimension, type Unit, unitOf } from "../expression/units.ts";
import { allowedHint } from "../problem/nearest.ts";
import type { Problem } from "../problem/problem.ts";
import type { Run } from "../simulate/run.ts";
import { gradeColumns, type OutcomeFunction, outcomeFacts, outcomeFunctions, rowsOf, type Stretch } from "./outcome-functions.ts";

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
	/** The pure number of the expression that is 1 in the unit: 24 for an expression in hours and days. */
	readonly one: number;
	readonly expression: Expression;
}

type Call = Extract<Expression, { kind: "call" }>;

const isFact = (name: string) => Object.hasOwn(outcomeFacts, name);
const isOutcomeCall = ({ name }: Call) => Object.hasOwn(outcomeFunctions, name);

const [hour, day] = [unitOf("h"), unitOf("day")];

/** What may be named within `duration(…)`: columns, and the grades that have one. */
function hourlyContext({ columns }: OutcomeNames, text: string): UnitContext {
	const allowed = [...columns.keys(), ...Object.keys(gradeColumns), "t"];
	return {
		text,
		use: "output",
		meaning: (name) => {
			if (name === "t") return { kind: "quantity", unit: hour };
			const unit = Object.hasOwn(gradeColumns, name) ? dimensionless : columns.get(name);
			return unit ? { kind: "quantity", unit } : { kind: "unknown name", allowed };
		},
	};
}

const example: Readonly<Record<OutcomeFunction["takes"], string>> = {
	"grade and level": "time_at(penn_crs, 3)",
	grade: "worst(crs) >= 3",
	column: "peak(il6)",
	"column and level": "time_above(temperature, 38 degC)",
	"column and time": "at(tumor_shrinkage, 28 day)",
	condition: "duration(crs >= 2)",
	treatment: "doses(tocilizumab)",
};

function knownTo(
	takes: OutcomeFunction["takes"],
	names: OutcomeNames,
): { readonly what: string; readonly units: ReadonlyMap<string, Unit | null> } {
	if (takes === "grade" || takes === "grade and level")
		return { what: "grade", units: new Map(names.grades.map((grade) => [grade, dimensionless])) };
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
		hint: `for example "${example[outcomeFunctions[call.name]!.takes]}"`,
		span: second.span,
	});
	return undefined;
}

function checkCall(call: Call, faults: Fault[], names: OutcomeNames, text: string): { expression: Expression; unit: Unit } | undefined {
	const row = outcomeFunctions[call.name]!;
	const refuse = (message: string, hint: string, span = call.span): undefined => void faults.push({ message, hint, span });
	const takesTwo = row.takes.includes(" and ");
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
		specialNames: Object.keys(outcomeFunctions),
		meaning: (name) =>
			isFact(name)
				? { kind: "quantity", unit: dimensionless }
				: { kind: "unknown name", allowed: [...Object.keys(outcomeFacts), ...Object.keys(outcomeFunctions).map((one) => `${one}(…)`)] },
		special: (call, faults) => checkCall(call, faults, names, text),
	};
	return context;
}

const isLogic = (e: Expression) => e.kind === "not" || (e.kind === "binary" && (e.operator === "and" || e.operator === "or"));
const isCondition = (e: Expression) => isLogic(e) || (e.kind === "binary" && isComparison(e.operator));

/** Facts that stand where a condition is needed, as comparisons: `died or responded`. */
function withFactsAsConditions(e: Expression): Expression {
	if (e.kind === "name" && isFact(e.name)) return binary(">", e, number(0, e.span), e.span);
	return isLogic(e) ? mapChildren(e, withFactsAsConditions) : e;
}

/**
 * Hours after infusion before which an outcome is unknown in everybody: that of the latest time or fact that it names.
 *
 *     knownFrom(responded)   // 672
 */
export const knownFrom = ({ expression }: Pick<Outcome, "expression">): number => latestNamed(expression);

function latestNamed(e: Expression): number {
	if (e.kind === "name") return outcomeFacts[e.name]!.knownFrom;
	if (e.kind !== "call" || !isOutcomeCall(e)) return Math.max(0, ...children(e).map(latestNamed));
	const second = e.args[1];
	return outcomeFunctions[e.name]!.takes === "column and time" && second?.kind === "number" ? second.value : 0;
}

/** The columns of a run that an outcome may read; names of grades and treatments may stand among them. */
export const columnsRead = ({ expression }: Pick<Outcome, "expression">): string[] =>
	[...namesIn(expression)].map((name) => outcomeFacts[name]?.column ?? name);

/** Checks an outcome as written in a study; undefined, with a problem, when it is wrong. */
export function checkOutcome(name: string, formula: Formula, names: OutcomeNames, problems: Problem[]): Outcome | undefined {
	const faults: Fault[] = [];
	const context = outcomeContext(names, formula.text);
	const written = formula.expression;
	const said = isCondition(written) ? withFactsAsConditions(written) : written;
	const common = { name, is: formula.text.trim() };
	const outcome = (): Outcome | undefined => {
		if (isCondition(said)) {
			const expression = checkedCondition(said, context, faults);
			return expression && { ...common, kind: "probability", unit: "1", one: 1, expression };
		}
		const checked = checkedAnyQuantity(said, context, faults);
		if (!checked) return undefined;
		if (said.kind === "name") return { ...common, kind: "probability", unit: "1", one: 1, expression: checked.expression };
		const inDays = sameDimension(checked.unit, hour);
		const shown = inDays ? day : checked.unit;
		return {
			...common,
			kind: "number",
			unit: formatUnit(shown),
			one: inUnit({ value: 1, unit: shown }, checked.unit),
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
	const holds = closureOf(condition);
	const held: Stretch[] = [];
	for (const { row, time, lasts } of rowsOf(run)) {
		const number = (name: string) => {
			if (name === "t") return time;
			const column = columns.get(gradeColumns[name] ?? name);
			return column?.kind === "number" ? column.values[row]! : Number.NaN;
		};
		if (holds({ number }) === 0) continue;
		const last = held.at(-1);
		if (last?.to === time) held[held.length - 1] = { from: last.from, to: time + lasts };
		else held.push({ from: time, to: time + lasts });
	}
	return held;
}

/** The value of a part of an outcome in one run; conditions are 1 and 0. */
type Reading = (part: Expression) => number;

function readingOf(run: Run): Reading {
	const special = (call: Call) => (): number => {
		const row = outcomeFunctions[call.name]!;
		const [first, second] = call.args as [Expression, Expression | undefined];
		if (row.readHeld) return row.readHeld(heldIn(run, first));
		return row.read(run, first.kind === "name" ? first.name : "", second?.kind === "number" ? second.value : Number.NaN);
	};
	const named = { number: (name: string) => outcomeFacts[name]!.read(run) };
	return (part) => closureOf(part, special)(named);
}

/** Whether something that a part reads cannot be known. That a time never came is known. */
function readsUnknown(e: Expression, read: Reading): boolean {
	if (e.kind === "name") return Number.isNaN(read(e));
	if (e.kind === "call" && isOutcomeCall(e)) return outcomeFunctions[e.name]!.mayNeverCome !== true && Number.isNaN(read(e));
	return children(e).some((part) => readsUnknown(part, read));
}

/** Whether a condition holds: 1 or 0, or not a number when that hangs on what is unknown. Nothing lies before or after what never came. */
function truthOf(e: Expression, read: Reading): number {
	if (e.kind === "not") return 1 - truthOf(e.of, read);
	if (e.kind !== "binary" || isComparison(e.operator)) return readsUnknown(e, read) ? Number.NaN : read(e);
	const sides = [truthOf(e.left, read), truthOf(e.right, read)];
	const decides = e.operator === "and" ? 0 : 1;
	if (sides.includes(decides)) return decides;
	return sides.some(Number.isNaN) ? Number.NaN : 1 - decides;
}

/**
 * The outcome of one run in its unit; 1 or 0 for what a patient has or has not; not a number when it is unknown.
 *
 *     outcomeOf(run, severe)   // 1
 */
export function outcomeOf(run: Run, { kind, expression, one }: Outcome): number {
	const read = readingOf(run);
	return kind === "probability" ? truthOf(expression, read) : read(expression) / one;
}
