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
import { type Fact, type Replies, type Row, scaleOf } from "./scale.ts";
import { missing, type Verdict } from "./verdict.ts";

/**
 * The terms and their words were read in a table of CTCAE v4.03 for CAR-T cells (PMC5987753, table 3); those of v5.0 differ little. CTCAE grades
 * by daily living, which no chart holds: how ICE, CAPD and wakefulness stand for it is our assumption.
 */
const source =
	"NCI CTCAE v4.03 and v5.0, nervous system disorders, as in PMC5987753, table 3; ICE, CAPD and wakefulness stand for daily living (assumed)";
const recalled = "NCI CTCAE v5.0, nervous system disorders (recalled)";

const needs = {
	died: diedOfIcans,
	ice: icePoints,
	capd: capdPoints,
	wakes: wakefulness,
	seizure: seizureSeen,
	weakness: hasWeakness,
	edema: edemaSeen,
	tremor: (r: BedsideRecord) => r.tremor === true,
	headache: (r: BedsideRecord) => r.headache === true,
	bleeding: (r: BedsideRecord) => r.intracranial_haemorrhage === true,
};

/** Of a sign that is there, its severity is open. */
const ofUnknownSeverity = (isThere: boolean, sign: string): Verdict =>
	isThere ? missing(`how severe the ${sign} is was not recorded`) : false;

const rows: readonly Row<Replies<typeof needs>, BedsideRecord, NeurologicTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to neurotoxicity", source, standing: "published", holds: (r) => r.died },
	{
		grade: 4,
		topic: "consciousness",
		because: "coma: a life-threatening loss of consciousness",
		source,
		standing: "published",
		holds: (r) => isOneOf(r.wakes, ["unarousable"]),
	},
	{
		grade: 4,
		topic: "seizure",
		because: "prolonged or repeated seizures that threaten life",
		source,
		standing: "published",
		holds: (r) => isOneOf(r.seizure, ["prolonged_gt5min", "repetitive_no_baseline", "status"]),
	},
	{
		grade: 4,
		topic: "pressure",
		because: "diffuse edema of the brain, which threatens life",
		source: recalled,
		standing: "recalled",
		holds: (r) => isOneOf(r.edema, ["diffuse"]),
	},
	{
		grade: 4,
		topic: "bleeding",
		because: "bleeding into the brain that threatens life",
		source: recalled,
		standing: "recalled",
		holds: (r) => ofUnknownSeverity(r.bleeding, "bleeding into the brain"),
	},
	{
		grade: 3,
		topic: "consciousness",
		because: "obtundation or stupor: wakes only to touch, read so",
		source,
		standing: "ours",
		holds: (r) => isOneOf(r.wakes, ["tactile", "vigorous"]),
	},
	{
		grade: 3,
		topic: "points",
		because: "encephalopathy or confusion that limits self-care, read from ICE 0 to 2",
		source,
		standing: "ours",
		holds: (r) => are(r.ice, (n) => n < 3),
	},
	{
		grade: 3,
		topic: "points",
		because: "a test that cannot be done: cannot read, write or communicate",
		source,
		standing: "ours",
		holds: (r) => r.ice === "cannot be done" || r.capd === "cannot be done",
	},
	{
		grade: 3,
		topic: "points",
		because: "delirium, read from CAPD 9 or more",
		source,
		standing: "ours",
		holds: (r) => are(r.capd, (n) => n >= 9),
	},
	{
		grade: 3,
		topic: "motor",
		because: "weakness of one side that limits self-care, read from deep focal weakness",
		source: recalled,
		standing: "ours",
		holds: (r) => r.weakness,
	},
	{
		grade: 3,
		topic: "pressure",
		because: "new edema of the brain, read from focal edema on imaging",
		source: recalled,
		standing: "ours",
		holds: (r) => isOneOf(r.edema, ["focal"]),
	},
	{
		grade: 3,
		topic: "tremor",
		because: "tremor that limits self-care",
		source: recalled,
		standing: "recalled",
		holds: (r) => ofUnknownSeverity(r.tremor, "tremor"),
	},
	{
		grade: 3,
		topic: "headache",
		because: "severe headache that limits self-care",
		source: recalled,
		standing: "recalled",
		holds: (r) => ofUnknownSeverity(r.headache, "headache"),
	},
	{
		grade: 2,
		topic: "consciousness",
		because: "moderate sedation: wakes to voice, read so",
		source,
		standing: "ours",
		holds: (r) => isOneOf(r.wakes, ["voice"]),
	},
	{
		grade: 2,
		topic: "points",
		because: "encephalopathy, confusion or dysphasia that limits instrumental daily living, read from ICE 3 to 6",
		source,
		standing: "ours",
		holds: (r) => are(r.ice, (n) => n < 7),
	},
	{
		grade: 2,
		topic: "seizure",
		because: "brief generalized seizure; one whose kind was not recorded is read so",
		source,
		standing: "published",
		holds: (r) => isOneOf(r.seizure, ["generalised", "brief_resolved"]),
	},
	{
		grade: 1,
		topic: "seizure",
		because: "brief partial seizure without loss of consciousness; one on EEG alone is read so",
		source,
		standing: "published",
		holds: (r) => isOneOf(r.seizure, ["partial_or_eeg_responding", "eeg_resolved"]),
	},
	{
		grade: 1,
		topic: "points",
		because: "mild encephalopathy, confusion or dysphasia, read from ICE 7 to 9",
		source,
		standing: "ours",
		holds: (r) => are(r.ice, (n) => n < 10),
	},
	{
		grade: 1,
		topic: "points",
		because: "mild confusion, read from CAPD 1 to 8",
		source,
		standing: "ours",
		holds: (r) => are(r.capd, (n) => n >= 1),
	},
	{ grade: 1, topic: "tremor", because: "tremor", source: recalled, standing: "recalled", holds: (r) => r.tremor },
	{ grade: 1, topic: "headache", because: "headache", source: recalled, standing: "recalled", holds: (r) => r.headache },
	{ grade: 1, topic: "bleeding", because: "bleeding into the brain", source: recalled, standing: "recalled", holds: (r) => r.bleeding },
];

function facts(record: BedsideRecord): readonly Fact<NeurologicTopic>[] {
	const more: readonly Fact<NeurologicTopic>[] = [
		{ topic: "tremor", words: record.tremor === true ? "tremor" : "" },
		{ topic: "headache", words: record.headache === true ? "headache" : "" },
		{ topic: "bleeding", words: record.intracranial_haemorrhage === true ? "bleeding into the brain" : "" },
	];
	return [...neurologicFacts(record), ...more.filter(({ words }) => words !== "")];
}

/**
 * Neurologic adverse events by the terms of CTCAE (encephalopathy, confusion, dysphasia, somnolence, seizure, weakness, edema, tremor, headache,
 * bleeding), as trials graded them before the ASTCT: the worst term decides. A tremor, headache or bleeding whose severity nobody wrote down
 * leaves bounds.
 *
 *     ctcaeNeuro.grade({ age_y: 60, ice: 10, consciousness: "vigorous" }).grade   // 3; ICANS of the ASTCT is 4
 */
export const ctcaeNeuro = scaleOf({
	id: "CTCAE_NEURO",
	title: "Neurologic events, CTCAE v4.03 and v5.0",
	source,
	needs,
	rows,
	facts,
	none: "no neurologic event",
});
