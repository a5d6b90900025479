/** What a step may err in each state: absolute plus relative times the state. */
export interface Allowed {
	readonly absolute: Float64Array;
	readonly relative: Float64Array;
}

/**
 * The size of an error or a rate against what a step from y to next may err, that of the worst state: 1 is just allowed. (An average over
 * the states would let one err the more, the more states a model has.) Not a number when a state is not finite.
 */
export function errorSize(
	{ absolute, relative }: Allowed,
	{ y, next }: { readonly y: Float64Array; readonly next: Float64Array },
	values: Float64Array,
): number {
	let worst = 0;
	for (let i = 0; i < values.length; i++) {
		const before = Math.abs(y[i]!);
		const after = Math.abs(next[i]!);
		const share = Math.abs(values[i]!) / (absolute[i]! + relative[i]! * (before > after ? before : after));
		if (!(share < Number.POSITIVE_INFINITY && after < Number.POSITIVE_INFINITY)) return Number.NaN;
		if (share > worst) worst = share;
	}
	return worst;
}
