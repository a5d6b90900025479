import type { PlannedCare, PlannedRule } from "../scenario/plan.ts";
import type { Rewind } from "./rewind.ts";

/** What the team remembers of one rule. Times in hours; effects change it as the run goes on. */
export interface RuleState {
	readonly rule: PlannedRule<number>;
	/** Its place in the protocol. */
	readonly index: number;
	acts: number;
	lastAct: number;
	/** What it decided on is on its way to the bedside. */
	pending: boolean;
	/** The instant at which it was last decided on. */
	decided: number;
	/** Its own act has made its condition false at that instant. */
	undone: boolean;
}

/** A care team at work. */
export interface CareTeam {
	readonly rules: readonly RuleState[];
	/** Rules decided on at the present instant, in order. */
	readonly decided: RuleState[];
}

/** Marks what a team remembers. */
export function markedTeam({ rules, decided }: CareTeam): Rewind {
	const then = rules.map((state) => ({ ...state }));
	const decidedThen = [...decided];
	return () => {
		for (const [i, state] of rules.entries()) Object.assign(state, then[i]);
		decided.splice(0, decided.length, ...decidedThen);
	};
}

/** A team that has not acted yet; one without rules when nobody cares. */
export function careTeamOf(care: PlannedCare<number> | null): CareTeam {
	const fresh = { acts: 0, lastAct: Number.NEGATIVE_INFINITY, pending: false, decided: Number.NEGATIVE_INFINITY, undone: false };
	return { rules: (care?.rules ?? []).map((rule, index) => ({ rule, index, ...fresh })), decided: [] };
}
