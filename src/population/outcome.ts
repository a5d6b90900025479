import type { Bind } from "../chart/signs.ts";
import { gradeColumnsOf, gradeNamesOf, lackingGrade, type Toxicities } from "../grading/toxicities.ts";
import type { Problem } from "../input/problem.ts";
import { type Asking, checkRunFunction } from "../language/check-run-function.ts";
import { checkedAnyQuantity, checkedCondition, type Meaning, type UnitContext } from "../language/check-units.ts";
import { closureOf } from "../language/evaluate.ts";
import { binary, type Call, children, type Expression, isComparison, mapChildren, namesIn, number } from "../language/expression.ts";
import { type Fault, problemOf } from "../language/fault.ts";
import type { Formula } from "../language/formula.ts";
import { inUnit } from "../language/quantity.ts";
import { type FunctionOf, functionsOf, type RunFunction, runFunction, type Subject } from "../language/run-functions.ts";
import { surely, truthOf } from "../language/three-valued.ts";
import { dimensionless, formatUnit, sameDimension, type Unit, unitOf } from "../language/units.ts";
import type { Run } from "../simulate/run.ts";
import { type HeldSpan, type OutcomeReader, outcomeFacts, outcomeReaders, rowsOf } from "./outcome-functions.ts";

/** What an outcome may name. */
export interface OutcomeNames {
	/** Number columns of the trajectory with their units. */
	readonly columns: ReadonlyMap<string, Unit>;
	/** The toxicities of the model: outcomes name their grades as conditions do, `crs`, `penn_crs`, … */
	readonly toxicities: Toxicities;
	/** The signs that the model has. */
	readonly bind: Bind;
	/** Treatments with the unit of their doses. */
	readonly treatments: ReadonlyMap<string, Unit | null>;
	/** Facts that differ between the patients of a population, with their units. */
	readonly facts?: ReadonlyMap<string, Unit>;
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

const isFact = (name: string) => Object.hasOwn(outcomeFacts, name);
const readerOf = ({ name }: Call): OutcomeReader | undefined => outcomeReaders[name as FunctionOf<"outcome">];
const rowOf = ({ name }: Call): RunFunction | undefined => runFunction(name, "outcome");

const [hour, day] = [unitOf("h"), unitOf("day")];

/** What may be named within `duration(…)`: columns, and the grades that have one. */
function hourlyContext({ columns, toxicities }: OutcomeNames, text: string): UnitContext {
	const graded = gradeColumnsOf(toxicities).map(({ toxicity }) => toxicity);
	const allowed = [...columns.keys(), ...graded, "t"];
	return {
		text,
		use: "output",
		meaning: (name) => {
			if (name === "t") return { kind: "quantity", unit: hour };
			const unit = graded.includes(name) ? dimensionless : columns.get(name);
			if (unit) return { kind: "quantity", unit };
			const lacking = lackingGrade(name, gradeNamesOf(toxicities));
			return lacking ? { kind: "not here", ...lacking } : { kind: "unknown name", allowed };
		},
	};
}

/** What the functions of outcomes may ask for. */
function subjectsOf(
	{ columns, toxicities, treatments }: OutcomeNames,
	of: Exclude<Subject, "condition">,
): ReadonlyMap<string, Unit | null> {
	if (of === "grade") return new Map(gradeNamesOf(toxicities).map((grade) => [grade, dimensionless]));
	return of === "treatment" ? treatments : columns;
}

function outcomeContext(names: OutcomeNames, text: string): UnitContext {
	const asking: Asking = {
		asker: "outcome",
		subjects: (of) => subjectsOf(names, of),
		lacking: (name, of) => (of.endsWith("grade") ? lackingGrade(name, gradeNamesOf(names.toxicities)) : undefined),
		inner: hourlyContext(names, text),
	};
	const functions = functionsOf("outcome");
	return {
		text,
		use: "output",
		specialNames: functions,
		meaning: (name) => {
			if (isFact(name)) return factMeaning(name, names);
			const unit = names.facts?.get(name);
			if (unit) return { kind: "quantity", unit };
			if (gradeNamesOf(names.toxicities).includes(name)) return courseMeaning(name, [`worst(${name})`, `onset(${name})`]);
			if (names.columns.has(name)) return courseMeaning(name, [`peak(${name})`, `nadir(${name})`, `at(${name}, 5 day)`]);
			const allowed = [...Object.keys(outcomeFacts), ...(names.facts?.keys() ?? []), ...functions.map((one) => `${one}(…)`)];
			return { kind: "unknown name", allowed };
		},
		special: (call, faults) => checkRunFunction(call, asking, faults),
	};
}

/** What a name means that has a value at each time, where one for the whole run is asked for. */
const courseMeaning = (name: string, functions: readonly string[]): Meaning => ({
	kind: "not here",
	message: `"${name}" has a value at each time; an outcome is one number of the whole run`,
	hint: `for example ${functions.join(" or ")}. See: crsim list outcomes`,
});

/** A fact is 1 or 0; one that is read from a sign which the model does not have would be unknown in everybody. */
function factMeaning(name: string, { bind }: OutcomeNames): Meaning {
	const { sign } = outcomeFacts[name]!;
	if (sign === undefined || bind[sign] !== undefined) return { kind: "quantity", unit: dimensionless };
	return { kind: "not here", message: `this model has no ${sign}, which "${name}" needs`, hint: `bind ${sign} in its model.yaml` };
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
	if (e.kind === "name") return outcomeFacts[e.name]?.knownFrom ?? 0;
	const row = e.kind === "call" ? rowOf(e) : undefined;
	if (e.kind !== "call" || !row) return Math.max(0, ...children(e).map(latestNamed));
	const second = e.args[1];
	return row.second === "time" && second?.kind === "number" ? second.value : 0;
}

/** The columns of a run that an outcome may read; names of grades and treatments may stand among them. */
export const columnsRead = ({ expression }: Pick<Outcome, "expression">, bind: Bind): string[] =>
	[...namesIn(expression)].map((name) => {
		const sign = isFact(name) ? outcomeFacts[name]!.sign : undefined;
		return (sign && bind[sign]?.column) ?? name;
	});

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
		if (said.kind === "name" && isFact(said.name))
			return { ...common, kind: "probability", unit: "1", one: 1, expression: checked.expression };
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

/** The stretches of time in which a condition over the columns holds. */
function heldIn(run: Run, condition: Expression): HeldSpan[] {
	const { columns } = run.trajectory;
	const graded = new Map(gradeColumnsOf(run.toxicities).map(({ toxicity, column }) => [toxicity, column]));
	const holds = closureOf(surely(condition));
	const held: HeldSpan[] = [];
	for (const { row, time, lasts } of rowsOf(run)) {
		const number = (name: string) => {
			if (name === "t") return time;
			const column = columns.get(graded.get(name) ?? name);
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
type OutcomeReading = (part: Expression) => number;

function readingOf(run: Run): OutcomeReading {
	const end = run.trajectory.times.at(-1) ?? Number.NaN;
	const special = (call: Call) => (): number => {
		const { read, readHeld } = readerOf(call)!;
		const [first, second] = call.args as [Expression, Expression | undefined];
		if (readHeld) return readHeld(heldIn(run, first), end);
		return read!(run, first.kind === "name" ? first.name : "", second?.kind === "number" ? second.value : Number.NaN);
	};
	const named = { number: (name: string) => outcomeFacts[name]?.read(run) ?? run.member?.facts[name]?.value ?? Number.NaN };
	return (part) => closureOf(part, special)(named);
}

/** Whether something that a part reads cannot be known. That a time never came is known. */
function readsUnknown(e: Expression, read: OutcomeReading): boolean {
	if (e.kind === "name") return Number.isNaN(read(e));
	if (e.kind === "call" && rowOf(e)) return readerOf(e)!.mayNeverCome !== true && Number.isNaN(read(e));
	return children(e).some((part) => readsUnknown(part, read));
}

/**
 * The outcome of one run in its unit; 1 or 0 for what a patient has or has not; not a number when it is unknown. Nothing lies before or after what
 * never came.
 *
 *     outcomeOf(run, severe)   // 1
 */
export function outcomeOf(run: Run, { kind, expression, one }: Outcome): number {
	const read = readingOf(run);
	if (kind !== "probability") return read(expression) / one;
	return truthOf(expression, (part) => (readsUnknown(part, read) ? Number.NaN : read(part)));
}
