import type { SensitivitySummary, StudySummary } from "../population/study-summary.ts";
import { fanChart, hasBands } from "./fan-chart.ts";
import type { FigureSpec } from "./figure-spec.ts";
import { forest, hasDifferences } from "./forest.ts";
import { gradeFlow, hasFlows } from "./grade-flow.ts";
import type { Sheet } from "./sheet.ts";
import { hasTimingMap, timingMap } from "./timing-map.ts";
import { tornado } from "./tornado.ts";
import { hasUnknowns, unknowns } from "./unknowns.ts";
import { hasBenefits, whoBenefits } from "./who-benefits.ts";

/** A figure of a study that can be asked for by name. */
export interface StudyFigure<Summary> {
	readonly title: string;
	/** What it shows, in one sentence. */
	readonly about: string;
	/** Whether it finds anything in this study. */
	readonly has: (summary: Summary) => boolean;
	/** The figure as a Vega-Lite v6 specification with its data inside, laid out for a sheet. */
	readonly spec: (summary: Summary, sheet?: Sheet) => FigureSpec;
}

export type StudyFigureName = "timing-map" | "forest" | "grade-flow" | "fan-chart" | "who-benefits" | "unknowns";

/** Every figure of a study by its name, which is the name of its file: `plots/<name>.vl.json`. */
export const studyFigures: Readonly<Record<StudyFigureName, StudyFigure<StudySummary>>> = {
	"timing-map": {
		title: "The timing map",
		about: "The first probability over what the study varies, start time and dose, say, and the next outcome beside it.",
		has: hasTimingMap,
		spec: (study: StudySummary) => timingMap(study),
	},
	forest: {
		title: "Differences between arms",
		about: "What each arm changes against the first in the same patients, with 95 % intervals and numbers.",
		has: hasDifferences,
		spec: forest,
	},
	"grade-flow": {
		title: "Grades over the days",
		about: "The share of patients at each grade by day and arm, the worst on top.",
		has: hasFlows,
		spec: gradeFlow,
	},
	"fan-chart": {
		title: "Courses of all patients",
		about: "Median, middle half and middle 90 % of patients over the days, by arm.",
		has: hasBands,
		spec: fanChart,
	},
	"who-benefits": {
		title: "Who benefits",
		about: "What each arm changes by quarter of a covariate, with 95 % intervals.",
		has: hasBenefits,
		spec: whoBenefits,
	},
	unknowns: {
		title: "What decides: unknown parameters and patients",
		about:
			"With an ensemble: which of its parameters, and which differences between patients, make how much of the variance of each outcome.",
		has: hasUnknowns,
		spec: unknowns,
	},
};

/** The figures of a sensitivity analysis, likewise. */
export const sensitivityFigures: Readonly<Record<"tornado", StudyFigure<SensitivitySummary>>> = {
	tornado: {
		title: "What decides",
		about: "Parameters by their influence on an outcome: rank correlations, and Sobol indices where the design tells them.",
		has: ({ influences }: SensitivitySummary) => influences.length > 0,
		spec: tornado,
	},
};

/** The figures that have something to show, in the order of the table. */
export const studyFiguresFor = (study: StudySummary): readonly StudyFigureName[] =>
	(Object.keys(studyFigures) as StudyFigureName[]).filter((name) => studyFigures[name].has(study));
