import type { LegResult, Step } from "../../src/ode/method.ts";
import { aLeg, type OneLeg } from "./a-leg.ts";
import type { ReferenceProblem } from "./reference-problems.ts";

interface Measured {
	readonly worst: number;
	readonly result: LegResult;
}

/** The largest error at several points inside every step, against the sizes that the problem names. */
export function measured(method: OneLeg, problem: ReferenceProblem, relativeTolerance: number): Measured {
	const { rates, start, until, exact, kept, end, size } = problem;
	const out = new Float64Array(start.length);
	const atStart = kept?.(0, start) ?? 0;
	let worst = 0;
	const compare = (right: readonly number[]) => {
		for (const [i, value] of right.entries()) worst = Math.max(worst, Math.abs(out[i]! - value) / Math.max(Math.abs(value), size[i]!));
	};
	const onStep = (step: Step) => {
		for (const share of [0, 0.07, 0.25, 0.5, 0.66, 0.9, 1]) {
			const t = share === 1 ? step.to : step.from + share * (step.to - step.from);
			step.at(t, out);
			compare(exact?.(t) ?? []);
			if (kept) worst = Math.max(worst, Math.abs(kept(t, out) - atStart) / Math.max(1, Math.abs(atStart)));
		}
		if (step.to === until) compare(end ?? []);
		return undefined;
	};
	const absoluteTolerance = Float64Array.from(size, (one) => relativeTolerance * 1e-3 * one);
	return { result: method(aLeg(rates, start, until, { relativeTolerance, absoluteTolerance, onStep })), worst };
}
