import { type CrsTopic, crsFacts, hasFever, hasHypotension } from "./crs-facts.ts";
import { leeHighDose } from "./pressors.ts";
import type { BedsideRecord } from "./record.ts";
import { type Row, scaleOf } from "./scale.ts";
import {
	doseWords,
	fractionWords,
	liverGrade,
	onAnyOxygen,
	onHighDose,
	onMaskVentilation,
	onMuchOxygen,
	onSeveralPressors,
	onVentilator,
	organGrade,
	organWords,
} from "./supports.ts";

const source = "Lee DW 2014, doi:10.1182/blood-2014-05-552729";

const rows: readonly Row<BedsideRecord, CrsTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "published", holds: (r) => r.dead_of_crs === true },
	{ grade: 4, topic: "oxygen", because: "ventilator support", source, standing: "published", holds: onVentilator },
	{ grade: 4, topic: "oxygen", because: "CPAP and BiPAP count as ventilator support", source, standing: "ours", holds: onMaskVentilation },
	{
		grade: 4,
		topic: "organ",
		because: "grade 4 organ toxicity except transaminases",
		source,
		standing: "published",
		holds: (r) => organGrade(r) >= 4,
		words: organWords,
	},
	{ grade: 3, topic: "pressure", because: "several vasopressors", source, standing: "published", holds: onSeveralPressors },
	{
		grade: 3,
		topic: "pressure",
		because: "high-dose vasopressor for 3 h or longer",
		source,
		standing: "recalled",
		holds: (r) => onHighDose(r, leeHighDose),
		words: doseWords,
	},
	{
		grade: 3,
		topic: "oxygen",
		because: "oxygen fraction of 0.40 or more",
		source,
		standing: "published",
		holds: onMuchOxygen,
		words: fractionWords,
	},
	{
		grade: 3,
		topic: "organ",
		because: "grade 3 organ toxicity, or grade 4 transaminases",
		source,
		standing: "published",
		holds: (r) => organGrade(r) >= 3 || liverGrade(r) >= 3,
		words: organWords,
	},
	{
		grade: 2,
		topic: "pressure",
		because: "hypotension that answers to fluid or to a low dose of one vasopressor",
		source,
		standing: "published",
		holds: hasHypotension,
	},
	{
		grade: 2,
		topic: "oxygen",
		because: "oxygen fraction below 0.40",
		source,
		standing: "published",
		holds: onAnyOxygen,
		words: fractionWords,
	},
	{
		grade: 2,
		topic: "organ",
		because: "grade 2 organ toxicity",
		source,
		standing: "published",
		holds: (r) => organGrade(r) >= 2 || liverGrade(r) >= 2,
		words: organWords,
	},
	{
		grade: 1,
		topic: "fever",
		because: "fever; constitutional symptoms are not recorded here",
		source,
		standing: "published",
		holds: hasFever,
	},
];

/** Cytokine release syndrome by Lee 2014: answers to dose and number of vasopressors, to the oxygen fraction and to organ toxicity. Used by ZUMA-1, TRANSCEND, KarMMa. */
export const lee2014Crs = scaleOf({
	id: "LEE2014_CRS",
	title: "CRS, Lee 2014",
	source,
	rows,
	facts: crsFacts,
	none: "no fever, hypotension, hypoxia or organ toxicity",
});
