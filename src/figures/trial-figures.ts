import type { TrialsResult } from "../trial/result.ts";
import type { FigureSpec } from "./figure-spec.ts";
import { reportSheet, type Sheet } from "./sheet.ts";
import { hasForest, trialForest } from "./trial-forest.ts";
import { hasMisses, trialMisses } from "./trial-misses.ts";

/** A figure of trials with its name, which is that of its file: `plots/<name>.vl.json`. */
export interface TrialFigure {
	readonly name: string;
	readonly title: string;
	/** What it shows, in one sentence. */
	readonly about: string;
	readonly spec: FigureSpec;
}

/**
 * All figures of a result: the misses by kind, then each trial that has anything to draw.
 *
 *     trialFigures(result).map(({ name }) => name)     // ["misses", "zuma-1", "eliana"]
 */
export const trialFigures = (result: TrialsResult, sheet: Sheet = reportSheet): readonly TrialFigure[] => [
	...(hasMisses(result)
		? [
				{
					name: "misses",
					title: "Misses by kind of endpoint",
					about: "By how much the model says more or less than trials saw, by kind of endpoint.",
					spec: trialMisses(result),
				},
			]
		: []),
	...result.trials.filter(hasForest).map((trial) => ({
		name: trial.name,
		title: trial.name,
		about: "What the model says that a trial of this size would find, and what was found.",
		spec: trialForest(trial, sheet),
	})),
];
