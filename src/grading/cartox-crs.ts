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
import { both } from "./verdict.ts";

const source = "Neelapu SS 2018, doi:10.1038/nrclinonc.2017.148";

const rows: readonly Row<BedsideRecord, CrsTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "published", holds: (r) => r.dead_of_crs === true },
	{ grade: 4, topic: "oxygen", because: "ventilator", source, standing: "published", holds: onVentilator },
	{ grade: 4, topic: "oxygen", because: "CPAP and BiPAP count as ventilator", source, standing: "ours", holds: onMaskVentilation },
	{
		grade: 4,
		topic: "pressure",
		because: "life-threatening hypotension: pressure stays low on a high-dose vasopressor",
		source,
		standing: "ours",
		holds: (r) => both(hasHypotension(r), r.hypotension_refractory === true),
		words: (r) => `pressure stays low on a ${doseWords(r)}`,
	},
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
		because: "hypotension that answers to fluid or to a low-dose vasopressor",
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
	{ grade: 1, topic: "fever", because: "fever of 38.0 °C or more", source, standing: "published", holds: hasFever },
	{
		grade: 1,
		topic: "organ",
		because: "grade 1 organ toxicity",
		source,
		standing: "published",
		holds: (r) => organGrade(r) >= 1 || liverGrade(r) >= 1,
		words: organWords,
	},
];

/** Cytokine release syndrome by the CARTOX working group: as Lee 2014 for the supports. */
export const cartoxCrs = scaleOf({
	id: "CARTOX_CRS",
	title: "CRS, CARTOX",
	source,
	rows,
	facts: crsFacts,
	none: "no fever, hypotension, hypoxia or organ toxicity",
});
