import type { Step } from "./method.ts";

/** Hours to which the instant of a crossing is found. */
const precision = 1e-6;

export type Direction = "up" | "down" | "both";

/**
 * The first time in a step at which `level` passes zero in the given direction, to 1e-6 h, found by bisection on the dense output;
 * undefined when it does not change sign between the ends. The time given is just beyond the crossing.
 */
export function crossingIn(
	step: Step,
	level: (t: number, y: Float64Array) => number,
	direction: Direction,
	scratch: Float64Array,
): number | undefined {
	const value = (t: number) => {
		step.at(t, scratch);
		return level(t, scratch);
	};
	const [first, last] = [value(step.from), value(step.to)];
	const rises = first < 0 && last >= 0;
	const falls = first > 0 && last <= 0;
	if (!((rises && direction !== "down") || (falls && direction !== "up"))) return undefined;
	let [before, after] = [step.from, step.to];
	while (after - before > precision) {
		const middle = (before + after) / 2;
		const beyond = rises ? value(middle) >= 0 : value(middle) <= 0;
		if (beyond) after = middle;
		else before = middle;
	}
	return after;
}
