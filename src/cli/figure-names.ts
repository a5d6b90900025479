import { figuresFor } from "../figures/figures.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import type { ModelFigure } from "../model/model-figure.ts";

/** The names of figures that a person asked for (`cascade,vitals`, `none`), or of all that a model has for this number of runs. */
export function figureNames(
	asked: string | undefined,
	{ figures, runs }: { figures: readonly ModelFigure[]; runs: number },
): readonly string[] {
	const all = figuresFor(figures, runs).map(({ name }) => name);
	if (asked === undefined) return all;
	if (asked === "none") return [];
	const names = asked.split(",").map((name) => name.trim());
	const problems = names
		.filter((name) => !all.includes(name))
		.map((name) => ({
			file: "command line",
			line: 1,
			column: 1,
			key: "--plots",
			message: `unknown figure "${name}"`,
			hint: `${allowedHint(name, [...all, "none"])} See: crsim list plots`,
		}));
	if (problems.length > 0) throw new InputError(problems);
	return all.filter((name) => names.includes(name));
}
