import { denseImplicit } from "./dense-implicit.ts";
import type { Equations, Implicit, Leg, LegEnd, LegResult, Method, Rates, Step } from "./method.ts";
import type { RosenbrockTableau } from "./rosenbrock-tableau.ts";

/** Below this step (hours) a leg is given up. */
const smallestStep = 1e-11;
/** How much longer and shorter a step may get at once, and how much of the predicted length is dared. */
const [longer, shorter, safety] = [6, 0.2, 0.9];

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

/** Everything that legs need, made once: nothing is allocated in the loop over steps. */
interface Work {
	readonly equations: Equations;
	readonly tableau: RosenbrockTableau;
	readonly weights: Weights;
	readonly rates: Rates;
	readonly implicit: Implicit;
	readonly size: number;
	/** One per stage. */
	readonly k: readonly Float64Array[];
	readonly f: Float64Array;
	readonly slope: Float64Array;
	readonly y: Float64Array;
	/** Solution at the end of the trial step; before that the argument of a stage. */
	readonly next: Float64Array;
	/** The vectors r of the dense output. */
	readonly bend: readonly Float64Array[];
	evaluations: number;
	/** The equations name the time. */
	moving: boolean;
}

/** Does this stage start from the argument of the one before it plus its k? */
function continues({ a }: RosenbrockTableau, stage: number): boolean {
	const [row, before] = [a[stage]!, a[stage - 1] ?? []];
	return row.length > 1 && row.at(-1) === 1 && before.every((weight, j) => weight === row[j]);
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

function workFor(tableau: RosenbrockTableau, equations: Equations): Work {
	const { absoluteTolerance, relativeTolerance } = equations;
	const size = absoluteTolerance.length;
	const vector = () => new Float64Array(size);
	const rates: Rates = (t, y, dy) => {
		work.evaluations++;
		equations.rates(t, y, dy);
	};
	const differences = () =>
		denseImplicit(
			rates,
			absoluteTolerance.map((absolute) => absolute / relativeTolerance),
		);
	const work: Work = {
		equations,
		tableau,
		weights: weightsOf(tableau),
		rates,
		implicit: (equations.implicit ?? differences)(),
		size,
		k: tableau.a.map(vector),
		f: vector(),
		slope: vector(),
		y: vector(),
		next: vector(),
		bend: tableau.dense.map(vector),
		evaluations: 0,
		moving: true,
	};
	return work;
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
function add(to: Float64Array, from: Float64Array, factor: number): void {
	const size = to.length;
	for (let i = 0; i < size; i++) to[i]! += factor * from[i]!;
}

function firstNotFinite(values: Float64Array): number {
	for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) return i;
	return -1;
}

/** Rates and Jacobian at the beginning of a step. */
function linearize(work: Work, t: number): void {
	work.evaluations++;
	work.implicit.linearize(t, work.y, work.f, work.slope);
	work.moving = false;
	for (let i = 0; i < work.size; i++) if (work.slope[i] !== 0) work.moving = true;
}

/** All stages of a trial step; fills `next`. False when the matrix cannot be used. */
function stages({ tableau, weights, implicit, k, y, f, next, slope, moving, rates }: Work, t: number, h: number): boolean {
	if (!implicit.factorize(1 / (h * tableau.gamma))) return false;
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
	add(next, k.at(-1)!, 1);
	return true;
}

/**
 * The size of an error or a rate against the tolerance, that of the worst state: 1 is what is allowed. (An average over the states would
 * let one err the more, the more states a model has.) Not a number when a state is not finite.
 */
function sizeOf({ equations, tableau, size, y, next }: Work, values: Float64Array): number {
	const { absoluteTolerance, relativeTolerance } = equations;
	let worst = 0;
	for (let i = 0; i < size; i++) {
		const before = Math.abs(y[i]!);
		const after = Math.abs(next[i]!);
		const share = Math.abs(values[i]!) / (absoluteTolerance[i]! + relativeTolerance * (before > after ? before : after));
		if (!(share < Number.POSITIVE_INFINITY && after < Number.POSITIVE_INFINITY)) return Number.NaN;
		if (share > worst) worst = share;
	}
	return worst / tableau.share;
}

/** The state whose error is largest against its tolerance. */
function worstState({ equations, y, next }: Work, error: Float64Array): number {
	const { absoluteTolerance, relativeTolerance } = equations;
	let [worst, most] = [0, -1];
	for (let i = 0; i < error.length; i++) {
		const allowed = absoluteTolerance[i]! + relativeTolerance * Math.max(Math.abs(y[i]!), Math.abs(next[i]!));
		const share = Math.abs(error[i]!) / allowed;
		if (share > most) [worst, most] = [i, share];
	}
	return worst;
}

/** The state to blame for numbers that are not finite: looks a little further than the last trial step, because the solved stages mix all states. */
function lostState(work: Work, t: number, h: number): number {
	const { y, f, next, k } = work;
	const ahead = k[0]!;
	next.set(y);
	add(next, f, 10 * h);
	work.rates(t + 10 * h, next, ahead);
	const lost = [next, ahead].map(firstNotFinite).find((state) => state >= 0);
	return lost ?? worstState(work, f);
}

/**
 * A first step from the size of the rates and of their change along a short Euler step (Hairer, Nørsett, Wanner 1993,
 * doi:10.1007/978-3-540-78862-1, section II.4). Needs the rates at the start in `f`.
 */
function firstStep(work: Work, from: number): number {
	const { y, next, f, k, tableau } = work;
	next.set(y);
	const [state, speed] = [sizeOf(work, y), sizeOf(work, f)];
	const tiny = state < 1e-5 || speed < 1e-5 ? 1e-6 : (0.01 * state) / speed;
	add(next, f, tiny);
	const change = k[0]!;
	work.rates(from + tiny, next, change);
	add(change, f, -1);
	const bend = sizeOf(work, change) / tiny;
	const fastest = Math.max(speed, bend);
	const guess = fastest <= 1e-15 ? Math.max(1e-6, tiny * 1e-3) : (0.01 / fastest) ** (1 / tableau.order);
	return Number.isFinite(guess) ? Math.min(100 * tiny, guess) : 1e-6;
}

/** The solution inside the step last taken. */
interface MovableStep extends Step {
	from: number;
	to: number;
	/** The vectors of the dense output belong to this step. */
	bent: boolean;
}

function movableStep(work: Work): MovableStep {
	const { y, next, bend, k, weights, size } = work;
	const none = new Float64Array(size);
	const [r1 = none, r2 = none, r3 = none] = bend;
	const step: MovableStep = {
		from: 0,
		to: 0,
		bent: false,
		at: (t, out) => {
			if (t === step.to || t === step.from) return out.set(t === step.to ? next : y);
			if (!step.bent) {
				for (let row = 0; row < bend.length; row++) combine(bend[row]!, bend[row]!.fill(0), k, weights.dense[row]!, k.length);
				step.bent = true;
			}
			const s = (t - step.from) / (step.to - step.from);
			// In this form a state that stands still stays exactly where it is.
			const factor = s * (1 - s);
			for (let i = 0; i < size; i++) out[i] = y[i]! + s * (next[i]! - y[i]!) + factor * (r1[i]! + s * (r2[i]! + s * r3[i]!));
		},
	};
	return step;
}

/**
 * The length of the next step. Predicts with the errors of the last two steps (Gustafsson 1994, doi:10.1145/198429.198437), which avoids
 * most rejections.
 */
function stepControl({ embeddedOrder }: RosenbrockTableau) {
	const exponent = 1 / (embeddedOrder + 1);
	let [lastStep, lastError] = [0, 1];
	const limited = (factor: number) => Math.min(longer, Math.max(shorter, factor));
	return {
		rejected: (h: number, error: number) => h * limited(safety / error ** exponent),
		accepted: (h: number, error: number): number => {
			const floor = Math.max(error, 1e-10);
			let factor = safety / floor ** exponent;
			if (lastStep > 0) factor = Math.min(factor, (h / lastStep) * safety * (lastError / (floor * floor)) ** exponent);
			[lastStep, lastError] = [h, Math.max(error, 1e-2)];
			return h * limited(factor);
		},
	};
}

/** How far a leg has come. */
interface Progress {
	time: number;
	steps: number;
	rejected: number;
	/** Hours that the next step may have. */
	nextStep: number;
}

/** A leg under way. */
interface Way {
	readonly work: Work;
	readonly leg: Leg;
	readonly progress: Progress;
	readonly step: MovableStep;
	readonly control: ReturnType<typeof stepControl>;
	readonly error: Float64Array;
	/** The last trial step was rejected. */
	stumbled: boolean;
}

/** The hint of the leg before, but no more than ten times what the rates advise: a length fit for the calm before a dose would be rejected. */
function openingStep(work: Work, leg: Leg): number {
	const advised = firstStep(work, leg.from);
	const hint = leg.firstStep ?? 0;
	return hint > 0 ? Math.min(hint, 10 * advised) : advised;
}

/** The length of a trial step. A last step a little longer, or two of half the length, is better than a stump. */
function trialLength({ nextStep }: Progress, left: number): number {
	if (left <= nextStep * 1.01) return left;
	return left < 2 * nextStep ? left / 2 : nextStep;
}

/** Goes on to the end of an accepted step. */
function accept(way: Way, h: number, size: number): LegEnd | undefined {
	const { work, leg, progress, step, control, error } = way;
	const { y, next } = work;
	const left = leg.to - progress.time;
	[step.from, step.to, step.bent] = [progress.time, h === left ? leg.to : progress.time + h, false];
	const proposed = control.accepted(h, size);
	const dared = way.stumbled ? Math.min(proposed, h) : proposed;
	// A step cut short by the end of the leg says nothing against the length wished for.
	progress.nextStep = h < progress.nextStep ? Math.max(progress.nextStep, dared) : dared;
	way.stumbled = false;
	progress.steps++;
	const cut = leg.onStep(step);
	progress.time = cut ?? step.to;
	if (cut !== undefined) step.at(cut, work.f);
	const reached = cut === undefined ? next : work.f;
	for (let i = 0; i < y.length; i++) y[i] = reached[i]!;
	if (cut !== undefined) return { kind: "cut" };
	if (progress.time >= leg.to) return { kind: "reached" };
	if (progress.steps + progress.rejected >= leg.maxSteps) return { kind: "too-many-steps", state: worstState(work, error) };
	linearize(work, progress.time);
	const lost = firstNotFinite(work.f);
	return lost < 0 ? undefined : { kind: "not-finite", state: lost };
}

/** Shortens the step after a trial that failed. */
function reject(way: Way, h: number, size: number): LegEnd | undefined {
	const { work, leg, progress, control, error } = way;
	const { time } = progress;
	const finite = Number.isFinite(size);
	way.stumbled = true;
	progress.rejected++;
	progress.nextStep = finite ? control.rejected(h, size) : h * 0.1;
	const tooShort = progress.nextStep < Math.max(smallestStep, 4 * Number.EPSILON * Math.abs(time));
	if (!tooShort && progress.steps + progress.rejected < leg.maxSteps) return undefined;
	const state = finite ? worstState(work, error) : lostState(work, time, h);
	return { kind: !tooShort ? "too-many-steps" : finite ? "step-too-small" : "not-finite", state };
}

function follow(work: Work, leg: Leg, step: MovableStep, progress: Progress): LegEnd {
	const { k, f } = work;
	if (leg.from >= leg.to) return { kind: "reached" };
	linearize(work, leg.from);
	const lost = firstNotFinite(f);
	if (lost >= 0) return { kind: "not-finite", state: lost };
	progress.nextStep = openingStep(work, leg);
	const error = k.at(-1)!;
	const way: Way = { work, leg, progress, step, control: stepControl(work.tableau), error, stumbled: false };
	for (;;) {
		const h = trialLength(progress, leg.to - progress.time);
		const size = stages(work, progress.time, h) ? sizeOf(work, error) : Number.NaN;
		const end = size <= 1 ? accept(way, h, size) : reject(way, h, size);
		if (end) return end;
	}
}

/** A Rosenbrock method from its coefficients: this is the only loop over steps of all of them. */
export function rosenbrock(tableau: RosenbrockTableau): Method {
	return (equations) => {
		const work = workFor(tableau, equations);
		const step = movableStep(work);
		return (leg): LegResult => {
			work.y.set(leg.start);
			work.evaluations = 0;
			const progress: Progress = { time: leg.from, steps: 0, rejected: 0, nextStep: leg.firstStep ?? 0 };
			const end = follow(work, leg, step, progress);
			return { end, ...progress, y: work.y.slice(), evaluations: work.evaluations };
		};
	};
}
