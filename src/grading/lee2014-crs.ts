import type { BedsideRecord } from "../chart/record.ts";
import { type CrsTopic, crsFacts, diedOfCrs, hasFever, hasHypotension } from "./crs-facts.ts";
import { type Replies, type Row, scaleOf } from "./scale.ts";
import {
	doseWords,
	fractionWords,
	liverGrade,
	onAnyOxygen,
	onLeeHighDose,
	onMaskVentilation,
	onMuchOxygen,
	onSeveralPressors,
	onVentilator,
	organGrade,
	organWords,
} from "./supports.ts";

const source = "Lee DW 2014, doi:10.1182/blood-2014-05-552729";

/** What the rows read; the CARTOX table asks the same. */
export const leeNeeds = {
	died: diedOfCrs,
	fever: hasFever,
	hypotension: hasHypotension,
	severalPressors: onSeveralPressors,
	highDose: onLeeHighDose,
	oxygen: onAnyOxygen,
	muchOxygen: onMuchOxygen,
	maskVentilation: onMaskVentilation,
	ventilator: onVentilator,
	organs: organGrade,
	liver: liverGrade,
};

/** A row of a table over these needs. */
export type LeeRow = Row<Replies<typeof leeNeeds>, BedsideRecord, CrsTopic>;

/** The rows worst first; the CARTOX table takes over those on death, supports and organs. */
export const leeRows: readonly LeeRow[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "published", holds: (r) => r.died },
	{ grade: 4, topic: "oxygen", because: "ventilator support", source, standing: "published", holds: (r) => r.ventilator },
	{
		grade: 4,
		topic: "oxygen",
		because: "CPAP and BiPAP count as ventilator support",
		source,
		standing: "ours",
		holds: (r) => r.maskVentilation,
	},
	{
		grade: 4,
		topic: "organ",
		because: "grade 4 organ toxicity except transaminases",
		source,
		standing: "published",
		holds: (r) => r.organs >= 4,
		words: organWords,
	},
	{ grade: 3, topic: "pressure", because: "several vasopressors", source, standing: "published", holds: (r) => r.severalPressors },
	{
		grade: 3,
		topic: "pressure",
		because: "high-dose vasopressor for 3 h or longer",
		source,
		standing: "recalled",
		holds: (r) => r.highDose,
		words: doseWords,
	},
	{
		grade: 3,
		topic: "oxygen",
		because: "oxygen fraction of 0.40 or more",
		source,
		standing: "published",
		holds: (r) => r.muchOxygen,
		words: fractionWords,
	},
	{
		grade: 3,
		topic: "organ",
		because: "grade 3 organ toxicity, or grade 4 transaminases",
		source,
		standing: "published",
		holds: (r) => r.organs >= 3 || r.liver >= 3,
		words: organWords,
	},
	{
		grade: 2,
		topic: "pressure",
		because: "hypotension that answers to fluid or to a low dose of one vasopressor",
		source,
		standing: "published",
		holds: (r) => r.hypotension,
	},
	{
		grade: 2,
		topic: "oxygen",
		because: "oxygen fraction below 0.40",
		source,
		standing: "published",
		holds: (r) => r.oxygen,
		words: fractionWords,
	},
	{
		grade: 2,
		topic: "organ",
		because: "grade 2 organ toxicity",
		source,
		standing: "published",
		holds: (r) => r.organs >= 2 || r.liver >= 2,
		words: organWords,
	},
	{
		grade: 1,
		topic: "fever",
		because: "fever; constitutional symptoms are not recorded here",
		source,
		standing: "published",
		holds: (r) => r.fever,
	},
];

/** Cytokine release syndrome by Lee 2014: answers to dose and number of vasopressors, to the oxygen fraction and to organ toxicity. Used by ZUMA-1, TRANSCEND, KarMMa. */
export const lee2014Crs = scaleOf({
	id: "LEE2014_CRS",
	title: "CRS, Lee 2014",
	source,
	needs: leeNeeds,
	rows: leeRows,
	facts: crsFacts,
	none: "no fever, hypotension, hypoxia or organ toxicity",
});
