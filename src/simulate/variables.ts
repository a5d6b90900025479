import type { FlatHazard } from "../model/flat-model.ts";
import type { RunArrays } from "../model/model-engine.ts";
import type { Engine } from "./engine.ts";
import type { Patient } from "./patient.ts";

/** An array of a run and a place in it. */
export type ArrayItem = readonly [Float64Array, number];

/** A hazard, and where its state stands in `y` and its draw in `p`. */
export interface PlacedHazard {
	readonly hazard: FlatHazard;
	readonly state: number;
	readonly draw: number;
}

/** The numbers of one run. `y`, `u` and `p` change at events, `signals` at each observation. */
export interface Variables extends RunArrays {
	/** States. */
	readonly y: Float64Array;
	/** Flows and observables at the last observation; of those that are not watched only the ones that somebody has asked the place of. */
	readonly signals: Float64Array;
	readonly hazards: readonly PlacedHazard[];
	/** Where the value of a name stands. */
	readonly source: (name: string) => ArrayItem | undefined;
	/** Reads a name at the last observation; NaN for a name that the model does not have. Made once for what is read at every hour. */
	readonly reading: (name: string) => () => number;
	/** Brings `signals` to the present time, states and inputs. */
	readonly observe: (time: number) => void;
}

/** The numbers of a patient at the start of a run. */
export function variablesOf({ model }: Engine, { values }: Patient): Variables {
	const { program } = model;
	const y = new Float64Array(program.states.length);
	const p = Float64Array.from(values);
	const u = Float64Array.from(program.inputs, ({ value }) => value);
	const k = new Float64Array(program.constantCount);
	const signals = new Float64Array(program.signals.length);
	model.constants(p, k);
	model.starts(p, k, y);
	const arrays = { y, p, u, signals };
	let observe = model.watch;
	const source = (name: string): ArrayItem | undefined => {
		const place = model.placeOf(name);
		if (model.isUnwatched(name)) observe = model.observe;
		return place && [arrays[place.array], place.index];
	};
	return {
		...arrays,
		k,
		hazards: program.hazards
			.filter(({ happens }) => happens)
			.map((hazard) => ({ hazard, state: model.placeOf(hazard.state)!.index, draw: model.placeOf(hazard.draw)!.index })),
		source,
		reading: (name) => {
			const found = source(name);
			if (found === undefined) return () => Number.NaN;
			const [values, place] = found;
			return () => values[place]!;
		},
		observe: (time) => observe(time, y, p, u, k, signals),
	};
}
