import type { Formulary } from "../chart/formulary.ts";
import { lackingGrade } from "../grading/toxicities.ts";
import type { Problem } from "../input/problem.ts";
import { type Asking, checkRunFunction } from "../language/check-run-function.ts";
import { checkedAnyQuantity, checkedCondition, type UnitContext } from "../language/check-units.ts";
import type { Expression } from "../language/expression.ts";
import { type Fault, problemOf } from "../language/fault.ts";
import type { Formula } from "../language/formula.ts";
import { functionsOf, type Subject } from "../language/run-functions.ts";
import { dimensionless, type Unit, unitOf } from "../language/units.ts";
import { unknownTreatment } from "./unknown-treatment.ts";

/** What the names in a condition mean. */
export interface ConditionNames {
	/** Signs, covariates, and for limits also `dose`, `rate`, … with their units. */
	readonly quantities: ReadonlyMap<string, Unit>;
	/** Least and most of those that are clinical signs, in their units. */
	readonly plausible: ReadonlyMap<string, readonly [number, number]>;
	readonly grades: readonly string[];
	/** Treatments (and rules) with the unit of their doses. */
	readonly treatments: ReadonlyMap<string, Unit | null>;
	/** Other names of treatments, for hints. */
	readonly formulary: Formulary;
	/** Treatments that have a ladder. */
	readonly ladders: ReadonlySet<string>;
	/** What can run: treatments and their devices. */
	readonly running: ReadonlySet<string>;
}

const hour = unitOf("h");

function contextOf(names: ConditionNames, text: string): UnitContext {
	const allowed = [...names.quantities.keys(), ...names.grades];
	const context: UnitContext = {
		text,
		specialNames: functionsOf("condition"),
		meaning: (name) => {
			if (name === "t") return { kind: "quantity", unit: hour };
			if (names.grades.includes(name)) return { kind: "quantity", unit: dimensionless };
			const unit = names.quantities.get(name);
			if (unit) return { kind: "quantity", unit };
			const lacking = lackingGrade(name, names.grades);
			return lacking ? { kind: "not here", ...lacking } : { kind: "unknown name", allowed };
		},
		special: (call, faults) => checkRunFunction(call, asking, faults),
	};
	const lacking: Asking["lacking"] = (name, of) => {
		if (of === "treatment") return unknownTreatment(name, { names: names.treatments.keys(), formulary: names.formulary });
		return of.endsWith("grade") ? lackingGrade(name, names.grades) : undefined;
	};
	const asking: Asking = { asker: "condition", subjects: (of) => subjectsOf(names, of), lacking, inner: context };
	return context;
}

/** What the functions of conditions may ask for. */
function subjectsOf(names: ConditionNames, of: Exclude<Subject, "condition">): ReadonlyMap<string, Unit | null> {
	const grades = () => new Map(names.grades.map((grade) => [grade, dimensionless]));
	switch (of) {
		case "grade":
			return grades();
		case "sign or grade":
		case "column or grade":
			return new Map([...grades(), ...names.quantities]);
		case "treatment or device":
			return new Map([...names.running].map((name) => [name, dimensionless]));
		case "hazard":
		case "stay":
			return new Map();
		case "ladder":
			return new Map([...names.ladders].map((ladder) => [ladder, dimensionless]));
		case "treatment":
			return names.treatments;
		case "sign":
		case "column":
			return names.quantities;
	}
}

/** Checks the units of a condition; gives it in pure numbers, or adds problems. */
export function checkCondition(formula: Formula, names: ConditionNames, problems: Problem[]): Expression | undefined {
	const faults: Fault[] = [];
	const checked = checkedCondition(formula.expression, contextOf(names, formula.text), faults);
	for (const fault of faults) problems.push(problemOf(fault, formula));
	return checked;
}

/** Checks an amount that is computed when it is given; gives it in pure numbers with its unit, or adds problems. */
export function checkAmount(
	formula: Formula,
	names: ConditionNames,
	problems: Problem[],
): { readonly expression: Expression; readonly unit: Unit } | undefined {
	const faults: Fault[] = [];
	const checked = checkedAnyQuantity(formula.expression, contextOf(names, formula.text), faults);
	for (const fault of faults) problems.push(problemOf(fault, formula));
	return checked;
}
