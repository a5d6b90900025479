import type { ModelFigure } from "../model/model-figure.ts";
import { usualReading } from "../model/usual-reading.ts";
import type { Run } from "../simulate/run.ts";
import { comparison } from "./comparison.ts";
import { panels } from "./panels.ts";
import type { Spec } from "./spec-types.ts";

/** What is to be looked at: columns, and grades by their names. */
export interface Shown {
	readonly columns: readonly string[];
	readonly grades: readonly string[];
}

const figureOf = ({ columns, grades }: Shown, form: ModelFigure["form"]): ModelFigure => ({
	name: "step",
	title: "",
	about: "What this step looks at.",
	form,
	reading: usualReading,
	days: "all",
	grades: grades.map((grade) => ({ grade, onlyGraded: false })),
	treatments: "above",
	withoutQuiet: false,
	panels: columns.map((column) => ({ left: [column], right: [], lines: [] })),
	notes: [],
});

/**
 * A figure of chosen columns and grades, of one run or of several over each other.
 *
 *     stepFigure([untreated, treated], { columns: ["il6", "temperature"], grades: ["crs"] })
 */
export const stepFigure = (runs: readonly Run[], shown: Shown): Spec =>
	runs.length === 1 ? panels(figureOf(shown, "panels"), runs[0] as Run) : comparison(figureOf(shown, "comparison"), runs);
