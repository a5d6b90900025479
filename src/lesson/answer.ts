import { number, substitute } from "../language/expression.ts";
import { outcomeOf } from "../population/read-outcomes.ts";
import type { Conditions } from "../population/row-columns.ts";
import type { Run } from "../simulate/run.ts";
import type { Asked } from "./lesson.ts";

/** The runs that an expression of a lesson asks. */
export interface AskedRuns {
	readonly own: Run;
	/** Of the course beside; null where there is none. */
	readonly before: Run | null;
}

/**
 * What a lesson's expression is in these runs, in the unit of its outcome; 1 or 0 for a condition, not a number where it cannot be known.
 *
 *     valueIn(asked, { own: run, before: untouched })   // 323
 */
export function valueIn({ outcome, before }: Asked, runs: AskedRuns, conditions: Conditions = "compiled"): number {
	const beside = new Map(
		before.map((one) => [one.name, runs.before === null ? Number.NaN : outcomeOf(runs.before, one.outcome, conditions)]),
	);
	const expression = substitute(outcome.expression, (name) => (beside.has(name) ? number(beside.get(name)!) : undefined));
	const value = outcomeOf(runs.own, { ...outcome, expression }, conditions);
	// A comparison with what is unknown would count as false.
	return outcome.kind === "probability" && [...beside.values()].some(Number.isNaN) ? Number.NaN : value;
}

/** Whether a condition holds; null where nobody can know. */
export function holdsIn(asked: Asked, runs: AskedRuns, conditions: Conditions = "compiled"): boolean | null {
	const value = valueIn(asked, runs, conditions);
	return Number.isNaN(value) ? null : value === 1;
}
