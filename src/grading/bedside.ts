import { givenOxygen } from "../chart/oxygen.ts";
import type { BedsideRecord } from "../chart/record.ts";
import type { Blood, MaskingDose, Sight, Signs, Supports } from "../chart/sight.ts";
import { windows } from "../chart/windows.ts";
import { astctCrs } from "./astct-crs.ts";
import { astctIcans } from "./astct-icans.ts";
import type { FeverState, GradedPoint } from "./course.ts";
import { FEVER } from "./crs-facts.ts";
import { asDevice } from "./oxygen.ts";
import { climb, earliest, type Staircases, withHours } from "./pressor-hours.ts";
import { isHighDose, leeHighDose, type Pressor } from "./pressors.ts";
import { type Grade, type Graded, leastOf, mostOf } from "./scale.ts";
import { isKnown } from "./verdict.ts";

export type { Blood, MaskingDose, Sight, Signs, Supports };

/** What must be remembered between looks. Plain data; each look hands back a new one. */
export interface Bedside {
	/** Readings of the last hour; null where none was taken at a look. */
	readonly temperatures: readonly { readonly time: number; readonly temperature: number | null }[];
	/** First look with fever in this episode. */
	readonly feverSince: number | null;
	/** Fever may have been there before it was first seen: a look that could have shown it did not. */
	readonly mayHaveHadFever: boolean;
	/** First look since which the ASTCT grade may have been 0, and since which it surely was. Without a gap they are one. */
	readonly mayBeClearSince: number | null;
	readonly clearSince: number | null;
	readonly pressors: Staircases;
	/** Last known ICANS grade. */
	readonly icans: { readonly time: number; readonly grade: number } | null;
}

/** The chart record of one look, and what of earlier looks its words tell. */
export interface Seen {
	readonly time: number;
	readonly record: BedsideRecord;
	readonly fever: FeverState;
	/** The memory, but for what follows from the grades of this look. */
	readonly bedside: Bedside;
}

/** What one look yields. */
export interface Looked {
	readonly bedside: Bedside;
	/** What was graded; `gradeOnOtherScales(record)` grades it again. */
	readonly record: BedsideRecord;
	readonly crs: GradedPoint;
	readonly icans: GradedPoint;
}

/** Nothing seen yet. */
export const atAdmission: Bedside = {
	temperatures: [],
	feverSince: null,
	mayHaveHadFever: false,
	mayBeClearSince: null,
	clearSince: null,
	pressors: {},
	icans: null,
};

/** After so many hours without any grade the episode and its fever are forgotten; the same span as in `courseOf`. */
const EPISODE_ENDS = 7 * 24;
/** Onset later than this many hours after infusion asks for another cause (Lee DW 2019); it is said, not enforced. */
const LATE_ONSET = 14 * 24;

/**
 * Looks at the patient: turns signs and supports into a chart record and grades it. Looks come in order of time; an hour apart is usual.
 *
 *     const { bedside, crs, icans } = look(atAdmission, { time: 72, signs, supports })
 */
export function look(before: Bedside, sight: Sight): Looked {
	const seen = see(before, sight);
	const { record, bedside } = seen;
	const [crs, icans] = [astctCrs.grade(record), astctIcans.grade(record)];
	return { bedside: remember(seen, { crs, icans }), record, crs: crsPoint(seen, crs), icans: icansPoint(seen, icans, bedside.icans) };
}

/**
 * The record of a look. How it is made is our rule: hypotension is a low pressure (adult: systolic below 90 or mean below 65 mmHg; child:
 * systolic below 70 + 2 x age, at most 90, as in Mahadeo 2019, doi:10.1038/s41571-018-0075-2) that is no usual one of the patient, a running vasopressor, or a bolus for pressure within 6 h. Temperature is the highest of the last
 * hour. Oxygen is what is connected: a low saturation without oxygen is an untreated sign, not hypoxia for grading. Under invasive ventilation
 * the patient is sedated and ICANS is unknown. Every scale begins with the infusion: what was there before has another cause.
 */
export function see(before: Bedside, sight: Sight): Seen {
	const { time, supports } = sight;
	const remembered = forget(before, time);
	const temperatures = lastHour(remembered, sight);
	const given = running(supports);
	const pressors = climb(remembered.pressors, { time, pressors: given });
	const temperature = highest(temperatures);
	const excused = time < 0 || sight.otherCause?.includes("fever") === true;
	const febrile = isKnown(temperature) && temperature >= FEVER && !excused;
	const feverSince = remembered.feverSince ?? (febrile ? time : null);
	const masks = masksOf(supports.maskedBy, { time, feverSince });
	const record = recordOf(sight, {
		temperature,
		hadFever: hadFever(remembered, time),
		masks,
		pressors: withHours(pressors, { time, pressors: given }),
		pressorsSince: earliest(pressors, time),
	});
	const mayHaveHadFever = remembered.mayHaveHadFever || (feverSince === null && !isKnown(temperature) && !excused);
	return {
		time,
		record,
		fever: feverState({ temperature, febrile, masked: masks.length > 0 }),
		bedside: {
			temperatures,
			feverSince,
			mayHaveHadFever,
			pressors,
			mayBeClearSince: remembered.mayBeClearSince,
			clearSince: remembered.clearSince,
			icans: remembered.icans,
		},
	};
}

/** The memory after a look that was graded. */
export function remember({ time, bedside }: Seen, { crs, icans }: { readonly crs: Graded; readonly icans: Graded }): Bedside {
	const { temperatures, feverSince, mayHaveHadFever, pressors } = bedside;
	return {
		temperatures,
		feverSince,
		mayHaveHadFever,
		pressors,
		mayBeClearSince: leastOf(crs) === 0 ? (bedside.mayBeClearSince ?? time) : null,
		clearSince: mostOf(crs) === 0 ? (bedside.clearSince ?? time) : null,
		icans: icans.grade === null ? bedside.icans : { time, grade: icans.grade },
	};
}

/** The CRS grade of a look with the words that follow from the whole episode. */
export function crsPoint({ time, fever, bedside: { feverSince } }: Seen, { scale: _, ...crs }: Grade): GradedPoint {
	const isLate = leastOf(crs) > 0 && (feverSince ?? 0) > LATE_ONSET;
	return isLate ? { ...crs, time, fever, because: `${crs.because}; began after day 14, look for another cause` } : { ...crs, time, fever };
}

/** The ICANS grade of a look; where it is unknown, the words name the last one that was known. */
export function icansPoint({ time, fever }: Seen, { scale: _, ...icans }: Grade, last: Bedside["icans"]): GradedPoint {
	if (icans.grade !== null) return { ...icans, time, fever };
	const known = last === null ? "never known before" : `last known grade ${last.grade}, on day ${(last.time / 24).toFixed(1)}`;
	return { ...icans, time, fever, because: `${icans.because}; ${known}` };
}

/** Fever before this look; null where it cannot be said. */
function hadFever({ feverSince, mayHaveHadFever }: Bedside, time: number): boolean | null {
	if (feverSince !== null && feverSince < time) return true;
	return mayHaveHadFever ? null : false;
}

/** An episode that may be over leaves it open whether there was fever; one that surely is leaves none. */
function forget(bedside: Bedside, time: number): Bedside {
	const isOver = (since: number | null) => since !== null && time - since > EPISODE_ENDS;
	if (isOver(bedside.clearSince)) return { ...bedside, feverSince: null, mayHaveHadFever: false, mayBeClearSince: null, clearSince: null };
	if (bedside.feverSince === null || !isOver(bedside.mayBeClearSince)) return bedside;
	return { ...bedside, feverSince: null, mayHaveHadFever: true };
}

/** Readings of the last hour, this one included; the reading exactly one hour ago has just left, and from infusion on those before it. */
function lastHour(bedside: Bedside, { time, signs: { temperature } }: Sight): Bedside["temperatures"] {
	const reading = { time, temperature: isKnown(temperature) ? temperature : null };
	const counts = (before: number) => time - before < windows.temperature && (before >= 0 || time < 0);
	const { temperatures } = bedside;
	// Looks are an hour apart most of the time: then nothing of the last hour is left.
	if (temperatures.length === 0 || !counts(temperatures.at(-1)!.time)) return [reading];
	return [...temperatures.filter((one) => counts(one.time)), reading];
}

/** Undefined where a reading that was not taken could have been a fever. */
function highest(temperatures: Bedside["temperatures"]): number | undefined {
	let most: number | undefined;
	for (const { temperature } of temperatures) if (temperature !== null && (most === undefined || temperature > most)) most = temperature;
	if (most !== undefined && most >= FEVER) return most;
	return temperatures.some(({ temperature }) => temperature === null) ? undefined : most;
}

function running(supports: Supports): readonly Pressor[] {
	return supports.pressors.length === 0 ? nothing : supports.pressors.filter((p) => !isKnown(p.rate) || p.rate > 0);
}

const nothing: readonly never[] = [];

/** Drugs given since the first fever of this episode, or given before it and known to act still. */
function masksOf(doses: readonly MaskingDose[], { time, feverSince }: { time: number; feverSince: number | null }): readonly string[] {
	if (feverSince === null || doses.length === 0) return nothing;
	const names: string[] = [];
	for (const dose of doses) {
		const hides = dose.time <= time && (dose.time >= feverSince || (dose.until ?? -Infinity) > time);
		if (hides && !names.includes(dose.name)) names.push(dose.name);
	}
	return names;
}

function feverState({ temperature, febrile, masked }: { temperature: number | undefined; febrile: boolean; masked: boolean }): FeverState {
	if (!isKnown(temperature)) return "unknown";
	if (febrile) return "present";
	return masked && temperature < FEVER ? "masked" : "absent";
}

/** What follows from earlier looks. */
interface Memory {
	readonly temperature: number | undefined;
	/** Fever before this look in this episode; null: it cannot be said. */
	readonly hadFever: boolean | null;
	readonly masks: readonly string[];
	/** With the hours at their rate. */
	readonly pressors: readonly Pressor[];
	readonly pressorsSince: number | undefined;
}

function recordOf(sight: Sight, { temperature, hadFever, masks, pressors, pressorsSince }: Memory): BedsideRecord {
	const { time, signs, supports, otherCause = nothing, diedOf } = sight;
	const low = isPressureLow(signs);
	const treated = pressors.length > 0 || begunWithin(supports.boluses, { time, hours: windows.bolus }) > 0;
	const device = asDevice(supports.oxygen?.device ?? "none");
	const ice = wholePoints(signs.ice);
	const capd = wholePoints(signs.capd);
	const record: BedsideRecord = {
		temp_c: temperature,
		fever_earlier: hadFever,
		masked: masks.length > 0,
		masked_by: masks,
		spo2: signs.spo2,
		pressors_since: pressorsSince,
		sbp_low: treated ? true : low,
		fluid_boluses: begunWithin(supports.boluses, { time, hours: windows.bolusCount }),
		pressors,
		hypotension_refractory: isRefractory(low, pressors, signs.weight),
		o2: givenOxygen({ device, lpm: supports.oxygen?.lpm, fio2: supports.oxygen?.fio2 }),
		airway_only: supports.airwayOnly,
		organ: signs.organ,
		products_for_coagulopathy: supports.products,
		hospitalised_for_crs: supports.admitted,
		iv_therapy: supports.ivTherapy ?? (otherCause.includes("fever") ? false : feverTreated(signs.temperature, supports.antibiotics, time)),
		fever_other_cause: otherCause.includes("fever"),
		hypotension_other_cause: otherCause.includes("hypotension"),
		hypoxia_other_cause: otherCause.includes("hypoxia"),
		dead_of_crs: diedOf === "crs",
		age_y: signs.age,
		weight_kg: signs.weight,
		ice,
		capd,
		consciousness: signs.consciousness === undefined && (isKnown(ice) || isKnown(capd)) ? "alert" : signs.consciousness,
		seizure: signs.seizure,
		oedema: signs.oedema,
		icp_sign: signs.icpSign,
		deep_focal_motor: signs.focalWeakness,
		sedated: device === "invasive",
		dead_of_icans: diedOf === "icans",
		dead_of_iechs: diedOf === "iec_hs",
	};
	const whole = sight.charted === undefined ? record : { ...record, ...sight.charted };
	if (time < 0) return beforeInfusion(whole);
	return otherCause.includes("brain") ? { ...whole, ...unclouded(whole) } : whole;
}

/** Attention, writing and wakefulness as they would be without a toxicity. What was not recorded stays unknown. */
function unclouded({ ice, capd, cartox10, consciousness }: BedsideRecord): Partial<BedsideRecord> {
	return {
		ice: ice === undefined ? ice : 10,
		capd: capd === undefined ? capd : 0,
		cartox10: cartox10 === undefined ? cartox10 : 10,
		consciousness: consciousness && "alert",
	};
}

/**
 * The record of a look before the infusion, in which nothing is a toxicity of it: CRS and ICANS are what *follows* an immune effector cell
 * therapy (Lee DW 2019, doi:10.1016/j.bbmt.2018.12.758), and the tables of the blood count from day 0. Signs of that time have another cause, an
 * abnormal examination is the patient's own. What was not recorded stays unknown.
 */
function beforeInfusion(record: BedsideRecord): BedsideRecord {
	const { seizure, oedema } = record;
	return {
		...record,
		...unclouded(record),
		before_infusion: true,
		fever_earlier: false,
		fever_other_cause: isKnown(record.temp_c),
		hypotension_other_cause: record.sbp_low !== null,
		hypoxia_other_cause: true,
		organ: undefined,
		products_for_coagulopathy: false,
		hospitalised_for_crs: false,
		iv_therapy: false,
		dead_of_crs: false,
		seizure: seizure && "none",
		oedema: oedema && "none",
		icp_sign: undefined,
		deep_focal_motor: false,
		new_motor_weakness: false,
		papilloedema_stage: undefined,
		csf_op_mmhg: undefined,
		dead_of_icans: false,
		dead_of_iechs: false,
		tremor: false,
		headache: false,
		intracranial_haemorrhage: false,
	};
}

/** Tests are scored in whole points; null (cannot be done) stays. */
function wholePoints(points: number | null | undefined): number | null | undefined {
	if (points === null) return null;
	return isKnown(points) ? Math.round(points) : undefined;
}

/** A mean pressure that is within this share of the patient's own at rest is no hypotension (our line; the scales' authors give none). */
const USUAL_FALL = 0.15;

/** Adult lines from 18 years on. Null: cannot be said. The child's line stops at 90 mmHg, which it reaches at 10 years. */
function isPressureLow(signs: Signs): boolean | null {
	const { map, restingMap } = signs;
	if (isKnown(restingMap) && isKnown(map) && map >= (1 - USUAL_FALL) * restingMap) return false;
	return isBelowLines(signs);
}

function isBelowLines({ age, sbp, map }: Signs): boolean | null {
	if (isKnown(age) && age < 18) return isKnown(sbp) ? sbp < Math.min(90, 70 + 2 * age) : null;
	if (!isKnown(sbp) && !isKnown(map)) return null;
	return (isKnown(sbp) && sbp < 90) || (isKnown(map) && map < 65);
}

/** Pressure stays low on a high-dose vasopressor; null where it cannot be said. */
function isRefractory(low: boolean | null, pressors: readonly Pressor[], weight: number | undefined): boolean | null {
	if (low === false || pressors.length === 0) return false;
	const high = isHighDose(pressors, { table: leeHighDose, weight });
	if (high === false) return false;
	return low === true && high === true ? true : null;
}

/** Fever under intravenous antibiotics; undefined when temperature or treatment is unknown. */
function feverTreated(
	temperature: number | null | undefined,
	antibiotics: readonly number[] | undefined,
	time: number,
): boolean | undefined {
	if (antibiotics === undefined || temperature === undefined || temperature === null) return undefined;
	return temperature >= 38 && begunWithin(antibiotics, { time, hours: windows.antibiotic }) > 0;
}

function begunWithin(starts: readonly number[], { time, hours }: { time: number; hours: number }): number {
	let count = 0;
	for (const start of starts) if (start <= time && time - start < hours) count++;
	return count;
}
