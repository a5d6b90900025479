import { type FigureName, figuresFor } from "../figures/figures.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import type { Asked } from "./asked.ts";

/** The figures that were asked for by name, in the order of the table, or all that fit this number of runs. */
export function figureNames(names: readonly string[] | undefined, runs: number, { file, key, list }: Asked): readonly FigureName[] {
	const all = figuresFor(runs);
	if (names === undefined) return all;
	const problems = names
		.filter((name) => !all.includes(name as FigureName))
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
