import type { BedsideRecord, Consciousness } from "../chart/record.ts";
import type { Fact } from "./scale.ts";
import { isKnown, type Missing, missing, type Verdict } from "./verdict.ts";

/** What the rows of scales of neurotoxicity are about. */
export type NeurologicTopic = "death" | "points" | "consciousness" | "seizure" | "motor" | "pressure" | "tremor" | "headache" | "bleeding";

const sedated = missing("sedated, so ICE and consciousness are not scored");

export const diedOfIcans = (r: BedsideRecord) => r.dead_of_icans === true;
export const icePoints = (r: BedsideRecord) => pointsOn("ice", r);
export const capdPoints = (r: BedsideRecord) => pointsOn("capd", r);
export const wakefulness = (r: BedsideRecord): Consciousness | Missing =>
	r.sedated === true ? sedated : (r.consciousness ?? missing("consciousness not recorded"));
export const seizureSeen = (r: BedsideRecord) => (r.seizure === null ? missing("seizures not recorded") : (r.seizure ?? "none"));
export const hasWeakness = (r: BedsideRecord) => r.deep_focal_motor === true;
export const edemaSeen = (r: BedsideRecord) => (r.oedema === null ? missing("brain edema not recorded") : (r.oedema ?? "none"));

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
export type Points = number | "cannot be done" | "not asked" | Missing;

function pointsOn(which: "ice" | "capd", record: BedsideRecord): Points {
	if (tool(record) !== which) return "not asked";
	if (record.sedated === true) return sedated;
	const points = record[which];
	if (points === null) return "cannot be done";
	return isKnown(points) ? points : missing(`${which === "ice" ? "ICE" : "CAPD"} not recorded`);
}

/** The limits are written for whole points. */
export function are(points: Points, holds: (points: number) => boolean): Verdict {
	if (typeof points === "number") return holds(points);
	return typeof points === "string" ? false : points;
}

export function isOneOf<T extends string>(said: T | Missing, words: readonly T[]): Verdict {
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

/** The facts that a reason of neurotoxicity may name. */
export function neurologicFacts(record: BedsideRecord): readonly Fact<NeurologicTopic>[] {
	const edema = (record.oedema ?? "none") === "none" ? "" : `${record.oedema} brain edema`;
	const all: readonly Fact<NeurologicTopic>[] = [
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
