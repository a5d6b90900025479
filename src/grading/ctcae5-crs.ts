import { type CrsTopic, crsFacts, hasFever, hasHypotension } from "./crs-facts.ts";
import { isPositivePressure } from "./oxygen.ts";
import type { BedsideRecord } from "./record.ts";
import { type Row, scaleOf } from "./scale.ts";
import { fractionWords, onAnyOxygen, onAnyPressor, onMuchOxygen, onOxygen, onSeveralPressors } from "./supports.ts";

const source = "NCI CTCAE v5.0, 27 November 2017";

const rows: readonly Row<BedsideRecord, CrsTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "recalled", holds: (r) => r.dead_of_crs === true },
	{
		grade: 4,
		topic: "oxygen",
		because: "ventilation is life-threatening",
		source,
		standing: "ours",
		holds: (r) => onOxygen(r, isPositivePressure),
	},
	{
		grade: 4,
		topic: "pressure",
		because: "two or more vasopressors are life-threatening",
		source,
		standing: "ours",
		holds: onSeveralPressors,
	},
	{ grade: 3, topic: "pressure", because: "hypotension managed with one vasopressor", source, standing: "recalled", holds: onAnyPressor },
	{
		grade: 3,
		topic: "oxygen",
		because: "hypoxia that needs an oxygen fraction of 0.40 or more",
		source,
		standing: "recalled",
		holds: onMuchOxygen,
		words: fractionWords,
	},
	{ grade: 2, topic: "pressure", because: "hypotension that answers to fluid", source, standing: "recalled", holds: hasHypotension },
	{
		grade: 2,
		topic: "oxygen",
		because: "hypoxia that answers to an oxygen fraction below 0.40",
		source,
		standing: "recalled",
		holds: onAnyOxygen,
		words: fractionWords,
	},
	{ grade: 1, topic: "fever", because: "fever", source, standing: "recalled", holds: hasFever },
];

/** Cytokine release syndrome by CTCAE version 5.0. Version 4.03 graded an infusion reaction and is another thing. */
export const ctcae5Crs = scaleOf({
	id: "CTCAE5_CRS",
	title: "CRS, CTCAE version 5.0",
	source,
	rows,
	facts: crsFacts,
	none: "no fever, hypotension or hypoxia",
});
