import { checkedAnyQuantity, checkedCondition, type UnitContext } from "../expression/check-units.ts";
import { type Closure, closureOf } from "../expression/evaluate.ts";
import { children, type Expression, number } from "../expression/expression.ts";
import { type Fault, problemOf } from "../expression/fault.ts";
import type { Formula } from "../expression/formula.ts";
import { inUnit } from "../expression/quantity.ts";
import { dimensionless, formatUnit, sameDimension, type Unit, unitOf } from "../expression/units.ts";
import { allowedHint } from "../problem/nearest.ts";
import type { Problem } from "../problem/problem.ts";

/** What the names in a condition mean. */
export interface ConditionNames {
	/** Signs, covariates, and for limits also `dose`, `rate`, … with their units. */
	readonly quantities: ReadonlyMap<string, Unit>;
	readonly grades: readonly string[];
	/** Treatments (and rules) with the unit of their doses. */
	readonly treatments: ReadonlyMap<string, Unit | null>;
	/** Treatments that have a ladder. */
	readonly ladders: ReadonlySet<string>;
}

/** What a condition can see at one look. Unknown is NaN; times in hours. */
export interface Sight {
	readonly number: (name: string) => number;
	readonly since: (treatment: string) => number;
	readonly doses: (treatment: string, window: number) => number;
	readonly amount: (treatment: string, window: number) => number;
	readonly change: (name: string, window: number) => number;
	readonly worst: (grade: string, window: number) => number;
	/** Where on its ladder a treatment stands; 0: none. */
	readonly step: (treatment: string) => number;
	/** How long the inner condition has been true without a break. */
	readonly held: (condition: Expression) => number;
}

export const conditionFunctions = ["held", "since", "doses", "amount", "change", "worst", "step"] as const;

const hour = unitOf("h");

type Call = Extract<Expression, { kind: "call" }>;

function contextOf(names: ConditionNames, text: string): UnitContext {
	const allowed = [...names.quantities.keys(), ...names.grades];
	const context: UnitContext = {
		text,
		use: "output",
		specialNames: conditionFunctions,
		meaning: (name) => {
			if (name === "t") return { kind: "quantity", unit: hour };
			if (names.grades.includes(name)) return { kind: "quantity", unit: dimensionless };
			const unit = names.quantities.get(name);
			return unit ? { kind: "quantity", unit } : { kind: "unknown name", allowed };
		},
		special: (call, faults) => special(call, faults, names, context),
	};
	return context;
}

/** Checks a call of since, doses, … ; its arguments become plain names and hours. */
function special(
	call: Call,
	faults: Fault[],
	names: ConditionNames,
	context: UnitContext,
): { expression: Expression; unit: Unit } | undefined {
	const [first, second] = call.args;
	const refuse = (message: string, hint?: string) => void faults.push({ message, ...(hint ? { hint } : {}), span: call.span });
	if (call.name === "held") {
		const inner =
			first && call.args.length === 1
				? checkedCondition(first, context, faults)
				: refuse("held takes one condition", 'for example "held(crs >= 1) >= 3 day"');
		return inner ? { expression: { ...call, args: [inner] }, unit: hour } : undefined;
	}
	if (first?.kind !== "name") return refuse(`${call.name} takes a name first`, 'for example "doses(tocilizumab, 24 h)"') as undefined;
	const window = second ? windowOf(second, context, faults) : Number.POSITIVE_INFINITY;
	if (window === undefined) return undefined;
	const { what, known } = readableBy(call.name, names);
	if (!known.includes(first.name)) {
		faults.push({ message: `unknown ${what} "${first.name}"`, hint: allowedHint(first.name, known), span: first.span });
		return undefined;
	}
	const most = call.name === "since" || call.name === "step" ? 1 : 2;
	if (call.args.length > most || (call.name === "change" && call.args.length < 2)) {
		return refuse(
			`${call.name} takes ${call.name === "change" ? "a name and a time" : most === 1 ? "one name" : "a name and, if wanted, a time"}`,
		) as undefined;
	}
	const args = second ? [first, number(window, second.span)] : [first];
	const unit = {
		since: hour,
		doses: dimensionless,
		worst: dimensionless,
		step: dimensionless,
		change: names.quantities.get(first.name),
		amount: names.treatments.get(first.name) ?? undefined,
	}[call.name as "since"];
	return unit ? { expression: { ...call, args }, unit } : (refuse(`${first.name} has no amounts`) as undefined);
}

/** What the first argument of a function may name. */
function readableBy(name: string, names: ConditionNames): { readonly what: string; readonly known: readonly string[] } {
	if (name === "worst") return { what: "grade", known: names.grades };
	if (name === "change") return { what: "sign", known: [...names.quantities.keys()] };
	if (name === "step") return { what: "ladder", known: [...names.ladders] };
	return { what: "treatment", known: [...names.treatments.keys()] };
}

function windowOf(e: Expression, context: UnitContext, faults: Fault[]): number | undefined {
	const checked = checkedAnyQuantity(e, context, faults);
	if (!checked) return undefined;
	const value = checked.expression.kind === "number" ? inUnit({ value: checked.expression.value, unit: checked.unit }, hour) : Number.NaN;
	if (sameDimension(checked.unit, hour) && value > 0) return value;
	faults.push({ message: `a written length of time is needed, not ${formatUnit(checked.unit)}`, hint: 'for example "24 h"', span: e.span });
	return undefined;
}

/** Checks the units of a condition; gives it in pure numbers, or adds problems. */
export function checkCondition(formula: Formula, names: ConditionNames, problems: Problem[]): Expression | undefined {
	const faults: Fault[] = [];
	const checked = checkedCondition(formula.expression, contextOf(names, formula.text), faults);
	for (const fault of faults) problems.push(problemOf(fault, formula));
	return checked;
}

/** What a call of one of the functions above asks of a look. */
function asked(call: Call): Closure<Sight> {
	const [first, second] = call.args;
	const name = first?.kind === "name" ? first.name : "";
	const window = second?.kind === "number" ? second.value : Number.POSITIVE_INFINITY;
	switch (call.name) {
		case "held":
			return (sight) => sight.held(first!);
		case "since":
			return (sight) => sight.since(name);
		case "doses":
			return (sight) => sight.doses(name, window);
		case "amount":
			return (sight) => sight.amount(name, window);
		case "change":
			return (sight) => sight.change(name, window);
		case "step":
			return (sight) => sight.step(name);
		default:
			return (sight) => sight.worst(name, window);
	}
}

/** Conditions as functions; made once, as a care team asks each of them at every look. */
const asFunctions = new WeakMap<Expression, Closure<Sight>>();

/** Whether a checked condition holds at a look. A comparison with something unknown is false. */
export function holds(condition: Expression, sight: Sight): boolean {
	const known = asFunctions.get(condition);
	if (known) return known(sight) !== 0;
	const made = closureOf(condition, asked);
	asFunctions.set(condition, made);
	return made(sight) !== 0;
}

/** Every call of one of the functions above inside a condition. */
export function callsOf(condition: Expression, name: (typeof conditionFunctions)[number]): Call[] {
	const inner = children(condition).flatMap((child) => callsOf(child, name));
	return condition.kind === "call" && condition.name === name ? [condition, ...inner] : inner;
}
