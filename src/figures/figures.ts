import { gradeColumnsOf } from "../grading/toxicities.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import type { Run } from "../simulate/run.ts";
import { figureOfColumns } from "./columns-figure.ts";
import { comparison, mostRuns } from "./comparison.ts";
import { drugs } from "./drugs.ts";
import type { FigureSpec } from "./figure-spec.ts";
import type { FigureWishes, OneRunWishes } from "./figure-wishes.ts";
import { panels } from "./panels.ts";
import { scales } from "./scales.ts";
import type { Spec } from "./spec-types.ts";

/** A figure of some runs. Its name is the name of its file: `plots/<name>.vl.json`. */
export interface Figure {
	readonly name: string;
	readonly title: string;
	/** What it shows, in one sentence. */
	readonly about: string;
	/** Whether it finds anything in these runs. */
	readonly hasSomethingToShow: boolean;
	/** The figure as a Vega-Lite v6 specification with its data inside. */
	readonly spec: () => FigureSpec;
}

const columnsOf = ({ panels: own }: ModelFigure): readonly string[] => own.flatMap(({ left, right }) => [...left, ...right]);

const hasOneOf = ({ trajectory }: Run, columns: readonly string[]): boolean => columns.some((column) => trajectory.columns.has(column));

const drawnOf = ({ name, title, about }: ModelFigure, hasSomethingToShow: boolean, spec: () => Spec): Figure => ({
	name,
	title,
	about,
	hasSomethingToShow,
	spec,
});

/** The figures of one run, in the order of its model. */
const figuresOfOne = (run: Run, wishes: OneRunWishes): readonly Figure[] =>
	[...columnsFigure(run, wishes), ...run.figures].flatMap((figure) => {
		switch (figure.form) {
			case "panels":
				return [drawnOf(figure, hasOneOf(run, columnsOf(figure)), () => panels(figure, run, wishes))];
			case "drugs":
				return [drawnOf(figure, true, () => drugs(figure, run, wishes))];
			case "scales":
				return [drawnOf(figure, true, () => scales(figure, run, wishes))];
			case "comparison":
			case "patients":
			case "live":
				return [];
			default:
				return never(figure.form);
		}
	});

/** What one run shows of chosen columns. */
const columnsFigure = ({ toxicities }: Run, { columns }: OneRunWishes): readonly ModelFigure[] =>
	columns === undefined ? [] : [figureOfColumns(columns, { grades: gradeColumnsOf(toxicities).map(({ toxicity }) => toxicity) })];

const never = (form: never): never => {
	throw new Error(`unknown form of a figure ${JSON.stringify(form)}`);
};

const comparisonsOf = (runs: readonly Run[], wishes: FigureWishes): readonly Figure[] =>
	figuresFor(runs[0]?.figures ?? [], runs.length).map((figure) =>
		drawnOf(
			figure,
			runs.some((run) => hasOneOf(run, columnsOf(figure))),
			() => comparison(figure, runs, wishes),
		),
	);

/** Those of a model's figures that show so many runs; more than can be told apart have none. */
export const figuresFor = (figures: readonly ModelFigure[], runs: number): readonly ModelFigure[] => {
	if (runs === 0 || runs > mostRuns) return [];
	return figures.filter(({ form }) => (runs === 1 ? form === "panels" || form === "drugs" || form === "scales" : form === "comparison"));
};

/**
 * The figures of one run, or of several compared, as the model of the first says them and as they are wished for. More runs than can be told apart have none.
 * A chart is laid over the curves and beside the grades of one run. With columns wished for, one run has a figure `columns` before the others.
 *
 *     for (const { name, spec } of figuresOf([run], { size: "slide" })) files.set(`plots/${name}.vl.json`, JSON.stringify(spec()));
 */
export const figuresOf = (runs: readonly Run[], wishes: OneRunWishes = {}): readonly Figure[] => {
	const [first] = runs;
	if (first === undefined) return [];
	return runs.length === 1 ? figuresOfOne(first, wishes) : comparisonsOf(runs, wishes);
};
