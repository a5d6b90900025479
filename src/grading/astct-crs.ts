import { type CrsTopic, crsFacts, crsPressors, hasFever, hasHypotension } from "./crs-facts.ts";
import { isHighFlowOrMask, isPositivePressure } from "./oxygen.ts";
import { allPressors, countedPressors } from "./pressors.ts";
import type { BedsideRecord } from "./record.ts";
import { type Row, scaleOf } from "./scale.ts";
import { onAnyOxygen, onOxygen } from "./supports.ts";
import { both, not } from "./verdict.ts";

const source = "Lee DW 2019, doi:10.1016/j.bbmt.2018.12.758";

const rows: readonly Row<BedsideRecord, CrsTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "published", holds: (r) => r.dead_of_crs === true },
	{
		grade: 0,
		topic: "episode",
		because: "no fever so far in this episode, so not CRS",
		source,
		standing: "published",
		holds: (r) => both(not(hasFever(r)), r.fever_earlier !== true),
	},
	{
		grade: 4,
		topic: "pressure",
		because: "two or more vasopressors, not counting vasopressin",
		source,
		standing: "published",
		holds: (r) => countedPressors(crsPressors(r)).length >= 2,
	},
	{
		grade: 4,
		topic: "oxygen",
		because: "positive pressure: CPAP, BiPAP or invasive ventilation",
		source,
		standing: "published",
		holds: (r) => onOxygen(r, isPositivePressure),
	},
	{
		grade: 3,
		topic: "pressure",
		because: "one vasopressor, with or without vasopressin",
		source,
		standing: "published",
		holds: (r) => countedPressors(crsPressors(r)).length === 1,
	},
	{
		grade: 3,
		topic: "pressure",
		because: "vasopressin alone counts as one vasopressor",
		source,
		standing: "ours",
		holds: (r) => allPressors(crsPressors(r)) === 1,
	},
	{
		grade: 3,
		topic: "oxygen",
		because: "cannula above 6 L/min, or any mask",
		source,
		standing: "published",
		holds: (r) => onOxygen(r, isHighFlowOrMask),
	},
	{ grade: 2, topic: "pressure", because: "hypotension without a vasopressor", source, standing: "published", holds: hasHypotension },
	{
		grade: 2,
		topic: "oxygen",
		because: "cannula at 6 L/min or less, or blow-by",
		source,
		standing: "published",
		holds: onAnyOxygen,
	},
	{ grade: 1, topic: "fever", because: "fever of 38.0 °C or more", source, standing: "published", holds: hasFever },
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
	rows,
	facts: crsFacts,
	none: "no fever, hypotension or hypoxia",
});
