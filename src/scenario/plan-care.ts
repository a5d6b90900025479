import type { Problem } from "../input/problem.ts";
import { scaledAmount } from "../treatment/amount.ts";
import { type ConditionNames, checkCondition } from "../treatment/condition.ts";
import { rateUnit } from "../treatment/limits.ts";
import { type Action, begins, leftOutAt, type Protocol, type Rule, treatmentOf } from "../treatment/protocol.ts";
import type { Treatment } from "../treatment/treatment.ts";
import { fittedTitration } from "./fit-to-patient.ts";
import type { PlannedAction, PlannedCare, PlannedRule } from "./plan.ts";
import { type PlanContext, planGift, planRate, planStretches } from "./plan-order.ts";

/** The treatments that a protocol can begin. */
export const reachOf = (protocol: Protocol | null): string[] =>
	(protocol?.rules ?? []).filter((rule) => begins(rule.action)).map(treatmentOf);

/** Conditions may ask when a rule last acted, where its name can be read as a name; one that the model has no use for never has. */
export function withRules(names: ConditionNames, protocol: Protocol | null): ConditionNames {
	const rules = protocol === null ? [] : [...protocol.rules, ...protocol.leftOut];
	const readable = rules.filter(({ name }) => /^[a-z][a-z0-9_]*$/i.test(name));
	return { ...names, treatments: new Map([...names.treatments, ...readable.map(({ name }) => [name, null] as const)]) };
}

function planTitration(action: Extract<Action, { kind: "titrate" }>, treatment: Treatment, context: PlanContext): PlannedAction {
	const unit = rateUnit(treatment)!;
	const one = planRate({ value: 1, unit }, treatment, treatment.routes.get(action.route)!, context);
	const [least, most] = action.between;
	const fit = { step: scaledAmount(action.step, unit), least: scaledAmount(least, unit), most: scaledAmount(most, unit) };
	return fittedTitration({ kind: "titrate", treatment: treatment.name, one, step: 0, least: 0, most: 0, fit }, context.patient);
}

function planAction(action: Action, treatment: Treatment, context: PlanContext): PlannedAction | undefined {
	switch (action.kind) {
		case "give": {
			const gift = planGift(action.gift, treatment, context);
			return gift && { kind: "give", treatment: treatment.name, gift };
		}
		case "titrate":
			return planTitration(action, treatment, context);
		case "escalate":
		case "deescalate":
		case "stop":
			return action;
		case "taper": {
			const stretches = planStretches(action.stretches, treatment, context);
			return stretches && { kind: "taper", treatment: treatment.name, stretches };
		}
	}
}

function planRule(rule: Rule, treatment: Treatment, context: CareContext): PlannedRule | undefined {
	const cautions: string[] = [];
	const problems: Problem[] = [];
	const when = checkCondition(rule.when, context.names, problems);
	// What is only stopped may not be compiled into this run: then there is nothing to plan.
	const action = planAction(rule.action, treatment, { ...context, problems, warnings: cautions });
	const isLacking = ({ unknown }: Problem) => unknown !== undefined && context.isKnownElsewhere(unknown);
	if (rule.optional && problems.length > 0 && problems.every(isLacking)) {
		const names = [...new Set(problems.map(({ unknown }) => unknown))].join(", ");
		context.warnings.push(leftOutAt(rule.place, rule.name, `the model has no ${names}, which its condition needs`).says);
		return undefined;
	}
	context.problems.push(...problems);
	return when && action && { name: rule.name, when, wait: rule.wait, every: rule.every ?? 0, atMost: rule.atMost, action, cautions };
}

/** Where a protocol is planned. */
interface CareContext extends PlanContext {
	/** Whether a name that the model lacks is known to others, and so not misspelled. */
	readonly isKnownElsewhere: (name: string) => boolean;
}

/**
 * Brings a protocol into pure numbers for one patient; problems of its rules are gathered, and a warning for each that is left out.
 * `context.names` must know the rules.
 */
export function planCare(protocol: Protocol, treatments: ReadonlyMap<string, Treatment>, context: CareContext): PlannedCare {
	context.warnings.push(...protocol.leftOut.map(({ says }) => says));
	const rules = protocol.rules.flatMap((rule) => planRule(rule, treatments.get(treatmentOf(rule))!, context) ?? []);
	return { name: protocol.name, about: protocol.about, look: protocol.look, rules };
}
