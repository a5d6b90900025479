import type { BedsideRecord } from "../chart/record.ts";
import {
	are,
	capdPoints,
	diedOfIcans,
	edemaSeen,
	hasWeakness,
	icePoints,
	isOneOf,
	type NeurologicTopic,
	neurologicFacts,
	seizureSeen,
	wakefulness,
} from "./neurologic-facts.ts";
import { type Replies, type Row, scaleOf } from "./scale.ts";
import { either } from "./verdict.ts";

const source = "Lee DW 2019, doi:10.1016/j.bbmt.2018.12.758";

const needs = {
	died: diedOfIcans,
	ice: icePoints,
	capd: capdPoints,
	wakes: wakefulness,
	seizure: seizureSeen,
	weakness: hasWeakness,
	edema: edemaSeen,
	raisedPressure: (r: BedsideRecord) => (r.icp_sign ?? "none") !== "none",
};

const rows: readonly Row<Replies<typeof needs>, BedsideRecord, NeurologicTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to ICANS", source, standing: "published", holds: (r) => r.died },
	{
		grade: 4,
		topic: "consciousness",
		because: "unarousable, or wakes only to vigorous or repeated touch",
		source,
		standing: "published",
		holds: (r) => isOneOf(r.wakes, ["vigorous", "unarousable"]),
	},
	{
		grade: 4,
		topic: "points",
		because: "CAPD cannot be done",
		source,
		standing: "recalled",
		holds: (r) => r.capd === "cannot be done",
	},
	{
		grade: 4,
		topic: "seizure",
		because: "seizure longer than 5 min, or seizures without return to baseline",
		source,
		standing: "published",
		holds: (r) => isOneOf(r.seizure, ["prolonged_gt5min", "repetitive_no_baseline"]),
	},
	{
		grade: 4,
		topic: "seizure",
		because: "status epilepticus, as CARTOX names it",
		source,
		standing: "ours",
		holds: (r) => isOneOf(r.seizure, ["status"]),
	},
	{
		grade: 4,
		topic: "motor",
		because: "deep focal motor weakness",
		source,
		standing: "published",
		holds: (r) => r.weakness,
	},
	{
		grade: 4,
		topic: "pressure",
		because: "diffuse edema, or a sign of raised intracranial pressure",
		source,
		standing: "published",
		holds: (r) => either(isOneOf(r.edema, ["diffuse"]), r.raisedPressure),
	},
	{
		grade: 3,
		topic: "seizure",
		because: "seizure that resolves rapidly, or on EEG only and answering to treatment",
		source,
		standing: "published",
		holds: (r) => isOneOf(r.seizure, ["brief_resolved", "eeg_resolved"]),
	},
	{
		grade: 3,
		topic: "seizure",
		because: "partial or single generalized seizure, as CARTOX names it",
		source,
		standing: "ours",
		holds: (r) => isOneOf(r.seizure, ["partial_or_eeg_responding", "generalised"]),
	},
	{
		grade: 3,
		topic: "pressure",
		because: "focal edema on imaging",
		source,
		standing: "published",
		holds: (r) => isOneOf(r.edema, ["focal"]),
	},
	{
		grade: 3,
		topic: "consciousness",
		because: "wakes only to touch",
		source,
		standing: "published",
		holds: (r) => isOneOf(r.wakes, ["tactile"]),
	},
	{ grade: 3, topic: "points", because: "ICE 0 to 2", source, standing: "published", holds: (r) => are(r.ice, (n) => n < 3) },
	{
		grade: 3,
		topic: "points",
		because: "ICE cannot be done though the patient can be woken",
		source,
		standing: "recalled",
		holds: (r) => r.ice === "cannot be done",
	},
	{ grade: 3, topic: "points", because: "CAPD 9 or more", source, standing: "recalled", holds: (r) => are(r.capd, (n) => n >= 9) },
	{ grade: 2, topic: "consciousness", because: "wakes to voice", source, standing: "published", holds: (r) => isOneOf(r.wakes, ["voice"]) },
	{ grade: 2, topic: "points", because: "ICE 3 to 6", source, standing: "published", holds: (r) => are(r.ice, (n) => n < 7) },
	{ grade: 1, topic: "points", because: "ICE 7 to 9", source, standing: "published", holds: (r) => are(r.ice, (n) => n < 10) },
	{
		grade: 1,
		topic: "points",
		because: "CAPD 1 to 8; consciousness decides between grade 1 and 2",
		source,
		standing: "recalled",
		holds: (r) => are(r.capd, (n) => n >= 1),
	},
];

/**
 * Neurotoxicity (ICANS) by the ASTCT consensus: the worst of ICE (CAPD below 12 years), consciousness, seizure, weakness, and edema.
 * Tremor, myoclonus, headache and bleeding do not count.
 *
 *     astctIcans.grade({ age_y: 60, ice: 5, consciousness: "alert" }).grade   // 2
 */
export const astctIcans = scaleOf({
	id: "ASTCT_ICANS",
	title: "ICANS, ASTCT consensus 2019",
	source,
	needs,
	rows,
	facts: neurologicFacts,
	none: "no sign of neurotoxicity",
});
