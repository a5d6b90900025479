import { givenOxygen } from "../chart/oxygen.ts";
import type { BedsideRecord } from "../chart/record.ts";
import { type Oxygen, oxygenWords } from "./oxygen.ts";
import { allPressors, type Pressor, pressorWords } from "./pressors.ts";
import type { Fact } from "./scale.ts";
import { compare, isKnown, missing, type Verdict } from "./verdict.ts";

/** What a row of a CRS table is about. */
export type CrsTopic = "death" | "episode" | "fever" | "pressure" | "oxygen" | "organ" | "care";

/** Fever begins here, degC, this value included. */
export const FEVER = 38;

/** A death put down to CRS. */
export function diedOfCrs(record: BedsideRecord): boolean {
	return record.dead_of_crs === true;
}

/** Fever now that is put down to CRS. */
export function hasFever(record: BedsideRecord): Verdict {
	if (record.fever_other_cause === true) return false;
	return compare(record.temp_c, "temperature", (t) => t >= FEVER);
}

/** Fever was seen before in this episode; open where a look that could have shown the first one did not. */
export function hadFever(record: BedsideRecord): Verdict {
	return record.fever_earlier === null ? missing("temperature not recorded at an earlier look") : record.fever_earlier === true;
}

/** Vasopressors that run for a hypotension put down to CRS. */
export function crsPressors(record: BedsideRecord): readonly Pressor[] {
	return record.hypotension_other_cause === true ? [] : (record.pressors ?? []);
}

/** Hypotension put down to CRS, treated or not. A running vasopressor is hypotension; so is a bolus when no pressure was charted (our readings). */
export function hasHypotension(record: BedsideRecord): Verdict {
	if (record.hypotension_other_cause === true) return false;
	if (allPressors(crsPressors(record)) > 0) return true;
	if (record.sbp_low === null) return missing("blood pressure not recorded");
	return record.sbp_low ?? (record.fluid_boluses ?? 0) > 0;
}

/** Oxygen that runs for a hypoxia put down to CRS; null: none. A tube that only protects the airway is none. */
export function crsOxygen(record: BedsideRecord): Oxygen | null {
	const oxygen = givenOxygen(record.o2);
	if (oxygen === null || record.hypoxia_other_cause === true) return null;
	return record.airway_only === true && oxygen.device === "invasive" ? null : oxygen;
}

/** What the record says, in words, for the reason of a grade. */
export function crsFacts(record: BedsideRecord): readonly Fact<CrsTopic>[] {
	const facts: Fact<CrsTopic>[] = [];
	const add = (topic: CrsTopic, words: string) => void (words !== "" && facts.push({ topic, words }));
	add("pressure", pressureFact(record));
	add("oxygen", oxygenFact(record));
	add("fever", feverFact(record));
	return facts;
}

/** What was there before the infusion is told of nobody: it is no sign of a toxicity. */
const excuse = (sign: string, { before_infusion: isBefore }: BedsideRecord): string =>
	isBefore === true ? "" : `${sign} has another cause`;

function pressureFact(record: BedsideRecord): string {
	if (record.hypotension_other_cause === true) return excuse("hypotension", record);
	const words = pressorWords(record.pressors ?? []);
	if (words !== "")
		return isKnown(record.pressors_since) ? `${words}, pressors since day ${(record.pressors_since / 24).toFixed(1)}` : words;
	if (hasHypotension(record) !== true) return "";
	const boluses = record.fluid_boluses ?? 0;
	return boluses > 0
		? `hypotension with ${boluses === 1 ? "one fluid bolus" : `${boluses} fluid boluses`}, no vasopressor`
		: "hypotension, no vasopressor";
}

function oxygenFact(record: BedsideRecord): string {
	const oxygen = givenOxygen(record.o2);
	if (record.hypoxia_other_cause === true) return excuse("hypoxia", record);
	if (oxygen === null) return hiddenHypoxia(record);
	return crsOxygen(record) === null ? "intubated only to protect the airway" : oxygenWords(oxygen);
}

/** Below this saturation, percent, the usual protocols give oxygen (our line for an untreated sign). */
export const LOW_SATURATION = 92;

/** A low saturation that nobody treats is no hypoxia to any scale: it is told, so that nobody takes the grade for reassurance. */
function hiddenHypoxia({ spo2 }: BedsideRecord): string {
	return isKnown(spo2) && spo2 < LOW_SATURATION ? `untreated: saturation ${Math.floor(spo2)} % without oxygen, which no scale counts` : "";
}

/** A temperature as it is told: rounded down, so that 37.99 is never shown as 38. */
export function toldFever(temperature: number): number {
	return Math.floor(temperature * 10 + 1e-9) / 10;
}

function feverFact(record: BedsideRecord): string {
	if (record.fever_other_cause === true) return excuse("fever", record);
	if (!isKnown(record.temp_c)) return "";
	if (record.temp_c >= FEVER) return `fever ${toldFever(record.temp_c).toFixed(1)} °C`;
	if (record.masked === true) return `temperature masked by ${(record.masked_by ?? []).join(", ") || "a drug"}`;
	return record.fever_earlier === true ? "fever earlier in this episode" : "";
}
