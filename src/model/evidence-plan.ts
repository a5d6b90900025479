import type { Place } from "../input/problem.ts";
import type { Formula } from "../language/formula.ts";
import type { Quantity } from "../language/quantity.ts";

/** A number of a run by which the weight of parameters is judged. */
export interface JudgedOutcome {
	readonly name: string;
	readonly about: string;
	readonly is: Formula;
	/** The smallest difference that matters at the bedside: moves of unlike outcomes are counted in it. */
	readonly matters: Quantity;
	readonly mattersAt: Place;
}

/** How a model's folder wishes its parameters to be weighed: in which scenario, and by which outcomes. */
export interface EvidencePlan {
	readonly about: string;
	/** Name or path of a scenario. */
	readonly scenario: string;
	readonly outcomes: readonly JudgedOutcome[];
}
