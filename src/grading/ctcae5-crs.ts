import type { BedsideRecord } from "../chart/record.ts";
import { type CrsTopic, crsFacts, diedOfCrs, hasFever, hasHypotension } from "./crs-facts.ts";
import { type Replies, type Row, scaleOf } from "./scale.ts";
import { fractionWords, onAnyOxygen, onAnyPressor, onMuchOxygen, onPositivePressure, onSeveralPressors } from "./supports.ts";

const source = "NCI CTCAE v5.0, 27 November 2017";

const needs = {
	died: diedOfCrs,
	fever: hasFever,
	hypotension: hasHypotension,
	pressor: onAnyPressor,
	severalPressors: onSeveralPressors,
	oxygen: onAnyOxygen,
	muchOxygen: onMuchOxygen,
	positivePressure: onPositivePressure,
};

const rows: readonly Row<Replies<typeof needs>, BedsideRecord, CrsTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to CRS", source, standing: "recalled", holds: (r) => r.died },
	{
		grade: 4,
		topic: "oxygen",
		because: "ventilation is life-threatening",
		source,
		standing: "ours",
		holds: (r) => r.positivePressure,
	},
	{
		grade: 4,
		topic: "pressure",
		because: "two or more vasopressors are life-threatening",
		source,
		standing: "ours",
		holds: (r) => r.severalPressors,
	},
	{
		grade: 3,
		topic: "pressure",
		because: "hypotension managed with one vasopressor",
		source,
		standing: "recalled",
		holds: (r) => r.pressor,
	},
	{
		grade: 3,
		topic: "oxygen",
		because: "hypoxia that needs an oxygen fraction of 0.40 or more",
		source,
		standing: "recalled",
		holds: (r) => r.muchOxygen,
		words: fractionWords,
	},
	{ grade: 2, topic: "pressure", because: "hypotension that answers to fluid", source, standing: "recalled", holds: (r) => r.hypotension },
	{
		grade: 2,
		topic: "oxygen",
		because: "hypoxia that answers to an oxygen fraction below 0.40",
		source,
		standing: "recalled",
		holds: (r) => r.oxygen,
		words: fractionWords,
	},
	{ grade: 1, topic: "fever", because: "fever", source, standing: "recalled", holds: (r) => r.fever },
];

/** Cytokine release syndrome by CTCAE version 5.0. Version 4.03 graded an infusion reaction and is another thing. */
export const ctcae5Crs = scaleOf({
	id: "CTCAE5_CRS",
	title: "CRS, CTCAE version 5.0",
	source,
	needs,
	rows,
	facts: crsFacts,
	none: "no fever, hypotension or hypoxia",
});
