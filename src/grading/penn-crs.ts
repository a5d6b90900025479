import type { BedsideRecord } from "../chart/record.ts";
import { type CrsTopic, crsFacts, diedOfCrs, hasFever, hasHypotension } from "./crs-facts.ts";
import { type Replies, type Row, scaleOf } from "./scale.ts";
import {
	creatinineGrade,
	doseWords,
	liverGrade,
	onAnyOxygen,
	onAnyPressor,
	onPennHighDose,
	onVentilator,
	organWords,
	otherOrganGrade,
} from "./supports.ts";
import { both } from "./verdict.ts";

const source = "Porter DL 2018, doi:10.1186/s13045-018-0571-y";

const needs = {
	died: diedOfCrs,
	fever: hasFever,
	hypotension: hasHypotension,
	severalBoluses: (r: BedsideRecord) => (r.fluid_boluses ?? 0) >= 2,
	pressor: onAnyPressor,
	highDose: onPennHighDose,
	oxygen: onAnyOxygen,
	ventilator: onVentilator,
	creatinine: creatinineGrade,
	otherOrgans: otherOrganGrade,
	liver: liverGrade,
	products: (r: BedsideRecord) => r.products_for_coagulopathy === true,
	admittedOrTreated: (r: BedsideRecord) => r.hospitalised_for_crs === true || r.iv_therapy === true,
};

const rows: readonly Row<Replies<typeof needs>, BedsideRecord, CrsTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "published", holds: (r) => r.died },
	{ grade: 4, topic: "oxygen", because: "invasive ventilation for hypoxia", source, standing: "published", holds: (r) => r.ventilator },
	{
		grade: 4,
		topic: "pressure",
		because: "high-dose vasopressor for 3 h or longer",
		source,
		standing: "recalled",
		holds: (r) => r.highDose,
		words: doseWords,
	},
	{
		grade: 4,
		topic: "organ",
		because: "grade 4 organ toxicity other than creatinine and transaminases is life-threatening",
		source,
		standing: "ours",
		holds: (r) => r.otherOrgans >= 4,
		words: organWords,
	},
	{ grade: 3, topic: "pressure", because: "low-dose vasopressor", source, standing: "published", holds: (r) => r.pressor },
	{
		grade: 3,
		topic: "pressure",
		because: "hypotension treated with two or more fluid boluses",
		source,
		standing: "published",
		holds: (r) => both(r.hypotension, r.severalBoluses),
	},
	{ grade: 3, topic: "oxygen", because: "any oxygen, from cannula to BiPAP", source, standing: "published", holds: (r) => r.oxygen },
	{
		grade: 3,
		topic: "organ",
		because: "creatinine grade 3, or transaminases grade 4",
		source,
		standing: "published",
		holds: (r) => r.creatinine >= 3 || r.liver >= 4,
		words: organWords,
	},
	{
		grade: 3,
		topic: "organ",
		because: "other organ toxicity of grade 3",
		source,
		standing: "ours",
		holds: (r) => r.otherOrgans >= 3,
		words: organWords,
	},
	{
		grade: 3,
		topic: "care",
		because: "plasma, cryoprecipitate or fibrinogen for coagulopathy",
		source,
		standing: "published",
		holds: (r) => r.products,
	},
	{
		grade: 2,
		topic: "organ",
		because: "creatinine grade 2, or transaminases grade 3",
		source,
		standing: "published",
		holds: (r) => r.creatinine >= 2 || r.liver >= 3,
		words: organWords,
	},
	{
		grade: 2,
		topic: "organ",
		because: "other organ toxicity of grade 2",
		source,
		standing: "ours",
		holds: (r) => r.otherOrgans >= 2,
		words: organWords,
	},
	{ grade: 2, topic: "pressure", because: "hypotension with at most one bolus", source, standing: "ours", holds: (r) => r.hypotension },
	{
		grade: 2,
		topic: "care",
		because: "in hospital because of CRS, or intravenous therapy other than fluid",
		source,
		standing: "published",
		holds: (r) => r.admittedOrTreated,
	},
	{ grade: 1, topic: "fever", because: "fever with supportive care only", source, standing: "published", holds: (r) => r.fever },
];

/** Cytokine release syndrome by the Penn scale: any oxygen or repeated boluses make grade 3, BiPAP stays there. Used by ELIANA, ENSIGN, JULIET. */
export const pennCrs = scaleOf({
	id: "PENN_CRS",
	title: "CRS, Penn scale",
	source,
	needs,
	rows,
	facts: crsFacts,
	none: "no fever, hypotension, hypoxia or organ toxicity",
});
