import type { BedsideRecord } from "../chart/record.ts";
import { type CrsTopic, crsFacts, diedOfCrs, hasFever, hasHypotension } from "./crs-facts.ts";
import { type Replies, type Row, scaleOf } from "./scale.ts";
import {
	doseWords,
	fractionWords,
	isRefractory,
	onAnyOxygen,
	onAnyPressor,
	onMaskVentilation,
	onMuchOxygen,
	onPressorForADay,
	onVentilator,
} from "./supports.ts";

const source = "MSKCC scale as tabulated by Pennisi M 2020, PMC7006459, Table 2";

const needs = {
	died: diedOfCrs,
	fever: hasFever,
	hypotension: hasHypotension,
	refractory: isRefractory,
	pressor: onAnyPressor,
	pressorForADay: onPressorForADay,
	oxygen: onAnyOxygen,
	muchOxygen: onMuchOxygen,
	maskVentilation: onMaskVentilation,
	ventilator: onVentilator,
};

const rows: readonly Row<Replies<typeof needs>, BedsideRecord, CrsTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "published", holds: (r) => r.died },
	{ grade: 4, topic: "oxygen", because: "mechanical ventilation", source, standing: "published", holds: (r) => r.ventilator },
	{
		grade: 4,
		topic: "oxygen",
		because: "CPAP and BiPAP count as mechanical ventilation",
		source,
		standing: "ours",
		holds: (r) => r.maskVentilation,
	},
	{
		grade: 4,
		topic: "pressure",
		because: "pressure stays low on a high-dose vasopressor",
		source,
		standing: "published",
		holds: (r) => r.refractory,
		words: (r) => `pressure stays low on a ${doseWords(r)}`,
	},
	{
		grade: 3,
		topic: "pressure",
		because: "a vasopressor for 24 h or longer",
		source,
		standing: "published",
		holds: (r) => r.pressorForADay,
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
	{ grade: 2, topic: "pressure", because: "a vasopressor for less than 24 h", source, standing: "published", holds: (r) => r.pressor },
	{
		grade: 2,
		topic: "oxygen",
		because: "oxygen fraction below 0.40",
		source,
		standing: "published",
		holds: (r) => r.oxygen,
		words: fractionWords,
	},
	{ grade: 1, topic: "fever", because: "fever under observation or supportive care", source, standing: "published", holds: (r) => r.fever },
	{
		grade: 1,
		topic: "pressure",
		because: "hypotension without a vasopressor is not named by the scale",
		source,
		standing: "ours",
		holds: (r) => r.hypotension,
	},
];

/** Cytokine release syndrome by the scale of Memorial Sloan Kettering: the hours on a vasopressor and the oxygen fraction decide. */
export const mskccCrs = scaleOf({
	id: "MSKCC_CRS",
	title: "CRS, MSKCC",
	source,
	needs,
	rows,
	facts: crsFacts,
	none: "no fever, hypotension or hypoxia",
});
