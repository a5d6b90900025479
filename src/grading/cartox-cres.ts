import type { BedsideRecord } from "../chart/record.ts";
import { type Fact, type Replies, type Row, scaleOf } from "./scale.ts";
import { either, isKnown, type Missing, missing, type Verdict } from "./verdict.ts";

const source = "Neelapu SS 2018, doi:10.1038/nrclinonc.2017.148";

type CresTopic = "death" | "points" | "pressure" | "seizure" | "motor" | "consciousness";

const needs = {
	died: (r: BedsideRecord) => r.dead_of_icans === true,
	points: pointsOf,
	obtunded: (r: BedsideRecord): Verdict =>
		r.sedated === true
			? sedated
			: r.consciousness === null
				? unseen
				: ["tactile", "vigorous", "unarousable"].includes(r.consciousness ?? "alert"),
	papilledema: (r: BedsideRecord) => r.papilloedema_stage ?? 0,
	highOpeningPressure: (r: BedsideRecord) => (r.csf_op_mmhg ?? 0) >= 20,
	edema: (r: BedsideRecord): Verdict => (r.oedema === null ? missing("brain edema not recorded") : (r.oedema ?? "none") !== "none"),
	seizure: (r: BedsideRecord) => (r.seizure === null ? missing("seizures not recorded") : (r.seizure ?? "none")),
	weakness: (r: BedsideRecord) => r.new_motor_weakness === true || r.deep_focal_motor === true,
};

const isSeizure = (said: NonNullable<BedsideRecord["seizure"]> | Missing, words: readonly BedsideRecord["seizure"][]): Verdict =>
	typeof said === "string" ? words.includes(said) : said;

const unseen = missing("consciousness not recorded");
const sedated = missing("sedated, so CARTOX-10 and consciousness are not scored");

const rows: readonly Row<Replies<typeof needs>, BedsideRecord, CresTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to neurotoxicity", source, standing: "recalled", holds: (r) => r.died },
	{
		grade: 4,
		topic: "points",
		because: "critical or obtunded, so that the test cannot be done",
		source,
		standing: "recalled",
		holds: (r) => r.points === "cannot be done",
	},
	{
		grade: 4,
		topic: "consciousness",
		because: "wakes only to touch or not at all, read as obtunded",
		source,
		standing: "ours",
		holds: (r) => r.obtunded,
	},
	{
		grade: 4,
		topic: "pressure",
		because: "papilledema stage 3 to 5, opening pressure of 20 mmHg or more, or brain edema",
		source,
		standing: "recalled",
		holds: (r) => either(r.papilledema >= 3 || r.highOpeningPressure, r.edema),
	},
	{
		grade: 4,
		topic: "seizure",
		because: "generalized seizure, or status epilepticus",
		source,
		standing: "recalled",
		holds: (r) => isSeizure(r.seizure, ["generalised", "status"]),
	},
	{
		grade: 4,
		topic: "seizure",
		because: "a clinical seizure, however brief, is read as generalized",
		source,
		standing: "ours",
		holds: (r) => isSeizure(r.seizure, ["brief_resolved", "prolonged_gt5min", "repetitive_no_baseline"]),
	},
	{
		grade: 4,
		topic: "motor",
		because: "new motor weakness",
		source,
		standing: "recalled",
		holds: (r) => r.weakness,
	},
	{ grade: 3, topic: "points", because: "CARTOX-10 of 0 to 2", source, standing: "recalled", holds: (r) => are(r.points, (n) => n < 3) },
	{
		grade: 3,
		topic: "pressure",
		because: "papilledema stage 1 or 2 with an opening pressure below 20 mmHg, or one that was not measured",
		source,
		standing: "recalled",
		holds: (r) => r.papilledema >= 1,
	},
	{
		grade: 3,
		topic: "seizure",
		because: "partial seizure, or one on EEG only, that answers to treatment",
		source,
		standing: "recalled",
		holds: (r) => isSeizure(r.seizure, ["partial_or_eeg_responding", "eeg_resolved"]),
	},
	{ grade: 2, topic: "points", because: "CARTOX-10 of 3 to 6", source, standing: "published", holds: (r) => are(r.points, (n) => n < 7) },
	{ grade: 1, topic: "points", because: "CARTOX-10 of 7 to 9", source, standing: "published", holds: (r) => are(r.points, (n) => n < 10) },
];

function pointsOf(record: BedsideRecord): number | "cannot be done" | Missing {
	if (record.sedated === true) return sedated;
	if (record.cartox10 === null) return "cannot be done";
	return isKnown(record.cartox10) ? record.cartox10 : missing("CARTOX-10 not recorded");
}

function are(points: number | "cannot be done" | Missing, holds: (points: number) => boolean): Verdict {
	if (typeof points === "number") return holds(points);
	return typeof points === "string" ? false : points;
}

function facts(record: BedsideRecord): readonly Fact<CresTopic>[] {
	return isKnown(record.cartox10) && record.sedated !== true ? [{ topic: "points", words: `CARTOX-10 ${record.cartox10}` }] : [];
}

/**
 * Neurotoxicity (CRES) by the CARTOX working group. A single brief generalized seizure is grade 4 here and grade 3 by the ASTCT.
 *
 *     cartoxCres.grade({ cartox10: 8 }).grade   // 1
 */
export const cartoxCres = scaleOf({
	id: "CARTOX_CRES",
	title: "Neurotoxicity (CRES), CARTOX",
	source,
	needs,
	rows,
	facts,
	none: "no sign of neurotoxicity",
});
