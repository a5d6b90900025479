import type { TrialResult, TrialsResult } from "../trial/result.ts";
import type { FigureSpec } from "./figure-spec.ts";
import { reportSheet, type Sheet } from "./sheet.ts";
import { trialForest } from "./trial-forest.ts";

/** What of some trials stands side by side: the trials in their order with the names that they have here, and the endpoints. */
export interface Beside {
	readonly trials: readonly { readonly trial: string; readonly about: string }[];
	readonly endpoints: readonly string[];
}

/** The rows of several trials as if they were of one: each endpoint of every trial that counted it, the endpoints in their order. */
export const rowsBeside = ({ trials }: TrialsResult, beside: Beside): TrialResult["endpoints"] =>
	beside.endpoints.flatMap((endpoint) =>
		trials.flatMap(({ endpoints: own }, i) =>
			own.filter((row) => row.name === endpoint).map((row) => ({ ...row, name: `${endpoint}: ${beside.trials[i]!.about}` })),
		),
	);

/**
 * Published arms under each other, endpoint by endpoint: what the model says that a trial of this size would find, and what was found.
 *
 *     trialsBeside(found, { trials: [{ trial: "zuma-1", about: "axi-cel" }], endpoints: ["CRS of any grade", "CRS of grade 3 or more"] })
 */
export const trialsBeside = (found: TrialsResult, beside: Beside, sheet: Sheet = reportSheet): FigureSpec => {
	const [first] = found.trials;
	if (first === undefined) throw new RangeError("there is no trial");
	const name = beside.trials.map(({ about }) => about).join("; ");
	const title = `${found.patients} virtual patients of each trial.`;
	return trialForest({ ...first, name, title, endpoints: rowsBeside(found, beside) }, sheet);
};
