import type { BedsideRecord } from "../chart/record.ts";
import { type CrsTopic, crsFacts, crsPressors, diedOfCrs, hadFever, hasFever, hasHypotension } from "./crs-facts.ts";
import { allPressors, countedPressors } from "./pressors.ts";
import { type Replies, type Row, scaleOf } from "./scale.ts";
import { onAnyOxygen, onHighFlowOrMask, onPositivePressure } from "./supports.ts";
import { both, not } from "./verdict.ts";

const source = "Lee DW 2019, doi:10.1016/j.bbmt.2018.12.758";

const needs = {
	died: diedOfCrs,
	fever: hasFever,
	feverEarlier: hadFever,
	onePressor: (r: BedsideRecord) => countedPressors(crsPressors(r)).length === 1,
	severalPressors: (r: BedsideRecord) => countedPressors(crsPressors(r)).length >= 2,
	/** Vasopressin and nothing else. */
	onlyBeside: (r: BedsideRecord) => countedPressors(crsPressors(r)).length === 0 && allPressors(crsPressors(r)) === 1,
	hypotension: hasHypotension,
	positivePressure: onPositivePressure,
	highFlowOrMask: onHighFlowOrMask,
	oxygen: onAnyOxygen,
};

const rows: readonly Row<Replies<typeof needs>, BedsideRecord, CrsTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "published", holds: (r) => r.died },
	{
		grade: 0,
		topic: "episode",
		because: "no fever so far in this episode, so not CRS",
		source,
		standing: "published",
		holds: (r) => both(not(r.fever), not(r.feverEarlier)),
	},
	{
		grade: 4,
		topic: "pressure",
		because: "two or more vasopressors, not counting vasopressin",
		source,
		standing: "published",
		holds: (r) => r.severalPressors,
	},
	{
		grade: 4,
		topic: "oxygen",
		because: "positive pressure: CPAP, BiPAP or invasive ventilation",
		source,
		standing: "published",
		holds: (r) => r.positivePressure,
	},
	{
		grade: 3,
		topic: "pressure",
		because: "one vasopressor, with or without vasopressin",
		source,
		standing: "published",
		holds: (r) => r.onePressor,
	},
	{
		grade: 3,
		topic: "pressure",
		because: "vasopressin alone counts as one vasopressor",
		source,
		standing: "ours",
		holds: (r) => r.onlyBeside,
	},
	{
		grade: 3,
		topic: "oxygen",
		because: "cannula above 6 L/min, or any mask",
		source,
		standing: "published",
		holds: (r) => r.highFlowOrMask,
	},
	{ grade: 2, topic: "pressure", because: "hypotension without a vasopressor", source, standing: "published", holds: (r) => r.hypotension },
	{
		grade: 2,
		topic: "oxygen",
		because: "cannula at 6 L/min or less, or blow-by",
		source,
		standing: "published",
		holds: (r) => r.oxygen,
	},
	{ grade: 1, topic: "fever", because: "fever of 38.0 °C or more", source, standing: "published", holds: (r) => r.fever },
];

/**
 * Cytokine release syndrome by the ASTCT consensus: fever, hypotension and hypoxia; blind to organ values, cytokines and doses.
 * Fever is needed to begin; once seen it is no longer needed while support goes on, with (published) or without (ours) a drug that masks it.
 *
 *     astctCrs.grade({ temp_c: 38.6, sbp_low: true, fluid_boluses: 2 }).grade   // 2
 */
export const astctCrs = scaleOf({
	id: "ASTCT_CRS",
	title: "CRS, ASTCT consensus 2019",
	source,
	needs,
	rows,
	facts: crsFacts,
	none: "no fever, hypotension or hypoxia",
});
