import seedrandom from "seedrandom";
import { normalQuantile } from "./distributions.ts";

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
export function uniform({ seed, patient }: Individual, name: string): number {
	const drawn = seedrandom.alea(`${seed}/${patient}/${name}`)();
	// The generator may give 0, which has no quantile.
	return drawn > 0 ? drawn : 2 ** -33;
}

/** A standard normal number of this patient and name. */
export const standardNormal = (individual: Individual, name: string): number => normalQuantile(uniform(individual, name));

/** An exponential number of mean 1 of this patient and name: what a cumulative hazard must reach. Its median is ln 2. */
export const exponential = (individual: Individual, name: string): number => -Math.log1p(-uniform(individual, name));
