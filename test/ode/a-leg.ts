import type { Equations, Leg, LegResult, Method, Rates } from "../../src/ode/method.ts";

/** Equations with one leg of them. */
export type WholeLeg = Equations & Leg;

/** A leg from 0 with tolerances that fit states of size 1; a test names what matters to it. */
export function aLeg(rates: Rates, start: readonly number[], to: number, given: Partial<WholeLeg> = {}): WholeLeg {
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

/** A method for equations of which there is one leg. */
export type OneLeg = (whole: WholeLeg) => LegResult;

export const oneLeg =
	(method: Method): OneLeg =>
	(whole) =>
		method(whole).integrate(whole);
