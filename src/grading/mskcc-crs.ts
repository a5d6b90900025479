import { type CrsTopic, crsFacts, hasFever, hasHypotension } from "./crs-facts.ts";
import type { BedsideRecord } from "./record.ts";
import { type Row, scaleOf } from "./scale.ts";
import {
	doseWords,
	fractionWords,
	onAnyOxygen,
	onAnyPressor,
	onMaskVentilation,
	onMuchOxygen,
	onPressorFor,
	onVentilator,
} from "./supports.ts";
import { both } from "./verdict.ts";

const source = "MSKCC scale as tabulated by Pennisi M 2020, PMC7006459, Table 2";

const rows: readonly Row<BedsideRecord, CrsTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "published", holds: (r) => r.dead_of_crs === true },
	{ grade: 4, topic: "oxygen", because: "mechanical ventilation", source, standing: "published", holds: onVentilator },
	{
		grade: 4,
		topic: "oxygen",
		because: "CPAP and BiPAP count as mechanical ventilation",
		source,
		standing: "ours",
		holds: onMaskVentilation,
	},
	{
		grade: 4,
		topic: "pressure",
		because: "pressure stays low on a high-dose vasopressor",
		source,
		standing: "published",
		holds: (r) => both(hasHypotension(r), r.hypotension_refractory === true),
		words: (r) => `pressure stays low on a ${doseWords(r)}`,
	},
	{
		grade: 3,
		topic: "pressure",
		because: "a vasopressor for 24 h or longer",
		source,
		standing: "published",
		holds: (r) => onPressorFor(r, 24),
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
	{ grade: 2, topic: "pressure", because: "a vasopressor for less than 24 h", source, standing: "published", holds: onAnyPressor },
	{
		grade: 2,
		topic: "oxygen",
		because: "oxygen fraction below 0.40",
		source,
		standing: "published",
		holds: onAnyOxygen,
		words: fractionWords,
	},
	{ grade: 1, topic: "fever", because: "fever under observation or supportive care", source, standing: "published", holds: hasFever },
	{
		grade: 1,
		topic: "pressure",
		because: "hypotension without a vasopressor is not named by the scale",
		source,
		standing: "ours",
		holds: hasHypotension,
	},
];

/** Cytokine release syndrome by the scale of Memorial Sloan Kettering: the hours on a vasopressor and the oxygen fraction decide. */
export const mskccCrs = scaleOf({
	id: "MSKCC_CRS",
	title: "CRS, MSKCC",
	source,
	rows,
	facts: crsFacts,
	none: "no fever, hypotension or hypoxia",
});
