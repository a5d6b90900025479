import { isKnown, withUnit, written } from "../population/estimate-text.ts";
import type { OutcomeSummary, StudySummary } from "../population/study-summary.ts";
import {
	armsOf,
	byLeadingPaths,
	cellName,
	estimateOf,
	lowered,
	measureOf,
	outcomeOf,
	outcomesOf,
	outcomeTitle,
	pathsOf,
	placeOf,
	titleOf,
	togetherSentence,
} from "../population/study-words.ts";
import { overSetsReading } from "./over-sets.ts";
import type { Spec, View } from "./spec-types.ts";
import { studyStack } from "./study-frame.ts";
import { studyTitle } from "./study-title.ts";
import { timingCurves } from "./timing-curves.ts";
import { timingGrids } from "./timing-grids.ts";

const width = 800;

/** The outcome that is mapped, and what is looked at beside it; named as in the study. */
export interface MapWishes {
	readonly outcome?: string;
	readonly price?: string;
}

/** Whether a study varies anything that a map could show. */
export const hasTimingMap = (study: StudySummary): boolean => pathsOf(study).length > 0 && outcomesOf(study).length > 0;

/**
 * An outcome over what the study varies, start time by dose, say, and the price beside it: by default the first probability, and the next
 * outcome. One varied path gives curves with intervals, two or more a map for each arm.
 *
 *     timingMap(study, { outcome: "severe_crs", price: "tumor_shrinkage" })
 */
export const timingMap = (study: StudySummary, wishes: MapWishes = {}): Spec => {
	const outcomes = shownOutcomes(study, wishes);
	const drawn = byLeadingPaths(study);
	const one = pathsOf(drawn).length === 1;
	const views: readonly View[] = one ? timingCurves(drawn, outcomes) : timingGrids(drawn, outcomes);
	const together = togetherSentence(study);
	const mapped = outcomes[0];
	return studyStack(views, {
		title: studyTitle(study, {
			figure: outcomes.map(({ name }, i) => (i === 0 ? titleOf(name) : `with ${lowered(titleOf(name))} beside it`)).join(", "),
			seen: mapped === undefined ? [] : [rangeSentence(study, mapped)],
			reading: [
				...(one
					? [`Bars and bands: 95 % intervals.${overSetsReading(study)}`]
					: [
							study.ensemble === undefined
								? "In each field the value, and below it ± its Monte Carlo standard error; darker is more."
								: `In each field the value with the parameters in use, and below it what 95 % of ${study.ensemble.sets} sets of parameters have, all held possible; darker is more.`,
						]),
				...(together === "" ? [] : [together]),
			].join(" "),
			width,
		}),
		description: `${study.title}: ${outcomes.map(outcomeTitle).join(" and ")} over what is varied`,
		spacing: 18,
	});
};

const shownOutcomes = (study: StudySummary, { outcome, price }: MapWishes): readonly OutcomeSummary[] => {
	const all = outcomesOf(study);
	const named = (name: string): OutcomeSummary => {
		const found = all.find((o) => o.name === name);
		if (found === undefined) throw new RangeError(`no outcome "${name}"; the study has ${all.map((o) => o.name).join(", ")}`);
		return found;
	};
	const mapped = outcome === undefined ? (all.find(({ kind }) => kind === "probability") ?? all[0]) : named(outcome);
	const beside = price === undefined ? all.find((o) => o !== mapped) : named(price);
	return [mapped, beside].filter((o) => o !== undefined);
};

/** Where the outcome is lowest and where it is highest. */
const rangeSentence = (study: StudySummary, { name }: OutcomeSummary): string => {
	const known = study.cells.flatMap((cell) => {
		const outcome = outcomeOf(cell, name);
		return outcome !== undefined && isKnown(estimateOf(outcome).value) ? [{ cell, outcome }] : [];
	});
	const sorted = known.sort((a, b) => estimateOf(a.outcome).value - estimateOf(b.outcome).value);
	const [least, most] = [sorted[0], sorted.at(-1)];
	if (least === undefined || most === undefined) return `${titleOf(name)} is not known in any cell.`;
	if (estimateOf(least.outcome).value === estimateOf(most.outcome).value)
		return `${titleOf(name)}: ${valueText(least.outcome)} everywhere.`;
	const where = ({ cell }: typeof least) => (armsOf(study).length > 1 ? cellName(cell) : placeOf(cell.vary));
	return `${titleOf(name)} (95 % interval): lowest ${valueText(least.outcome)} [${where(least)}], highest ${valueText(most.outcome)} [${where(most)}].`;
};

const valueText = (outcome: OutcomeSummary): string => {
	const { value, interval, unit } = written(estimateOf(outcome), measureOf(outcome));
	return `${withUnit(value, unit)} (${interval})`;
};
