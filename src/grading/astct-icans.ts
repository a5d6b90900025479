import type { BedsideRecord, Consciousness } from "../chart/record.ts";
import { type Fact, type Replies, type Row, scaleOf } from "./scale.ts";
import { either, isKnown, type Missing, missing, type Verdict } from "./verdict.ts";

const source = "Lee DW 2019, doi:10.1016/j.bbmt.2018.12.758";

type IcansTopic = "death" | "points" | "consciousness" | "seizure" | "motor" | "pressure";

const needs = {
	died: (r: BedsideRecord) => r.dead_of_icans === true,
	ice: (r: BedsideRecord) => pointsOn("ice", r),
	capd: (r: BedsideRecord) => pointsOn("capd", r),
	wakes: (r: BedsideRecord): Consciousness | Missing =>
		r.sedated === true ? sedated : (r.consciousness ?? missing("consciousness not recorded")),
	seizure: (r: BedsideRecord) => (r.seizure === null ? missing("seizures not recorded") : (r.seizure ?? "none")),
	weakness: (r: BedsideRecord) => r.deep_focal_motor === true,
	edema: (r: BedsideRecord) => (r.oedema === null ? missing("brain edema not recorded") : (r.oedema ?? "none")),
	raisedPressure: (r: BedsideRecord) => (r.icp_sign ?? "none") !== "none",
};

const sedated = missing("sedated, so ICE and consciousness are not scored");

const rows: readonly Row<Replies<typeof needs>, BedsideRecord, IcansTopic>[] = [
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

/** ICE is asked from this age on, years. */
const ICE_AGE = 12;

/**
 * Which points count: CAPD below 12 years or where only CAPD was recorded, else ICE. A younger child for whom only ICE was recorded
 * is graded by ICE (our reading).
 */
function tool(record: BedsideRecord): "ice" | "capd" {
	if (record.capd === undefined) return isKnown(record.age_y) && record.age_y < ICE_AGE && record.ice === undefined ? "capd" : "ice";
	if (record.ice === undefined) return "capd";
	return isKnown(record.age_y) && record.age_y < ICE_AGE ? "capd" : "ice";
}

/** Points of a test, or why there are none. */
type Points = number | "cannot be done" | "not asked" | Missing;

function pointsOn(which: "ice" | "capd", record: BedsideRecord): Points {
	if (tool(record) !== which) return "not asked";
	if (record.sedated === true) return sedated;
	const points = record[which];
	if (points === null) return "cannot be done";
	return isKnown(points) ? points : missing(`${which === "ice" ? "ICE" : "CAPD"} not recorded`);
}

/** The limits are written for whole points. */
function are(points: Points, holds: (points: number) => boolean): Verdict {
	if (typeof points === "number") return holds(points);
	return typeof points === "string" ? false : points;
}

function isOneOf<T extends string>(said: T | Missing, words: readonly T[]): Verdict {
	return typeof said === "string" ? words.includes(said) : said;
}

const consciousnessWords: Readonly<Record<Consciousness, string>> = {
	alert: "",
	voice: "wakes to voice",
	tactile: "wakes only to touch",
	vigorous: "wakes only to vigorous touch",
	unarousable: "unarousable",
};

const seizureWords: Readonly<Record<NonNullable<BedsideRecord["seizure"]>, string>> = {
	none: "",
	brief_resolved: "a brief seizure that resolved",
	eeg_resolved: "a seizure on EEG that answered to treatment",
	prolonged_gt5min: "a seizure longer than 5 min",
	repetitive_no_baseline: "seizures without return to baseline",
	partial_or_eeg_responding: "a partial seizure that answered to treatment",
	generalised: "a generalized seizure",
	status: "status epilepticus",
};

const signWords: Readonly<Record<NonNullable<BedsideRecord["icp_sign"]>, string>> = {
	none: "",
	papilloedema: "papilledema",
	posturing: "decorticate or decerebrate posture",
	sixth_nerve: "sixth-nerve palsy",
	cushing: "Cushing's triad",
};

function facts(record: BedsideRecord): readonly Fact<IcansTopic>[] {
	const edema = (record.oedema ?? "none") === "none" ? "" : `${record.oedema} brain edema`;
	const all: readonly Fact<IcansTopic>[] = [
		{ topic: "points", words: pointsFact(record) },
		{ topic: "consciousness", words: record.sedated === true ? "" : consciousnessWords[record.consciousness ?? "alert"] },
		{ topic: "seizure", words: seizureWords[record.seizure ?? "none"] },
		{ topic: "motor", words: record.deep_focal_motor === true ? "deep focal motor weakness" : "" },
		{ topic: "pressure", words: [edema, signWords[record.icp_sign ?? "none"]].filter((w) => w !== "").join(" and ") },
	];
	return all.filter((fact) => fact.words !== "");
}

function pointsFact(record: BedsideRecord): string {
	if (record.sedated === true) return "";
	const which = tool(record);
	const value = record[which];
	const name = which === "ice" ? "ICE" : "CAPD";
	if (value === null) return `${name} cannot be done`;
	return isKnown(value) ? `${name} ${value}` : "";
}

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
	facts,
	none: "no sign of neurotoxicity",
});
