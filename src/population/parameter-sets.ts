import type { LocatedYaml } from "../input/located-yaml.ts";
import { InputError, type Problem } from "../input/problem.ts";
import { checkShape, shape } from "../input/shape.ts";
import { about } from "../model/module-shape.ts";
import { setShape } from "../scenario/scenario-shape.ts";

/** Most sets of one file: each is a cell of every trial. */
const mostSets = 1000;

/** Sets of parameters that are all held possible: what is not known of the model. */
export const parameterSetsShape = shape.strictObject({
	about,
	source: shape
		.string()
		.min(1)
		.meta({ description: "Where they are from: a fit, a paper, or assumed.", examples: ["assumed"] }),
	model: shape
		.string()
		.optional()
		.meta({ description: "Name of a model; cart-crs when left out.", examples: ["cart-crs"] }),
	sets: shape
		.array(setShape)
		.min(1)
		.max(mostSets)
		.meta({ description: "Each as under set: of a scenario.", examples: [[{ il6_gain: "0.8x" }, { il6_gain: "1.25x" }]] }),
});

/** Several sets of parameters, read. */
export interface ParameterSets {
	readonly source: string;
	/** Name of the model whose parameters they are. */
	readonly model: string;
	readonly sets: readonly Readonly<Record<string, unknown>>[];
	/** The text they stand in, for problems. */
	readonly yaml: LocatedYaml;
}

/** Reads a file of parameter sets; what a set may name is checked with the scenario that it is put into. Throws an InputError with every problem. */
export function readParameterSets(yaml: LocatedYaml): ParameterSets {
	const problems: Problem[] = [];
	const body = checkShape(yaml, parameterSetsShape, problems);
	if (!body) throw new InputError(problems);
	return { source: body.source, model: body.model ?? "cart-crs", sets: body.sets, yaml };
}
