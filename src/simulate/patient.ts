import { type CompiledModel, compile } from "../model/compile.ts";
import type { FlatHazard, FlatModel } from "../model/flat-model.ts";
import type { Implicit } from "../ode/method.ts";
import type { Scenario } from "../scenario/scenario.ts";

export type Source = readonly [Float64Array, number];

/** A hazard, and where its state stands in `y` and its draw in `p`. */
export interface PlacedHazard {
	readonly hazard: FlatHazard;
	readonly state: number;
	readonly draw: number;
}

/** The numbers of one patient during a run. `y`, `u` and `p` change at events, `signals` at each observation. */
export interface Patient {
	readonly flat: FlatModel;
	readonly compiled: CompiledModel;
	/** States. */
	readonly y: Float64Array;
	/** Parameters and covariates. */
	readonly p: Float64Array;
	/** Inputs. */
	readonly u: Float64Array;
	/** Flows that depend on parameters alone. */
	readonly k: Float64Array;
	/** Flows and observables at the last observation. */
	readonly signals: Float64Array;
	readonly hazards: readonly PlacedHazard[];
	/** Where the value of a name stands: an array and the place in it. For what is read at every hour. */
	readonly source: (name: string) => Source | undefined;
	/** Value of any name at the last observation; NaN for a name that the model does not have. */
	readonly value: (name: string) => number;
	/** The linear algebra of the equations, at the present parameters and inputs; made at the first call. */
	readonly implicit: () => Implicit;
	/** Brings `signals` to the present time, states and inputs. */
	readonly observe: (time: number) => void;
}

/** The generated linear algebra over the arrays of one patient. */
function implicitOf(compiled: CompiledModel, { p, u, k }: Pick<Patient, "p" | "u" | "k">): Implicit {
	const { prepare, linearize, factorize, solve, places, partCount, memory } = compiled.linearization();
	const q = new Float64Array(partCount);
	const j = new Float64Array(places.length);
	const m = new Float64Array(memory);
	prepare(p, k, q);
	// A derivative can be infinite where its rate is not, as that of a root at 0. Without it the step is less exact, which the error shows.
	const drop = () => {
		let sum = 0;
		for (let i = 0; i < j.length; i++) sum += 0 * j[i]!;
		if (sum !== 0) for (let i = 0; i < j.length; i++) if (!Number.isFinite(j[i]!)) j[i] = 0;
	};
	return {
		linearize: (t, y, dy, slope) => {
			linearize(t, y, p, u, k, q, dy, slope, j);
			drop();
		},
		factorize: (shift) => factorize(shift, j, m),
		solve: (b) => solve(m, b),
	};
}

/** A patient at the start of a scenario. */
export function patientOf(scenario: Scenario): Patient {
	const { flat } = scenario;
	const compiled = compile(flat);
	const y = Float64Array.from(flat.states, (state) => state.start);
	const p = Float64Array.from(flat.parameters, (parameter) => parameter.value);
	const u = Float64Array.from(flat.inputs, (input) => input.value);
	const k = new Float64Array(compiled.constantCount);
	const signals = new Float64Array(compiled.signals.length);
	compiled.constants(p, k);
	const sources = new Map<string, Source>();
	const add = (names: readonly string[], from: Float64Array) => names.forEach((name, i) => void sources.set(name, [from, i]));
	add(compiled.signals, signals);
	add(
		flat.inputs.map((input) => input.name),
		u,
	);
	add(
		flat.parameters.map((parameter) => parameter.name),
		p,
	);
	add(
		flat.states.map((state) => state.name),
		y,
	);
	let implicit: Implicit | undefined;
	return {
		flat,
		compiled,
		y,
		p,
		u,
		k,
		signals,
		hazards: flat.hazards.map((hazard) => ({
			hazard,
			state: flat.states.findIndex(({ name }) => name === hazard.state),
			draw: flat.parameters.findIndex(({ name }) => name === hazard.draw),
		})),
		source: (name) => sources.get(name),
		value: (name) => {
			const source = sources.get(name);
			return source ? source[0][source[1]]! : Number.NaN;
		},
		implicit: () => {
			implicit ??= implicitOf(compiled, { p, u, k });
			return implicit;
		},
		observe: (time) => compiled.observe(time, y, p, u, k, signals),
	};
}
