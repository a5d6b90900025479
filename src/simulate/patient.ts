import { type CompiledModel, compile } from "../model/compile.ts";
import type { FlatModel } from "../model/flat-model.ts";
import type { Scenario } from "../scenario/scenario.ts";

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
	/** Value of any name at the last observation; NaN for a name that the model does not have. */
	readonly value: (name: string) => number;
	/** Brings `signals` to the present time, states and inputs. */
	readonly observe: (time: number) => void;
}

type Source = readonly [Float64Array, number];

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
	return {
		flat,
		compiled,
		y,
		p,
		u,
		k,
		signals,
		value: (name) => {
			const source = sources.get(name);
			return source ? source[0][source[1]]! : Number.NaN;
		},
		observe: (time) => compiled.observe(time, y, p, u, k, signals),
	};
}
