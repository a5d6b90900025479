import { givenOxygen } from "../chart/oxygen.ts";
import type { Blood, MaskingDose, Sight, Signs, Supports } from "../chart/sight.ts";
import { windows } from "../chart/windows.ts";
import { astctCrs } from "./astct-crs.ts";
import { astctIcans } from "./astct-icans.ts";
import type { FeverState, GradedPoint } from "./course.ts";
import { FEVER } from "./crs-facts.ts";
import { asDevice } from "./oxygen.ts";
import { climb, earliest, type Staircases, withHours } from "./pressor-hours.ts";
import { isHighDose, leeHighDose, type Pressor } from "./pressors.ts";
import type { BedsideRecord } from "./record.ts";
import { readsTheSame } from "./same-crs.ts";
import type { Grade } from "./scale.ts";
import { isKnown } from "./verdict.ts";

export type { Blood, MaskingDose, Sight, Signs, Supports };

/** What must be remembered between looks. Plain data; `look` hands back a new one. */
export interface Bedside {
	/** Readings of the last hour. */
	readonly temperatures: readonly { readonly time: number; readonly temperature: number }[];
	/** First look with fever in this episode. */
	readonly feverSince: number | null;
	/** First look at ASTCT grade 0 since the last one above 0. */
	readonly clearSince: number | null;
	readonly pressors: Staircases;
	/** Last known ICANS grade. */
	readonly icans: { readonly time: number; readonly grade: number } | null;
	/** The last look: most looks find the patient as the look before did. */
	readonly last: { readonly record: BedsideRecord; readonly crs: Grade; readonly icans: Grade } | null;
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
export const atAdmission: Bedside = { temperatures: [], feverSince: null, clearSince: null, pressors: {}, icans: null, last: null };

/** After so many hours without any grade the episode and its fever are forgotten; the same span as in `courseOf`. */
const EPISODE_ENDS = 7 * 24;
/** Onset later than this many hours after infusion asks for another cause (Lee DW 2019); it is said, not enforced. */
const LATE_ONSET = 14 * 24;

/**
 * Look at the patient: turn signs and supports into a chart record and grade it. Looks come in order of time; an hour apart is usual.
 *
 * How a record is made is our rule: hypotension is a low pressure (adult: systolic below 90 or mean below 65 mmHg; child: systolic below
 * 70 + 2 x age, at most 90), a running vasopressor, or a bolus for pressure within 6 h. Temperature is the highest of the last hour. Oxygen is
 * what is connected: a low saturation without oxygen is an untreated sign, not hypoxia for grading. Under invasive ventilation
 * the patient is sedated and ICANS is unknown.
 *
 *     const { bedside, crs, icans } = look(atAdmission, { time: 72, signs, supports })
 */
export function look(before: Bedside, sight: Sight): Looked {
	const { time, supports } = sight;
	const remembered = forget(before, time);
	const temperatures = lastHour(remembered, sight);
	const given = running(supports);
	const pressors = climb(remembered.pressors, { time, pressors: given });
	const temperature = highest(temperatures);
	const febrile = isKnown(temperature) && temperature >= FEVER && sight.otherCause?.includes("fever") !== true;
	const feverSince = remembered.feverSince ?? (febrile ? time : null);
	const masks = masksOf(supports.maskedBy, { time, feverSince });
	const record = recordOf(sight, {
		temperature,
		feverSince,
		masks,
		pressors: withHours(pressors, { time, pressors: given }),
		pressorsSince: earliest(pressors, time),
	});
	const crs = crsOf(record, remembered.last);
	const icans = icansOf(record, remembered.last);
	const fever = feverState({ temperature, febrile, masked: masks.length > 0 });
	return {
		bedside: {
			temperatures,
			feverSince,
			pressors,
			clearSince: clearSince(remembered, { time, crs }),
			icans: icans.grade === null ? remembered.icans : { time, grade: icans.grade },
			last: { record, crs, icans },
		},
		record,
		crs: pointOf(crs, { time, because: lateOnset(crs, feverSince), fever }),
		icans: pointOf(icans, { time, because: lastKnown(icans, remembered.icans), fever }),
	};
}

function crsOf(record: BedsideRecord, last: Bedside["last"]): Grade {
	return last !== null && readsTheSame(record, last.record) ? last.crs : astctCrs.grade(record);
}

function icansOf(record: BedsideRecord, last: Bedside["last"]): Grade {
	return last !== null && sameForIcans(record, last.record) ? last.icans : astctIcans.grade(record);
}

/** All that ICANS reads is the same. */
function sameForIcans(a: BedsideRecord, b: BedsideRecord): boolean {
	return (
		a.age_y === b.age_y &&
		a.ice === b.ice &&
		a.capd === b.capd &&
		a.consciousness === b.consciousness &&
		a.seizure === b.seizure &&
		a.oedema === b.oedema &&
		a.icp_sign === b.icp_sign &&
		a.deep_focal_motor === b.deep_focal_motor &&
		a.sedated === b.sedated &&
		a.dead_of_icans === b.dead_of_icans
	);
}

function pointOf({ grade, row }: Grade, { time, because, fever }: Pick<GradedPoint, "time" | "because" | "fever">): GradedPoint {
	return row === undefined ? { grade, time, because, fever } : { grade, time, because, fever, row };
}

function forget(bedside: Bedside, time: number): Bedside {
	const over = bedside.clearSince !== null && time - bedside.clearSince > EPISODE_ENDS;
	return over ? { ...bedside, feverSince: null, clearSince: null } : bedside;
}

/** Readings of the last hour, this one included; the reading exactly one hour ago has just left. */
function lastHour(bedside: Bedside, { time, signs }: Sight): Bedside["temperatures"] {
	const readings = bedside.temperatures.filter((t) => time - t.time < windows.temperature);
	if (isKnown(signs.temperature)) readings.push({ time, temperature: signs.temperature });
	return readings;
}

function highest(temperatures: Bedside["temperatures"]): number | undefined {
	let most: number | undefined;
	for (const { temperature } of temperatures) if (most === undefined || temperature > most) most = temperature;
	return most;
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
	readonly feverSince: number | null;
	readonly masks: readonly string[];
	/** With the hours at their rate. */
	readonly pressors: readonly Pressor[];
	readonly pressorsSince: number | undefined;
}

function recordOf(sight: Sight, { temperature, feverSince, masks, pressors, pressorsSince }: Memory): BedsideRecord {
	const { time, signs, supports, otherCause = nothing, diedOf } = sight;
	const low = isPressureLow(signs);
	const treated = pressors.length > 0 || begunWithin(supports.boluses, { time, hours: windows.bolus }) > 0;
	const device = asDevice(supports.oxygen?.device ?? "none");
	const ice = wholePoints(signs.ice);
	const capd = wholePoints(signs.capd);
	const record: BedsideRecord = {
		temp_c: temperature,
		fever_earlier: feverSince !== null && feverSince < time,
		masked: masks.length > 0,
		masked_by: masks,
		spo2: signs.spo2,
		pressors_since: pressorsSince,
		sbp_low: treated ? true : low,
		fluid_boluses: begunWithin(supports.boluses, { time, hours: windows.bolusCount }),
		pressors,
		hypotension_refractory: low === true && isHighDose(pressors, { table: leeHighDose, weight: signs.weight }) === true,
		o2: givenOxygen({ device, lpm: supports.oxygen?.lpm, fio2: supports.oxygen?.fio2 }),
		airway_only: supports.airwayOnly,
		organ: signs.organ,
		products_for_coagulopathy: supports.products,
		hospitalised_for_crs: supports.admitted,
		iv_therapy: supports.ivTherapy ?? feverTreated(signs.temperature, supports.antibiotics, time),
		fever_other_cause: otherCause.includes("fever"),
		hypotension_other_cause: otherCause.includes("hypotension"),
		hypoxia_other_cause: otherCause.includes("hypoxia"),
		dead_of_crs: diedOf === "crs",
		age_y: signs.age,
		weight_kg: signs.weight,
		ice,
		capd,
		consciousness: signs.consciousness ?? (isKnown(ice) || isKnown(capd) ? "alert" : undefined),
		seizure: signs.seizure,
		oedema: signs.oedema,
		icp_sign: signs.icpSign,
		deep_focal_motor: signs.focalWeakness,
		sedated: device === "invasive",
		dead_of_icans: diedOf === "icans",
	};
	return sight.charted === undefined ? record : { ...record, ...sight.charted };
}

/** Tests are scored in whole points; null (cannot be done) stays. */
function wholePoints(points: number | null | undefined): number | null | undefined {
	if (points === null) return null;
	return isKnown(points) ? Math.round(points) : undefined;
}

/** Adult lines from 18 years on. Null: cannot be said. The child's line stops at 90 mmHg, which it reaches at 10 years. */
function isPressureLow({ age, sbp, map }: Signs): boolean | null {
	if (isKnown(age) && age < 18) return isKnown(sbp) ? sbp < Math.min(90, 70 + 2 * age) : null;
	if (!isKnown(sbp) && !isKnown(map)) return null;
	return (isKnown(sbp) && sbp < 90) || (isKnown(map) && map < 65);
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

/** An unknown grade leaves the clock as it is. */
function clearSince({ clearSince }: Bedside, { time, crs }: { time: number; crs: Grade }): number | null {
	if (crs.grade === null) return clearSince;
	return crs.grade === 0 ? (clearSince ?? time) : null;
}

function lateOnset(crs: Grade, feverSince: number | null): string {
	const late = crs.grade !== null && crs.grade > 0 && (feverSince ?? 0) > LATE_ONSET;
	return late ? `${crs.because}; began after day 14, look for another cause` : crs.because;
}

function lastKnown(icans: Grade, last: Bedside["icans"]): string {
	if (icans.grade !== null) return icans.because;
	return last === null
		? `${icans.because}; never known before`
		: `${icans.because}; last known grade ${last.grade}, on day ${(last.time / 24).toFixed(1)}`;
}
