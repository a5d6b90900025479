import { compile, type ModelCode } from "../model/compile.ts";
import type { Scenario } from "../scenario/scenario.ts";

/**
 * A scenario with the code of its equations: all that a run needs, as plain data. It can be kept in a file, or sent to a worker, where no
 * formula is read and no code generated again.
 */
export interface Prepared {
	readonly scenario: Scenario;
	readonly code: ModelCode;
}

/**
 * The scenario, its code at hand for `simulate`: for this patient and for every one drawn from it.
 *
 *     const run = simulate(unpacked(prepared));
 */
export function unpacked({ scenario, code }: Prepared): Scenario {
	compile(scenario.flat, code);
	return scenario;
}
