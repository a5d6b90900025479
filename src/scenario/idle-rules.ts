import type { ConditionNames } from "../treatment/condition.ts";
import { neverHolds } from "../treatment/never-holds.ts";
import { begins, type Protocol, treatmentOf } from "../treatment/protocol.ts";
import type { PlannedCare } from "./plan.ts";

/** Rules of a protocol that can never act, each with its place and the reason. */
export function idleRules(
	protocol: Protocol,
	care: PlannedCare,
	{ names, given }: { names: ConditionNames; given: ReadonlySet<string> },
): string[] {
	const known = { names, given, rules: new Set(protocol.rules.map((rule) => rule.name)) };
	return protocol.rules.flatMap((rule) => {
		const { file, line } = rule.place;
		const planned = care.rules.find((one) => one.name === rule.name);
		if (!planned) return [];
		const nobody = !begins(rule.action) && !given.has(treatmentOf(rule)) ? `nothing here gives ${treatmentOf(rule)}` : undefined;
		const reason = neverHolds(planned.when, { text: rule.when.text, known }) ?? nobody;
		return reason === undefined ? [] : [`${file}:${line}: the rule "${rule.name}" can never act: ${reason}`];
	});
}
