import type { Equations } from "./method.ts";

/**
 * The size of an error or a rate against the tolerance of a step from y to next, that of the worst state: 1 is the whole tolerance. (An
 * average over the states would let one err the more, the more states a model has.) Not a number when a state is not finite.
 */
export function errorSize(
	{ absoluteTolerance, relativeTolerance }: Equations,
	{ y, next }: { readonly y: Float64Array; readonly next: Float64Array },
	values: Float64Array,
): number {
	let worst = 0;
	for (let i = 0; i < values.length; i++) {
		const before = Math.abs(y[i]!);
		const after = Math.abs(next[i]!);
		const share = Math.abs(values[i]!) / (absoluteTolerance[i]! + relativeTolerance * (before > after ? before : after));
		if (!(share < Number.POSITIVE_INFINITY && after < Number.POSITIVE_INFINITY)) return Number.NaN;
		if (share > worst) worst = share;
	}
	return worst;
}
