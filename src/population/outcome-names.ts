import type { Problem } from "../input/problem.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Library } from "../treatment/library.ts";
import { namesOfRuns } from "./names-of-runs.ts";
import { checkedStays, type OutcomeNames } from "./outcome.ts";

/**
 * What an outcome may name in runs of these plans, which are variants of one scenario; what is wrong in a place of care goes to the problems.
 *
 *     checkOutcome("severe", { is, among: null }, outcomeNames(library, [plan], problems), problems)
 */
export function outcomeNames(library: Library, plans: readonly [Plan, ...Plan[]], problems: Problem[]): OutcomeNames {
	const known = namesOfRuns(library, plans);
	return { ...known, stays: checkedStays(library.stays, known, problems) };
}
