import { checkedAnyQuantity, checkedCondition, type SpecialResult, type UnitContext } from "../expression/check-units.ts";
import { binary, type Expression, number } from "../expression/expression.ts";
import { type Fault, problemOf } from "../expression/fault.ts";
import type { Formula } from "../expression/formula.ts";
import { inUnit } from "../expression/quantity.ts";
import { dimensionless, formatUnit, sameDimension, type Unit, unitOf } from "../expression/units.ts";
import { allowedHint } from "../problem/nearest.ts";
import type { Problem } from "../problem/problem.ts";
import { conditionFunctions } from "./question.ts";

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
function special(call: Call, faults: Fault[], names: ConditionNames, context: UnitContext): SpecialResult | undefined {
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
	const most = call.name === "since" || call.name === "step" || call.name === "known" ? 1 : 2;
	if (call.args.length > most || (call.name === "change" && call.args.length < 2)) {
		return refuse(
			`${call.name} takes ${call.name === "change" ? "a name and a time" : most === 1 ? "one name" : "a name and, if wanted, a time"}`,
		) as undefined;
	}
	// A condition of its own, so that it stands beside others without a comparison.
	if (call.name === "known") return { expression: binary(">", call, number(0), call.span), unit: null };
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
	if (name === "known") return { what: "sign or grade", known: [...names.grades, ...names.quantities.keys()] };
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
