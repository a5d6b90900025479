import { gradeColumnsOf } from "../grading/toxicities.ts";
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

/** Toxicities that are graded over weeks, as blood counts are, need the whole course. */
const daysOf = ({ grades }: Shown, { toxicities }: Run): ModelFigure["days"] => {
	const looked = gradeColumnsOf(toxicities).map(({ toxicity }) => toxicity);
	return grades.every((grade) => looked.includes(grade)) ? "story" : "all";
};

/** Pixels: two steps of a lesson fit on a sheet of paper. */
const panelHeight = 42;

const figureOf = (form: ModelFigure["form"], { columns, grades }: Shown, days: ModelFigure["days"]): ModelFigure => ({
	name: "step",
	title: "",
	about: "What this step looks at.",
	form,
	reading: usualReading,
	days,
	grades: grades.map((grade) => ({ grade, onlyGraded: false })),
	treatments: "above",
	withoutQuiet: false,
	panels: columns.map((column) => ({ left: [column], right: [], lines: [], height: panelHeight })),
	notes: [],
});

/**
 * A figure of chosen columns and grades, of one run or of several over each other.
 *
 *     stepFigure([untreated, treated], { columns: ["il6", "temperature"], grades: ["crs"] })
 */
export const stepFigure = (runs: readonly [Run, ...Run[]], shown: Shown): Spec => {
	const days = daysOf(shown, runs[0]);
	return runs.length === 1 ? panels(figureOf("panels", shown, days), runs[0]) : comparison(figureOf("comparison", shown, days), runs);
};
