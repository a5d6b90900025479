import { figuresFor } from "../figures/figures.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import type { Asked } from "./asked.ts";

/** The figures of a model that were asked for by name, in its order, or all that it has for this number of runs. */
export function figureNames(
	names: readonly string[] | undefined,
	{ figures, runs }: { readonly figures: readonly ModelFigure[]; readonly runs: number },
	{ file, key, list }: Asked,
): readonly string[] {
	const all = figuresFor(figures, runs).map(({ name }) => name);
	if (names === undefined) return all;
	const problems = names
		.filter((name) => !all.includes(name))
		.map((name) => ({
			file,
			line: 1,
			column: 1,
			key: key("plots"),
			message: `unknown figure "${name}"`,
			hint: `${allowedHint(name, [...all, "none"])} See: ${list("plots")}`,
		}));
	if (problems.length > 0) throw new InputError(problems);
	return all.filter((name) => names.includes(name));
}
