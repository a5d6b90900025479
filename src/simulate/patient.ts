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
	/** Where the value of a name stands: an array and the place in it. */
	readonly source: (name: string) => Source | undefined;
	/** Reads a name at the last observation; NaN for a name that the model does not have. Made once for what is read at every hour. */
	readonly reading: (name: string) => () => number;
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

interface Place {
	readonly array: "y" | "p" | "u" | "signals";
	readonly index: number;
}

/** Where the names of a model stand; the same for all its patients. */
const known = new WeakMap<CompiledModel, ReadonlyMap<string, Place>>();

function placesOf(flat: FlatModel, compiled: CompiledModel): ReadonlyMap<string, Place> {
	const before = known.get(compiled);
	if (before) return before;
	const places = new Map<string, Place>();
	const add = (array: Place["array"], names: readonly string[]) => names.forEach((name, index) => void places.set(name, { array, index }));
	const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
	add("signals", compiled.signals);
	add("u", names(flat.inputs));
	add("p", names(flat.parameters));
	add("y", names(flat.states));
	known.set(compiled, places);
	return places;
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
	const places = placesOf(flat, compiled);
	const arrays = { y, p, u, signals };
	const source = (name: string): Source | undefined => {
		const place = places.get(name);
		return place && [arrays[place.array], place.index];
	};
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
		source,
		reading: (name) => {
			const found = source(name);
			if (found === undefined) return () => Number.NaN;
			const [values, place] = found;
			return () => values[place]!;
		},
		implicit: () => {
			implicit ??= implicitOf(compiled, { p, u, k });
			return implicit;
		},
		observe: (time) => compiled.observe(time, y, p, u, k, signals),
	};
}
