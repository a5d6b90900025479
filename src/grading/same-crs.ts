import { FEVER, LOW_SATURATION, toldFever } from "./crs-facts.ts";
import type { Pressor } from "./pressors.ts";
import type { BedsideRecord } from "./record.ts";
import { isKnown } from "./verdict.ts";

/** No CRS scale could tell these two records apart: of the temperature they ask only whether it is fever. */
export function gradesTheSame(a: BedsideRecord, b: BedsideRecord): boolean {
	return (
		feverOf(a) === feverOf(b) &&
		a.fever_earlier === b.fever_earlier &&
		a.fever_other_cause === b.fever_other_cause &&
		a.hypotension_other_cause === b.hypotension_other_cause &&
		a.hypoxia_other_cause === b.hypoxia_other_cause &&
		a.masked === b.masked &&
		a.sbp_low === b.sbp_low &&
		a.fluid_boluses === b.fluid_boluses &&
		a.hypotension_refractory === b.hypotension_refractory &&
		a.airway_only === b.airway_only &&
		a.products_for_coagulopathy === b.products_for_coagulopathy &&
		a.hospitalised_for_crs === b.hospitalised_for_crs &&
		a.iv_therapy === b.iv_therapy &&
		a.dead_of_crs === b.dead_of_crs &&
		a.weight_kg === b.weight_kg &&
		sameOxygen(a, b) &&
		sameOrgans(a, b) &&
		samePressors(a.pressors, b.pressors)
	);
}

/** Nor would the ASTCT's reason be in other words. */
export function readsTheSame(a: BedsideRecord, b: BedsideRecord): boolean {
	return (
		gradesTheSame(a, b) &&
		feverTold(a) === feverTold(b) &&
		saturationTold(a) === saturationTold(b) &&
		a.pressors_since === b.pressors_since &&
		sameNames(a.masked_by, b.masked_by)
	);
}

function feverOf({ temp_c }: BedsideRecord): boolean | null {
	return isKnown(temp_c) ? temp_c >= FEVER : null;
}

/** Told only while there is fever; 0: not told. */
function feverTold({ temp_c }: BedsideRecord): number {
	return isKnown(temp_c) && temp_c >= FEVER ? toldFever(temp_c) : 0;
}

function saturationTold({ spo2 }: BedsideRecord): number {
	return isKnown(spo2) && spo2 < LOW_SATURATION ? Math.floor(spo2) : 0;
}

function sameNames(a: readonly string[] = [], b: readonly string[] = []): boolean {
	return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
}

function sameOxygen({ o2: a }: BedsideRecord, { o2: b }: BedsideRecord): boolean {
	return a === b || (a?.device === b?.device && a?.lpm === b?.lpm && a?.fio2 === b?.fio2);
}

function sameOrgans({ organ: a }: BedsideRecord, { organ: b }: BedsideRecord): boolean {
	if (a === b) return true;
	return a?.creatinine === b?.creatinine && a?.transaminase === b?.transaminase && a?.non_transaminase === b?.non_transaminase;
}

function samePressors(a: readonly Pressor[] = [], b: readonly Pressor[] = []): boolean {
	return a === b || (a.length === b.length && a.every((pressor, i) => samePressor(pressor, b[i]!)));
}

/** Hours at a rate matter at these lines only: high dose, and the 24 h of the MSKCC scale. */
const hourLines = [3, 24] as const;

function samePressor(a: Pressor, b: Pressor): boolean {
	const sameHours = hourLines.every((line) => isKnown(a.hours) === isKnown(b.hours) && (a.hours ?? 0) >= line === (b.hours ?? 0) >= line);
	return a.drug === b.drug && a.rate === b.rate && a.unit === b.unit && sameHours;
}
