import { denseImplicit } from "./dense-implicit.ts";
import { type Allowed, errorSize } from "./error-size.ts";
import { type Kernel, linearized } from "./kernel.ts";
import type { Equations } from "./method.ts";
import { continues, type RosenbrockTableau } from "./rosenbrock-tableau.ts";

/** The weights of a tableau as plain arrays. */
interface Weights {
	readonly a: readonly Float64Array[];
	readonly c: readonly Float64Array[];
	/** Those of `c` over the length of the step. */
	readonly overStep: readonly Float64Array[];
	readonly dense: readonly Float64Array[];
	/** Stages that start from the argument of the one before plus its k. */
	readonly continues: readonly boolean[];
}

function weightsOf(tableau: RosenbrockTableau): Weights {
	const arrays = (rows: RosenbrockTableau["a"]) => rows.map((row) => Float64Array.from(row));
	return {
		a: arrays(tableau.a),
		c: arrays(tableau.c),
		overStep: arrays(tableau.c),
		dense: arrays(tableau.dense),
		continues: tableau.a.map((_, stage) => continues(tableau, stage)),
	};
}

/**
 * to = base + the weighted sum of the first `count` vectors; `base` may be `to`. Each pass over the states takes up to four vectors, because
 * a pass reads and writes `to`; the plain form is: for each j, to += weights[j] vectors[j].
 */
function combine(to: Float64Array, base: Float64Array, vectors: readonly Float64Array[], weights: Float64Array, count: number): void {
	const size = to.length;
	if (count === 0 && to !== base) for (let i = 0; i < size; i++) to[i] = base[i]!;
	for (let j = 0, from = base; j < count; j += 4, from = to) {
		const k0 = vectors[j]!;
		const w0 = weights[j]!;
		const more = count - j;
		if (more === 1) {
			for (let i = 0; i < size; i++) to[i] = from[i]! + w0 * k0[i]!;
			return;
		}
		const k1 = vectors[j + 1]!;
		const w1 = weights[j + 1]!;
		if (more === 2) {
			for (let i = 0; i < size; i++) to[i] = from[i]! + w0 * k0[i]! + w1 * k1[i]!;
			return;
		}
		const k2 = vectors[j + 2]!;
		const w2 = weights[j + 2]!;
		if (more === 3) {
			for (let i = 0; i < size; i++) to[i] = from[i]! + w0 * k0[i]! + w1 * k1[i]! + w2 * k2[i]!;
			return;
		}
		const k3 = vectors[j + 3]!;
		const w3 = weights[j + 3]!;
		for (let i = 0; i < size; i++) to[i] = from[i]! + w0 * k0[i]! + w1 * k1[i]! + w2 * k2[i]! + w3 * k3[i]!;
	}
}

/** to += factor from */
export function add(to: Float64Array, from: Float64Array, factor: number): void {
	const size = to.length;
	for (let i = 0; i < size; i++) to[i]! += factor * from[i]!;
}

/** The kernel of any equations: over their rates and their linear algebra, or over differences where they have none. Nothing is allocated in a step. */
export function kernelInJavaScript(tableau: RosenbrockTableau, equations: Equations, allowed: Allowed): Kernel {
	const { rates, relativeTolerance, absoluteTolerance } = equations;
	const size = absoluteTolerance.length;
	const vector = () => new Float64Array(size);
	const [y, next, f, slope] = [vector(), vector(), vector(), vector()];
	const k = tableau.a.map(vector);
	const bends = tableau.dense.map(vector);
	const weights = weightsOf(tableau);
	const scale = () => absoluteTolerance.map((absolute) => absolute / relativeTolerance);
	const sizeOf = (values: Float64Array) => errorSize(allowed, { y, next }, values);
	const implicit = equations.implicit ? equations.implicit() : denseImplicit(rates, scale());
	return {
		name: "javascript",
		y,
		next,
		f,
		slope,
		k,
		begin: () => {},
		rates,
		linearize: (t) => {
			implicit.linearize(t, y, f, slope);
			if (!f.every(Number.isFinite)) return linearized.lost;
			return slope.every((one) => one === 0) ? linearized.still : linearized.moving;
		},
		factorize: (h) => implicit.factorize(1 / (h * tableau.gamma)),
		size: sizeOf,
		stages: (t, h, moving) => {
			for (let stage = 0; stage < k.length; stage++) {
				const here = k[stage]!;
				if (stage > 0) {
					if (weights.continues[stage]) add(next, k[stage - 1]!, 1);
					else combine(next, y, k, weights.a[stage]!, stage);
					rates(t + tableau.alpha[stage]! * h, next, here);
				}
				const [c, overStep] = [weights.c[stage]!, weights.overStep[stage]!];
				for (let j = 0; j < stage; j++) overStep[j] = c[j]! / h;
				combine(here, stage === 0 ? f : here, k, overStep, stage);
				if (moving && tableau.d[stage] !== 0) add(here, slope, h * tableau.d[stage]!);
				implicit.solve(here);
			}
			const error = k.at(-1)!;
			add(next, error, 1);
			return sizeOf(error);
		},
		bend: () => {
			for (let row = 0; row < bends.length; row++) combine(bends[row]!, bends[row]!.fill(0), k, weights.dense[row]!, k.length);
		},
		inside: (share, out) => {
			// In this form a state that stands still stays exactly where it is.
			const factor = share * (1 - share);
			for (let i = 0; i < size; i++) {
				let bent = 0;
				for (let row = bends.length - 1; row >= 0; row--) bent = bends[row]![i]! + share * bent;
				out[i] = y[i]! + share * (next[i]! - y[i]!) + factor * bent;
			}
		},
	};
}
