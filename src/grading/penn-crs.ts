import { type CrsTopic, crsFacts, hasFever, hasHypotension } from "./crs-facts.ts";
import { pennHighDose } from "./pressors.ts";
import type { BedsideRecord } from "./record.ts";
import { type Row, scaleOf } from "./scale.ts";
import { doseWords, liverGrade, onAnyOxygen, onAnyPressor, onHighDose, onVentilator, organGrade, organWords } from "./supports.ts";
import { both } from "./verdict.ts";

const source = "Porter DL 2018, doi:10.1186/s13045-018-0571-y";

const rows: readonly Row<BedsideRecord, CrsTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "published", holds: (r) => r.dead_of_crs === true },
	{ grade: 4, topic: "oxygen", because: "invasive ventilation for hypoxia", source, standing: "published", holds: onVentilator },
	{
		grade: 4,
		topic: "pressure",
		because: "high-dose vasopressor for 3 h or longer",
		source,
		standing: "recalled",
		holds: (r) => onHighDose(r, pennHighDose),
		words: doseWords,
	},
	{
		grade: 4,
		topic: "organ",
		because: "grade 4 organ toxicity other than creatinine and transaminases is life-threatening",
		source,
		standing: "ours",
		holds: (r) => (r.organ?.non_transaminase ?? 0) >= 4,
		words: organWords,
	},
	{ grade: 3, topic: "pressure", because: "low-dose vasopressor", source, standing: "published", holds: onAnyPressor },
	{
		grade: 3,
		topic: "pressure",
		because: "hypotension treated with two or more fluid boluses",
		source,
		standing: "published",
		holds: (r) => both(hasHypotension(r), (r.fluid_boluses ?? 0) >= 2),
	},
	{ grade: 3, topic: "oxygen", because: "any oxygen, from cannula to BiPAP", source, standing: "published", holds: onAnyOxygen },
	{
		grade: 3,
		topic: "organ",
		because: "creatinine grade 3, or transaminases grade 4",
		source,
		standing: "published",
		holds: (r) => (r.organ?.creatinine ?? 0) >= 3 || liverGrade(r) >= 4,
		words: organWords,
	},
	{
		grade: 3,
		topic: "organ",
		because: "other organ toxicity of grade 3",
		source,
		standing: "ours",
		holds: (r) => organGrade(r) >= 3,
		words: organWords,
	},
	{
		grade: 3,
		topic: "care",
		because: "plasma, cryoprecipitate or fibrinogen for coagulopathy",
		source,
		standing: "published",
		holds: (r) => r.products_for_coagulopathy === true,
	},
	{
		grade: 2,
		topic: "organ",
		because: "creatinine grade 2, or transaminases grade 3",
		source,
		standing: "published",
		holds: (r) => (r.organ?.creatinine ?? 0) >= 2 || liverGrade(r) >= 3,
		words: organWords,
	},
	{
		grade: 2,
		topic: "organ",
		because: "other organ toxicity of grade 2",
		source,
		standing: "ours",
		holds: (r) => organGrade(r) >= 2,
		words: organWords,
	},
	{ grade: 2, topic: "pressure", because: "hypotension with at most one bolus", source, standing: "ours", holds: hasHypotension },
	{
		grade: 2,
		topic: "care",
		because: "in hospital because of CRS, or intravenous therapy other than fluid",
		source,
		standing: "published",
		holds: (r) => r.hospitalised_for_crs === true || r.iv_therapy === true,
	},
	{ grade: 1, topic: "fever", because: "fever with supportive care only", source, standing: "published", holds: hasFever },
];

/** Cytokine release syndrome by the Penn scale: any oxygen or repeated boluses make grade 3, BiPAP stays there. Used by ELIANA, ENSIGN, JULIET. */
export const pennCrs = scaleOf({
	id: "PENN_CRS",
	title: "CRS, Penn scale",
	source,
	rows,
	facts: crsFacts,
	none: "no fever, hypotension, hypoxia or organ toxicity",
});
