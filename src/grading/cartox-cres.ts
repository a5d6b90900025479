import type { BedsideRecord } from "./record.ts";
import { type Fact, type Row, scaleOf } from "./scale.ts";
import { compare, isKnown, missing, type Verdict } from "./verdict.ts";

const source = "Neelapu SS 2018, doi:10.1038/nrclinonc.2017.148";

type CresTopic = "death" | "points" | "pressure" | "seizure" | "motor" | "consciousness";

const rows: readonly Row<BedsideRecord, CresTopic>[] = [
	{ grade: 5, topic: "death", because: "death due to neurotoxicity", source, standing: "recalled", holds: (r) => r.dead_of_icans === true },
	{
		grade: 4,
		topic: "points",
		because: "critical or obtunded, so that the test cannot be done",
		source,
		standing: "recalled",
		holds: (r) => r.cartox10 === null && r.sedated !== true,
	},
	{
		grade: 4,
		topic: "consciousness",
		because: "wakes only to touch or not at all, read as obtunded",
		source,
		standing: "ours",
		holds: (r) => r.sedated !== true && ["tactile", "vigorous", "unarousable"].includes(r.consciousness ?? "alert"),
	},
	{
		grade: 4,
		topic: "pressure",
		because: "papilledema stage 3 to 5, opening pressure of 20 mmHg or more, or brain edema",
		source,
		standing: "recalled",
		holds: (r) => (r.papilloedema_stage ?? 0) >= 3 || (r.csf_op_mmhg ?? 0) >= 20 || (r.oedema ?? "none") !== "none",
	},
	{
		grade: 4,
		topic: "seizure",
		because: "generalized seizure, or status epilepticus",
		source,
		standing: "recalled",
		holds: (r) => r.seizure === "generalised" || r.seizure === "status",
	},
	{
		grade: 4,
		topic: "seizure",
		because: "a clinical seizure, however brief, is read as generalized",
		source,
		standing: "ours",
		holds: (r) => r.seizure === "brief_resolved" || r.seizure === "prolonged_gt5min" || r.seizure === "repetitive_no_baseline",
	},
	{
		grade: 4,
		topic: "motor",
		because: "new motor weakness",
		source,
		standing: "recalled",
		holds: (r) => r.new_motor_weakness === true || r.deep_focal_motor === true,
	},
	{ grade: 3, topic: "points", because: "CARTOX-10 of 0 to 2", source, standing: "recalled", holds: (r) => points(r, (n) => n < 3) },
	{
		grade: 3,
		topic: "pressure",
		because: "papilledema stage 1 or 2 with an opening pressure below 20 mmHg, or one that was not measured",
		source,
		standing: "recalled",
		holds: (r) => (r.papilloedema_stage ?? 0) >= 1,
	},
	{
		grade: 3,
		topic: "seizure",
		because: "partial seizure, or one on EEG only, that answers to treatment",
		source,
		standing: "recalled",
		holds: (r) => r.seizure === "partial_or_eeg_responding" || r.seizure === "eeg_resolved",
	},
	{ grade: 2, topic: "points", because: "CARTOX-10 of 3 to 6", source, standing: "published", holds: (r) => points(r, (n) => n < 7) },
	{ grade: 1, topic: "points", because: "CARTOX-10 of 7 to 9", source, standing: "published", holds: (r) => points(r, (n) => n < 10) },
];

function points(record: BedsideRecord, holds: (points: number) => boolean): Verdict {
	if (record.sedated === true) return missing("sedated, so CARTOX-10 is not scored");
	return record.cartox10 === null ? false : compare(record.cartox10, "CARTOX-10", holds);
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
	rows,
	facts,
	none: "no sign of neurotoxicity",
});
