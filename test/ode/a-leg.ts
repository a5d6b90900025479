import type { Leg, Rates } from "../../src/ode/method.ts";

/** A leg from 0 with tolerances that fit states of size 1; a test names what matters to it. */
export function aLeg(rates: Rates, start: readonly number[], to: number, given: Partial<Leg> = {}): Leg {
	return {
		rates,
		from: 0,
		to,
		start: Float64Array.from(start),
		relativeTolerance: 1e-6,
		absoluteTolerance: Float64Array.from(start, () => 1e-9),
		maxSteps: 100_000,
		onStep: () => undefined,
		...given,
	};
}
