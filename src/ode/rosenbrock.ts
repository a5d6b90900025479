import { pow } from "../elementary/power.ts";
import type { Allowed } from "./error-size.ts";
import { type Kernel, linearized } from "./kernel.ts";
import { add, kernelInJavaScript } from "./kernel-in-javascript.ts";
import type { Equations, Leg, LegEnd, LegResult, Method, Standing, Step } from "./method.ts";
import type { RosenbrockTableau } from "./rosenbrock-tableau.ts";

/** No step is shorter, hours. */
const smallestStep = 1e-11;
/**
 * Shortest steps of a leg that are taken whatever their error: over a jump of the rates no step keeps to a tolerance, and one this short can miss
 * no more than the jump times its length. Equations that ask for more of them jump without an end, and are given up.
 */
const mostForced = 64;
/** How much longer and shorter a step may get at once, and how much of the predicted length is dared. */
const [longer, shorter, safety] = [6, 0.2, 0.9];

/** What legs work with, made once. */
interface Work {
	readonly equations: Equations;
	readonly tableau: RosenbrockTableau;
	readonly kernel: Kernel;
	readonly allowed: Allowed;
	evaluations: number;
	/** The equations name the time. */
	moving: boolean;
}

function ratesAt(work: Work, t: number, y: Float64Array, dy: Float64Array): void {
	work.evaluations++;
	work.kernel.rates(t, y, dy);
}

function firstNotFinite(values: Float64Array): number {
	for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) return i;
	return -1;
}

/** Rates and Jacobian at the beginning of a step; how the leg ends when a rate is not finite. */
function linearize(work: Work, t: number): LegEnd | undefined {
	const { kernel, equations } = work;
	// Without linear algebra of their own, equations are asked once more for each state and for the time.
	work.evaluations += equations.implicit ? 1 : 2 + kernel.slope.length;
	const found = kernel.linearize(t);
	work.moving = found === linearized.moving;
	return found === linearized.lost ? { kind: "not-finite", state: firstNotFinite(kernel.f) } : undefined;
}

/** Tries a step; the size of its error, not a number when it cannot be used. */
function trial(work: Work, t: number, h: number): number {
	const { kernel } = work;
	if (!kernel.factorize(h)) return Number.NaN;
	work.evaluations += kernel.k.length - 1;
	return kernel.stages(t, h, work.moving);
}

/** The state whose error is largest against its tolerance. */
function worstState({ allowed: { absolute, relative }, kernel: { y, next } }: Work, error: Float64Array): number {
	let [worst, largest] = [0, -1];
	for (let i = 0; i < error.length; i++) {
		const most = absolute[i]! + relative[i]! * Math.max(Math.abs(y[i]!), Math.abs(next[i]!));
		const share = Math.abs(error[i]!) / most;
		if (share > largest) [worst, largest] = [i, share];
	}
	return worst;
}

/** The state to blame for numbers that are not finite: looks a little further than the last trial step, because the solved stages mix all states. */
function lostState(work: Work, t: number, h: number): number {
	const { y, f, next, k } = work.kernel;
	const ahead = k[0]!;
	next.set(y);
	add(next, f, 10 * h);
	ratesAt(work, t + 10 * h, next, ahead);
	const first = [next, ahead].map(firstNotFinite).find((state) => state >= 0);
	return first ?? worstState(work, f);
}

/**
 * A first step from the size of the rates and of their change along a short Euler step (Hairer, Nørsett, Wanner 1993,
 * doi:10.1007/978-3-540-78862-1, section II.4). Needs the rates at the start in `f`.
 */
function firstStep(work: Work, from: number): number {
	const { y, next, f, k, size } = work.kernel;
	next.set(y);
	const [state, speed] = [size(y), size(f)];
	const tiny = state < 1e-5 || speed < 1e-5 ? 1e-6 : (0.01 * state) / speed;
	add(next, f, tiny);
	const change = k[0]!;
	ratesAt(work, from + tiny, next, change);
	add(change, f, -1);
	const bend = size(change) / tiny;
	const fastest = Math.max(speed, bend);
	const guess = fastest <= 1e-15 ? Math.max(1e-6, tiny * 1e-3) : pow(0.01 / fastest, 1 / work.tableau.order);
	return Number.isFinite(guess) ? Math.min(100 * tiny, guess) : 1e-6;
}

/** The solution inside the step last taken. */
interface MovableStep extends Step {
	from: number;
	to: number;
	/** The vectors of the dense output belong to this step. */
	bent: boolean;
	standing: () => Standing;
}

function movableStep({ y, next, bend, inside }: Kernel): MovableStep {
	const step: MovableStep = {
		from: 0,
		to: 0,
		bent: false,
		standing: () => {
			throw new Error("no step was taken");
		},
		end: next,
		at: (t, out) => {
			if (t === step.to || t === step.from) return out.set(t === step.to ? next : y);
			if (!step.bent) bend();
			step.bent = true;
			inside((t - step.from) / (step.to - step.from), out);
		},
	};
	return step;
}

/**
 * The length of the next step. Predicts with the errors of the last two steps (Gustafsson 1994, doi:10.1145/198429.198437), which avoids
 * most rejections.
 */
function stepControl({ embeddedOrder }: RosenbrockTableau, [stepBefore, errorBefore]: readonly [lastStep: number, lastError: number]) {
	const exponent = 1 / (embeddedOrder + 1);
	let [lastStep, lastError] = [stepBefore, errorBefore];
	const limited = (factor: number) => Math.min(longer, Math.max(shorter, factor));
	return {
		rejected: (h: number, error: number) => h * limited(safety / pow(error, exponent)),
		accepted: (h: number, error: number): number => {
			const floor = Math.max(error, 1e-10);
			let factor = safety / pow(floor, exponent);
			if (lastStep > 0) factor = Math.min(factor, (h / lastStep) * safety * pow(lastError / (floor * floor), exponent));
			[lastStep, lastError] = [h, Math.max(error, 1e-2)];
			return h * limited(factor);
		},
		remembers: () => [lastStep, lastError] as const,
	};
}

/** How far a leg has come. */
interface LegProgress {
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
	readonly progress: LegProgress;
	readonly step: MovableStep;
	readonly control: ReturnType<typeof stepControl>;
	readonly error: Float64Array;
	/** The last trial step was rejected. */
	stumbled: boolean;
	/** Shortest steps that were taken whatever their error. */
	forced: number;
	/** The end of the leg has cut no step short so far, nor would one beyond this time. */
	reach: number;
}

/** What a leg hands to one that goes on where it stands. */
interface Memory {
	readonly control: readonly [lastStep: number, lastError: number];
	readonly nextStep: number;
	readonly forced: number;
}

function standing({ work, progress, step, control, forced, reach }: Way): Standing {
	const { steps, rejected, nextStep } = progress;
	const memory: Memory = { control: control.remembers(), nextStep, forced };
	return { time: step.to, y: work.kernel.next.slice(), reach, steps, rejected, evaluations: work.evaluations, memory };
}

/** The hint of the leg before, but no more than ten times what the rates advise: a length fit for the calm before a dose would be rejected. */
function openingStep(work: Work, leg: Leg): number {
	const advised = firstStep(work, leg.from);
	const hint = leg.firstStep ?? 0;
	return hint > 0 ? Math.min(hint, 10 * advised) : advised;
}

/** The length of a trial step. A last step a little longer, or two of half the length, is better than a stump. */
function trialLength({ nextStep }: LegProgress, left: number): number {
	if (left <= nextStep * 1.01) return left;
	return left < 2 * nextStep ? left / 2 : nextStep;
}

/** Goes on to the end of an accepted step. */
function accept(way: Way, h: number, size: number): LegEnd | undefined {
	const { work, leg, progress, step, control, error } = way;
	const { y, next, f } = work.kernel;
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
	if (cut !== undefined) step.at(cut, f);
	const reached = cut === undefined ? next : f;
	y.set(reached);
	if (cut !== undefined) return { kind: "cut" };
	if (progress.time >= leg.to) return { kind: "reached" };
	if (progress.steps + progress.rejected >= leg.maxSteps) return { kind: "too-many-steps", state: worstState(work, error) };
	return linearize(work, progress.time);
}

/** The shortest step from a time on: below, the time itself is not told apart. */
const shortestAt = (time: number) => Math.max(smallestStep, 4 * Number.EPSILON * Math.abs(time));

/** A step of the shortest length is taken with a finite error of any size, a few times in a leg. */
function isForced(way: Way, h: number, size: number): boolean {
	if (!(Number.isFinite(size) && h <= 1.01 * shortestAt(way.progress.time) && way.forced < mostForced)) return false;
	way.forced++;
	return true;
}

/** Shortens the step after a trial that failed. */
function reject(way: Way, h: number, size: number): LegEnd | undefined {
	const { work, leg, progress, control, error } = way;
	const { time } = progress;
	const finite = Number.isFinite(size);
	way.stumbled = true;
	progress.rejected++;
	progress.nextStep = finite ? control.rejected(h, size) : h * 0.1;
	const shortest = shortestAt(time);
	if (finite && way.forced < mostForced) progress.nextStep = Math.max(progress.nextStep, shortest);
	const tooShort = progress.nextStep < shortest;
	if (!tooShort && progress.steps + progress.rejected < leg.maxSteps) return undefined;
	const state = finite ? worstState(work, error) : lostState(work, time, h);
	return { kind: !tooShort ? "too-many-steps" : finite ? "step-too-small" : "not-finite", state };
}

function follow(work: Work, leg: Leg, step: MovableStep, progress: LegProgress): LegEnd {
	const { k } = work.kernel;
	if (leg.from >= leg.to) return { kind: "reached" };
	const lostAtOnce = linearize(work, leg.from);
	if (lostAtOnce) return lostAtOnce;
	const before = leg.goesOn?.memory as Memory | undefined;
	progress.nextStep = before?.nextStep ?? openingStep(work, leg);
	const error = k.at(-1)!;
	const control = stepControl(work.tableau, before?.control ?? [0, 1]);
	const reach = leg.goesOn?.reach ?? leg.from;
	const way: Way = { work, leg, progress, step, control, error, stumbled: false, forced: before?.forced ?? 0, reach };
	step.standing = () => standing(way);
	for (;;) {
		way.reach = Math.max(way.reach, progress.time + 2 * progress.nextStep);
		const h = trialLength(progress, leg.to - progress.time);
		const size = trial(work, progress.time, h);
		const end = size <= 1 ? accept(way, h, size) : isForced(way, h, size) ? accept(way, h, 1) : reject(way, h, size);
		if (end) return end;
	}
}

/** How many times the tolerance a step may err, by its estimate, in a state that fades: that error is gone before the next dose. Found on shipped scenarios, where it begins to show at 20. */
const whereItFades = 10;

/** What a step may err: the method's share of the tolerance, more in states that fade. */
function allowedBy({ share }: RosenbrockTableau, { absoluteTolerance, relativeTolerance, fading }: Equations): Allowed {
	const part = (i: number) => (fading?.[i] ? whereItFades : share);
	return {
		absolute: absoluteTolerance.map((one, i) => one * part(i)),
		relative: absoluteTolerance.map((_, i) => relativeTolerance * part(i)),
	};
}

/** A Rosenbrock method from its coefficients: this is the only loop over steps of all of them. */
export function rosenbrock(tableau: RosenbrockTableau): Method {
	return (equations) => {
		const allowed = allowedBy(tableau, equations);
		const kernel = equations.kernel?.(tableau, allowed) ?? kernelInJavaScript(tableau, equations, allowed);
		const work: Work = { equations, tableau, kernel, allowed, evaluations: 0, moving: true };
		const step = movableStep(kernel);
		return {
			kernel: kernel.name,
			integrate: (leg): LegResult => {
				kernel.begin();
				kernel.y.set(leg.start);
				work.evaluations = 0;
				const progress: LegProgress = { time: leg.from, steps: 0, rejected: 0, nextStep: leg.firstStep ?? 0 };
				const end = follow(work, leg, step, progress);
				return { end, ...progress, y: kernel.y, evaluations: work.evaluations };
			},
		};
	};
}
