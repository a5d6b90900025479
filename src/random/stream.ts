import seedrandom from "seedrandom";
import { log1p } from "../elementary/logarithm.ts";
import { firstOfStreams } from "./first-of-stream.ts";

/** Who draws: the seed of a study and the number of the patient in it. */
export interface Individual {
	readonly seed: number;
	readonly patient: number;
}

/**
 * A number between 0 and 1, both excluded: the first of the stream that belongs to this patient and this name alone. So the same patient
 * meets every arm, whoever draws beside him and in whatever order, and a new quantity changes no other.
 *
 *     uniform({ seed: 7, patient: 4711 }, "il6_gain")
 */
export const uniform = (individual: Individual, name: string): number => uniforms(individual)(name);

function uniforms({ seed, patient }: Individual): (name: string) => number {
	const first = firstOfStreams(`${seed}/${patient}/`);
	return (name) => {
		const drawn = first(name);
		// The generator may give 0, which has no quantile.
		return drawn > 0 ? drawn : 2 ** -33;
	};
}

/** The draws of one patient, each made once: several quantities share some, and all arms of a study share all. */
export function drawsOf(individual: Individual): (name: string) => number {
	const made = new Map<string, number>();
	const uniform = uniforms(individual);
	return (name) => {
		const draw = made.get(name) ?? uniform(name);
		made.set(name, draw);
		return draw;
	};
}

/** An exponential number of mean 1 from a uniform one: what a cumulative hazard must reach. Its median is ln 2. */
export const exponential = (uniform: number): number => -log1p(-uniform);

/** All the numbers of a named stream, one a call, between 0 (included) and 1 (excluded): for designs and resampling, which belong to no patient. */
export const numbers = (seed: number, name: string): (() => number) => seedrandom.alea(`${seed}/${name}`);
