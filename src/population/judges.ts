import { type Problem, throwIfAny } from "../input/problem.ts";
import { inUnit, wrongDimension } from "../language/quantity.ts";
import { formatUnit, sameDimension, unitOf } from "../language/units.ts";
import type { JudgedOutcome } from "../model/evidence-plan.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Library } from "../treatment/library.ts";
import type { Judge } from "./one-at-a-time.ts";
import { checkOutcome } from "./outcome.ts";
import { outcomeNames } from "./outcome-names.ts";

/**
 * The outcomes of a model's `evidence.yaml`, checked against a scenario of it, each with the difference that matters in its own unit. Throws an
 * InputError with every problem of that file.
 *
 *     const judges = judgesOf(library, plan, library.evidence.outcomes);
 */
export function judgesOf(library: Library, plan: Plan, wanted: readonly JudgedOutcome[]): readonly Judge[] {
	const problems: Problem[] = [];
	const names = outcomeNames(library, [plan], problems);
	const judges = wanted.flatMap(({ name, is, matters, mattersAt }): Judge[] => {
		const outcome = checkOutcome(name, { is, among: null }, names, problems);
		if (!outcome) return [];
		const unit = unitOf(outcome.unit);
		if (sameDimension(matters.unit, unit)) return [{ outcome, matters: inUnit(matters, unit) }];
		const written = `${matters.value} ${formatUnit(matters.unit)}`;
		const message = wrongDimension(written, matters.unit, unit, `1 ${outcome.unit}`);
		problems.push({ ...mattersAt, key: `outcomes.${name}.matters`, message });
		return [];
	});
	throwIfAny(problems);
	return judges;
}
