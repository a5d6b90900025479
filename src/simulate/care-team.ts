import type { PlannedRule, Scenario } from "../scenario/scenario.ts";
import type { Test } from "../treatment/question.ts";
import type { Asked } from "./asked.ts";

/** What the team remembers of one rule. Times in hours; changes as the run goes on. */
export interface RuleMemory {
	readonly rule: PlannedRule;
	/** Whether its condition holds. */
	readonly holds: Test;
	acts: number;
	lastAct: number;
	/** Its gift is on its way. */
	pending: boolean;
	/** The instant at which it was last decided on. */
	decided: number;
	/** Its own act has made its condition false at that instant. */
	undone: boolean;
}

/** A care team at work: what it follows, and what it remembers. */
export interface CareTeam {
	readonly rules: readonly RuleMemory[];
	/** Rules decided on at the present instant, in order. */
	readonly decided: RuleMemory[];
	/** A rule was seen to act at a look inside a leg. */
	called: boolean;
}

/** A team that has not acted yet; one without rules when nobody cares. */
export function careTeamOf({ care }: Pick<Scenario, "care">, { testOf }: Pick<Asked, "testOf">): CareTeam {
	const fresh = { acts: 0, lastAct: Number.NEGATIVE_INFINITY, pending: false, decided: Number.NEGATIVE_INFINITY, undone: false };
	return { rules: (care?.rules ?? []).map((rule) => ({ rule, holds: testOf.get(rule.when)!, ...fresh })), decided: [], called: false };
}
