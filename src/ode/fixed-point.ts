import { denseImplicit } from "./dense-implicit.ts";

/** Fills `out` with what a state has become after one round; false when it cannot be told. */
export type Round = (state: Float64Array, out: Float64Array) => boolean;

export interface FixedPointWishes {
	/** Where to begin. */
	readonly start: Float64Array;
	/** For each part a size below which it does not matter. */
	readonly scale: Float64Array;
	/** Largest change in one round that counts as none, relative to the part (or a thousandth of its scale). */
	readonly unchanged: number;
}

const mostIterations = 50;

/**
 * The state that a round leaves as it is, by Newton's method with differences: one linear solve where the round is linear, and a second to
 * see that it was. Undefined when there is none, or none is found.
 *
 *     fixedPoint((x, out) => { out[0] = 0.5 * x[0]! + 3; return true; }, { start, scale, unchanged: 1e-9 })   // 6
 */
export function fixedPoint(round: Round, { start, scale, unchanged }: FixedPointWishes): Float64Array | undefined {
	const size = start.length;
	const after = new Float64Array(size);
	const change = (state: Float64Array, out: Float64Array) => {
		const known = round(state, after);
		for (let i = 0; i < size; i++) out[i] = known ? after[i]! - state[i]! : Number.NaN;
	};
	const state = start.slice();
	const moved = new Float64Array(size);
	const unused = new Float64Array(size);
	const allowed = (i: number) => unchanged * Math.max(Math.abs(state[i]!), 1e-3 * scale[i]!);
	for (let iteration = 0; iteration < mostIterations; iteration++) {
		const { linearize, factorize, solve } = denseImplicit((_t, at, out) => change(at, out), scale);
		change(state, moved);
		if (!moved.every(Number.isFinite)) return undefined;
		if (iteration > 0 && moved.every((by, i) => Math.abs(by) <= allowed(i))) return state;
		linearize(0, state, moved, unused);
		if (!factorize(0)) return undefined;
		solve(moved);
		if (!moved.every(Number.isFinite)) return undefined;
		for (let i = 0; i < size; i++) state[i]! += moved[i]!;
	}
	return undefined;
}
