import type { Run } from "../simulate/run.ts";
import { brain, brainColumns } from "./brain.ts";
import { cascade } from "./cascade.ts";
import { comparison, mostRuns } from "./comparison.ts";
import { drugs } from "./drugs.ts";
import type { FigureSpec } from "./figure-spec.ts";
import { organColumns, organs } from "./organs.ts";
import { scales } from "./scales.ts";
import type { Spec } from "./spec-types.ts";
import { vitals } from "./vitals.ts";

/** A figure that can be asked for by name. */
export interface Figure {
	readonly title: string;
	/** What it shows, in one sentence. */
	readonly about: string;
	/** How many runs it takes. */
	readonly runs: { readonly atLeast: number; readonly atMost: number };
	/** It has something to show when a run has one of these columns; left out: always. */
	readonly of?: readonly string[];
	/** The figure as a Vega-Lite v6 specification with its data inside. */
	readonly spec: (runs: readonly Run[]) => FigureSpec;
}

export type FigureName = "cascade" | "vitals" | "drugs" | "scales" | "organs" | "brain" | "comparison";

const ofOne = (draw: (run: Run) => Spec) => (runs: readonly Run[]) => {
	const run = runs[0];
	if (run === undefined) throw new RangeError("this figure needs a run");
	return draw(run);
};

const one = { atLeast: 1, atMost: 1 };

/** Every figure by its name, which is the name of its file: `plots/<name>.vl.json`. */
export const figures: Readonly<Record<FigureName, Figure>> = {
	cascade: {
		title: "The cascade",
		about: "From cells to organs, in causal order: cells, cytokines, temperature, inflammation, leak, pressure, oxygen and brain.",
		runs: one,
		spec: ofOne(cascade),
	},
	vitals: {
		title: "The bedside chart",
		about: "Temperature, heart rate, blood pressure, breathing and oxygen, with the supports below.",
		runs: one,
		spec: ofOne(vitals),
	},
	drugs: {
		title: "What was given",
		about: "Doses, drug concentrations, blocked receptors, pressors, fluids and oxygen.",
		runs: one,
		spec: ofOne(drugs),
	},
	scales: {
		title: "The same patient on every scale",
		about: "CRS graded by each scale, with the reason for its worst grade, and the signs and supports that they read.",
		runs: one,
		spec: ofOne(scales),
	},
	organs: {
		title: "Blood and organs",
		about: "Blood counts, clotting, ferritin, procalcitonin, lactate and kidney over the whole course.",
		runs: one,
		of: organColumns,
		spec: ofOne(organs),
	},
	brain: {
		title: "The brain",
		about: "From the vessel wall to the bedside: barrier, cytokines, neuroinflammation, ICE score, consciousness and seizures.",
		runs: one,
		of: brainColumns,
		spec: ofOne(brain),
	},
	comparison: {
		title: "Courses compared",
		about: "Several runs over each other, with their grades stacked above.",
		runs: { atLeast: 2, atMost: mostRuns },
		spec: comparison,
	},
};

/** The figures that show `count` runs, in the order of the table. */
export const figuresFor = (count: number): readonly FigureName[] =>
	(Object.keys(figures) as FigureName[]).filter((name) => count >= figures[name].runs.atLeast && count <= figures[name].runs.atMost);

/** Whether a figure finds anything in these runs: a model without a brain has no figure of it. */
export const hasSomethingToShow = (name: FigureName, runs: readonly Run[]): boolean => {
	const { of } = figures[name];
	return of === undefined || runs.some((run) => of.some((column) => run.trajectory.columns.has(column)));
};
