import type { LocatedYaml } from "../input/located-yaml.ts";
import { InputError, type Problem } from "../input/problem.ts";
import { checkShape } from "../input/shape.ts";
import { parameterSetsShape } from "./parameter-sets-shape.ts";

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
