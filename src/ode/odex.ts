import { Solver } from "odex";
import type { Equations, Leg, LegEnd, LegResult, Method, Step } from "./method.ts";

/**
 * odex measures the error of its step ends, but its dense output is up to a hundred times worse (seen here and by others). Asking for a
 * hundredth of the tolerance brings every output, not only the step ends, within the tolerance asked for.
 */
const denseOutputLoss = 100;
/** Below this step (hours) a leg that keeps meeting rates that are not finite is given up. */
const smallestStep = 1e-9;
/** After trouble so many of the shorter steps are taken before longer ones are tried again. */
const cautiousSteps = 32;
/** Leaves odex when a step no longer moves the time: it would go on for ever. */
class StepTooSmall extends Error {}

/** Leaves odex from inside the right-hand side: it would loop for ever on a rate that is not a number. */
class NotFinite extends Error {
	readonly state: number;
	constructor(state: number) {
		super("not finite");
		this.state = state;
	}
}

/** The equations and one leg of them. */
type LegTask = Equations & Leg;

interface OdexProgress {
	time: number;
	y: Float64Array;
	steps: number;
	rejected: number;
	evaluations: number;
}

const firstNotFinite = (values: Float64Array) => values.findIndex((value) => !Number.isFinite(value));

/** Integrates from `progress` on until `until`, a cut, or a failure; moves `progress` along. */
function attempt(task: LegTask, progress: OdexProgress, until: number, longestStep: number): LegEnd {
	const size = progress.y.length;
	const solver = new Solver(size);
	const y = new Float64Array(size);
	const dy = new Float64Array(size);
	solver.denseOutput = true;
	solver.relativeTolerance = task.relativeTolerance / denseOutputLoss;
	solver.absoluteTolerance = Array.from(task.absoluteTolerance, (tolerance) => tolerance / denseOutputLoss);
	solver.maxSteps = Math.max(1, task.maxSteps - progress.steps - progress.rejected);
	solver.initialStepSize = Math.min(0.01, longestStep, until - progress.time);
	solver.maxStepSize = Math.min(longestStep, until - progress.time);
	let cut: number | undefined;
	let stepsHere = 0;
	const derivative = (t: number, at: number[]): number[] => {
		progress.evaluations++;
		y.set(at);
		task.rates(t, y, dy);
		const bad = firstNotFinite(dy);
		if (bad >= 0) throw new NotFinite(bad);
		return Array.from(dy);
	};
	const result = solver.solve(derivative, progress.time, Array.from(progress.y), until, (count, from, reached, end, dense) => {
		if (count === 1) return undefined;
		if (!(reached > from)) throw new StepTooSmall();
		const lost = end.findIndex((value) => !Number.isFinite(value));
		if (lost >= 0) throw new NotFinite(lost);
		// The package adds its steps up, so the last one may miss the end by a rounding.
		const to = Math.abs(reached - until) <= 1e-15 * Math.abs(until) ? until : reached;
		const step: Step = {
			from,
			to,
			end,
			at: (t, out) => {
				for (let i = 0; i < size; i++) out[i] = t === to ? end[i]! : dense(i, t);
			},
		};
		cut = task.onStep(step);
		progress.time = cut ?? to;
		stepsHere++;
		progress.steps++;
		step.at(progress.time, progress.y);
		return cut === undefined ? undefined : false;
	});
	progress.rejected += Math.max(0, result.nStep - stepsHere);
	if (cut !== undefined) return { kind: "cut" };
	if (result.outcome !== 0) return { kind: "too-many-steps", state: fastestState(task, progress) };
	progress.time = until;
	return { kind: "reached" };
}

/** The state that changes most against its own size: where to look when steps run out. */
function fastestState({ rates, absoluteTolerance, relativeTolerance }: Equations, { time, y }: OdexProgress): number {
	const dy = new Float64Array(y.length);
	rates(time, y, dy);
	const speeds = Array.from(dy, (rate, i) => Math.abs(rate) / (Math.abs(y[i]!) + absoluteTolerance[i]! / relativeTolerance));
	return Math.max(0, speeds.indexOf(Math.max(...speeds)));
}

/**
 * The package odex (Gragg–Bulirsch–Stoer extrapolation of Hairer and Wanner, explicit) behind the interface of all methods. A trial step
 * whose rates are not finite is taken again from the last accepted point with a shorter longest step, down to a billionth of an hour.
 */
export const odex: Method = (equations) => ({
	kernel: "javascript",
	integrate: (leg) => {
		const task = { ...equations, ...leg };
		return leg.start.length > 0 ? follow(task) : { ...follow(withOneState(task)), y: leg.start.slice() };
	},
});

/** The package divides by the number of states: equations without any are lent one that stands still. */
const withOneState = (task: LegTask): LegTask => ({
	...task,
	start: Float64Array.of(0),
	absoluteTolerance: Float64Array.of(1),
	rates: (_t, _y, dy) => void dy.fill(0),
});

function follow(task: LegTask): LegResult {
	const progress: OdexProgress = { time: task.from, y: task.start.slice(), steps: 0, rejected: 0, evaluations: 0 };
	const finish = (end: LegEnd): LegResult => ({ end, ...progress });
	const whole = Math.max(task.to - task.from, smallestStep);
	let longest = whole;
	for (;;) {
		const before = progress.time;
		try {
			const until = longest < whole ? Math.min(task.to, before + cautiousSteps * longest) : task.to;
			const end = attempt(task, progress, until, longest);
			if (end.kind !== "reached" || until === task.to) return finish(end);
			longest = Math.min(whole, longest * 8);
		} catch (error) {
			if (error instanceof StepTooSmall) return finish({ kind: "step-too-small", state: fastestState(task, progress) });
			if (!(error instanceof NotFinite)) throw error;
			progress.rejected++;
			longest /= 8;
			if (longest < smallestStep) return finish({ kind: "not-finite", state: error.state });
			if (progress.rejected + progress.steps > task.maxSteps) return finish({ kind: "too-many-steps", state: error.state });
		}
	}
}
