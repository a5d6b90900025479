import { gradeColumnsOf } from "../grading/toxicities.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import type { Run } from "../simulate/run.ts";
import { figureOfColumns } from "./columns-figure.ts";
import { comparison } from "./comparison.ts";
import type { FigureWishes } from "./figure-wishes.ts";
import { panels } from "./panels.ts";
import type { Spec } from "./spec-types.ts";

/** What is to be looked at: columns, and grades by their names. */
export interface Shown {
	readonly columns: readonly string[];
	readonly grades: readonly string[];
	/** Left out: all days where a grade needs them, else those that matter. */
	readonly days?: ModelFigure["days"] | undefined;
}

/** Toxicities that are graded over weeks, as blood counts are, need the whole course. */
const daysOf = ({ grades, days }: Shown, { toxicities }: Run): ModelFigure["days"] => {
	if (days !== undefined) return days;
	const looked = gradeColumnsOf(toxicities).map(({ toxicity }) => toxicity);
	return grades.every((grade) => looked.includes(grade)) ? "story" : "all";
};

/** Pixels: two steps of a lesson fit on a sheet of paper. */
const panelHeight = 42;

/**
 * A figure of chosen columns and grades, of one run or of several over each other.
 *
 *     stepFigure([untreated, treated], { columns: ["il6", "temperature"], grades: ["crs"] })
 */
export const stepFigure = (runs: readonly [Run, ...Run[]], shown: Shown, wishes: FigureWishes = {}): Spec => {
	const figure = figureOfColumns(shown.columns, { grades: shown.grades, days: daysOf(shown, runs[0]), panelHeight });
	return runs.length === 1
		? panels(figure, runs[0], wishes)
		: comparison(figure, runs, { ...wishes, columns: shown.columns, strips: shown.grades });
};
