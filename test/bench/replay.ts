import type { FlatModel } from "../../src/model/flat-model.ts";
import type { ModelEngine, RunArrays } from "../../src/model/model-engine.ts";
import { methods } from "../../src/ode/methods.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { variablesOf } from "../../src/simulate/variables.ts";

/** A smooth stretch of a run: what jumps at its begin, and the inputs during it. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
	readonly inputs: Float64Array;
	/** What is kept of a state (nothing when it is set), and what is added to that. */
	readonly jumps: readonly { readonly state: number; readonly keep: 0 | 1; readonly add: number }[];
}

/** What a run asked of its solver, without looks, grades and tables: any solver can do it again. */
export interface Replay {
	readonly flat: FlatModel;
	readonly model: ModelEngine;
	/** Parameters, inputs and constants of the patient; each stretch sets the inputs. */
	readonly numbers: RunArrays;
	readonly stretches: readonly Stretch[];
	readonly start: Float64Array;
	readonly relativeTolerance: number;
	readonly absoluteTolerance: Float64Array;
	/** The hours at which the states are wanted: all whole ones inside stretches, and the ends of stretches. */
	readonly hours: readonly (readonly number[])[];
}

/** The states at all hours of a replay, row by row, and what they cost; counts that a solver does not tell are not numbers. */
export interface Solved {
	readonly states: Float64Array;
	readonly steps: number;
	readonly rejected: number;
	readonly evaluations: number;
}

export function replayOf(plan: Plan, relativeTolerance: number): Replay {
	const { flat } = plan;
	const engine = loadProgram(compileProgram(plan));
	const patient = nominalPatient(engine.program);
	const { y, p, u: atRest, k } = variablesOf(engine, patient);
	const { changes, trajectory } = simulate(engine, patient, { relativeTolerance });
	const end = trajectory.times.at(-1)!;
	const inputs = new Map(flat.inputs.map(({ name }, i) => [name, i]));
	const states = new Map(flat.states.map(({ name }, i) => [name, i]));
	const times = [...new Set([plan.from, ...changes.map(({ time }) => time), end])].sort((a, b) => a - b);
	const u = atRest.slice();
	const stretches = times.slice(0, -1).map((from, i): Stretch => {
		const here = changes.filter(({ time }) => time === from);
		for (const { target, value } of here) if (inputs.has(target)) u[inputs.get(target)!] = value;
		const jumps = here.flatMap(({ target, kind, value }) => {
			const state = states.get(target);
			return state === undefined ? [] : [{ state, keep: kind === "set" ? (0 as const) : (1 as const), add: value }];
		});
		return { from, to: times[i + 1]!, inputs: u.slice(), jumps };
	});
	const hours = stretches.map(({ from, to }) => {
		const first = Math.floor(from) + 1;
		return [...Array.from({ length: Math.max(0, Math.ceil(to) - first) }, (_, i) => first + i), to];
	});
	return {
		flat,
		model: engine.model,
		numbers: { p, u: atRest, k },
		stretches,
		start: y,
		relativeTolerance,
		absoluteTolerance: Float64Array.from(flat.states, ({ scale }) => relativeTolerance * 3e-3 * scale),
		hours,
	};
}

/** Solves one stretch from `y`, writes a row of states for each hour, and leaves `y` at the end. */
export type Solver = (stretch: Stretch, hours: readonly number[], y: Float64Array, write: (row: ArrayLike<number>) => void) => void;

/** Goes through all stretches with a solver. */
export function through({ stretches, hours, start, numbers }: Replay, solve: Solver): Float64Array {
	const size = start.length;
	const states = new Float64Array(size * hours.reduce((sum, { length }) => sum + length, 0));
	const y = start.slice();
	let at = 0;
	for (const [i, stretch] of stretches.entries()) {
		numbers.u.set(stretch.inputs);
		for (const { state, keep, add } of stretch.jumps) y[state] = keep * y[state]! + add;
		solve(stretch, hours[i]!, y, (row) => {
			states.set(row, at);
			at += size;
		});
	}
	return states;
}

/** A method of this program on a replay; as machine code where there is some, unless JavaScript is asked for. */
export function solvedBy(method: string, replay: Replay, { sharper = 1, inJavaScript = false } = {}): Solved {
	const { model, numbers } = replay;
	const { p, u, k } = numbers;
	const counts = { steps: 0, rejected: 0, evaluations: 0 };
	const relativeTolerance = replay.relativeTolerance / sharper;
	const absoluteTolerance = replay.absoluteTolerance.map((one) => one / sharper);
	const { integrate } = methods[method]!({
		rates: (t, y, dy) => model.rates(t, y, p, u, k, dy),
		implicit: () => model.implicit(numbers),
		relativeTolerance,
		absoluteTolerance,
		fading: replay.flat.states.map((state) => state.fades),
		kernel: (tableau, allowed) => (inJavaScript ? undefined : model.kernel(tableau, { p, u, k, allowed })),
	});
	const out = new Float64Array(replay.start.length);
	let firstStep = 0;
	const states = through(replay, ({ from, to }, hours, y, write) => {
		let next = 0;
		const result = integrate({
			from,
			to,
			start: y,
			maxSteps: 1e6,
			firstStep,
			onStep: (step) => {
				for (; hours[next]! <= step.to; next++) {
					step.at(hours[next]!, out);
					write(out);
				}
				return undefined;
			},
		});
		if (result.end.kind !== "reached") throw new Error(`${method} ended at hour ${result.time}: ${result.end.kind}`);
		firstStep = result.nextStep ?? 0;
		y.set(result.y);
		counts.steps += result.steps;
		counts.rejected += result.rejected;
		counts.evaluations += result.evaluations;
	});
	return { states, ...counts };
}

/** The largest relative error of any state at any hour; values below a thousandth of the state's largest, or of its scale, count as that. */
export function errorOf({ states }: Solved, { states: exact }: Solved, { flat }: Replay): number {
	if (states.length !== exact.length) return Number.NaN;
	const largest = Float64Array.from(flat.states, ({ scale }) => scale);
	const size = largest.length;
	for (const [i, value] of exact.entries()) largest[i % size] = Math.max(largest[i % size]!, Math.abs(value));
	let worst = 0;
	for (const [i, value] of exact.entries()) {
		const error = Math.abs(states[i]! - value) / Math.max(Math.abs(value), 1e-3 * largest[i % size]!);
		if (!(error <= worst)) worst = error;
	}
	return worst;
}
