import type { BedsideRecord } from "../chart/record.ts";
import { crsOxygen, crsPressors, hasHypotension } from "./crs-facts.ts";
import { inspiredFraction, isHighFlowOrMask, isPositivePressure, type Oxygen, oxygenWords } from "./oxygen.ts";
import { allPressors, type HighDoseTable, isHighDose, leeHighDose, longestHours, pennHighDose } from "./pressors.ts";
import { both, missing, type Verdict } from "./verdict.ts";

/** Asks something of the oxygen given for CRS; false on room air. */
function onOxygen(record: BedsideRecord, holds: (oxygen: Oxygen) => Verdict): Verdict {
	const oxygen = crsOxygen(record);
	return oxygen === null ? false : holds(oxygen);
}

/** Any oxygen at all. */
export function onAnyOxygen(record: BedsideRecord): Verdict {
	return onOxygen(record, () => true);
}

/** Positive pressure, by a mask or a tube. */
export function onPositivePressure(record: BedsideRecord): Verdict {
	return onOxygen(record, isPositivePressure);
}

/** A flow above 6 L/min, or any mask. */
export function onHighFlowOrMask(record: BedsideRecord): Verdict {
	return onOxygen(record, isHighFlowOrMask);
}

/** A tube and a ventilator. */
export function onVentilator(record: BedsideRecord): Verdict {
	return onOxygen(record, (oxygen) => oxygen.device === "invasive");
}

/** CPAP or BiPAP, that is, positive pressure without a tube. */
export function onMaskVentilation(record: BedsideRecord): Verdict {
	return onOxygen(record, (oxygen) => isPositivePressure(oxygen) && oxygen.device !== "invasive");
}

/** An inspired oxygen fraction of 0.40 or more. */
export function onMuchOxygen(record: BedsideRecord): Verdict {
	return onOxygen(record, (oxygen) => {
		const fraction = inspiredFraction(oxygen);
		// A sum such as 0.2 + 0.04 x 5 may fall short of 0.4 by the last bit.
		return typeof fraction === "number" ? fraction >= 0.4 - 1e-9 : fraction;
	});
}

/** "oxygen fraction 0.48 (oxygen by nasal cannula at 7 L/min)" */
export function fractionWords(record: BedsideRecord): string {
	const oxygen = crsOxygen(record);
	if (oxygen === null) return "oxygen";
	const fraction = inspiredFraction(oxygen);
	return typeof fraction === "number" ? `oxygen fraction ${fraction.toFixed(2)} (${oxygenWords(oxygen)})` : oxygenWords(oxygen);
}

/** Two or more vasopressors, vasopressin included. */
export function onSeveralPressors(record: BedsideRecord): Verdict {
	return allPressors(crsPressors(record)) >= 2;
}

/** At least one vasopressor, vasopressin included. */
export function onAnyPressor(record: BedsideRecord): Verdict {
	return allPressors(crsPressors(record)) >= 1;
}

/** A vasopressor dose that Lee 2014 calls high, held for 3 h. */
export function onLeeHighDose(record: BedsideRecord): Verdict {
	return onHighDose(record, leeHighDose);
}

/** A vasopressor dose that the Penn scale calls high, held for 3 h. */
export function onPennHighDose(record: BedsideRecord): Verdict {
	return onHighDose(record, pennHighDose);
}

function onHighDose(record: BedsideRecord, table: HighDoseTable): Verdict {
	return isHighDose(crsPressors(record), { table, weight: record.weight_kg });
}

/** Pressure that stays low, put down to CRS, in spite of a high-dose vasopressor. */
export function isRefractory(record: BedsideRecord): Verdict {
	const refractory = record.hypotension_refractory;
	return both(
		hasHypotension(record),
		refractory === null ? missing("blood pressure on the vasopressor, or its dose, not recorded") : refractory === true,
	);
}

/** "high-dose vasopressor (norepinephrine 22 ug/min)" */
export function doseWords(record: BedsideRecord): string {
	const doses = crsPressors(record).map((p) => [p.drug, p.rate, p.unit].filter((part) => part !== undefined).join(" "));
	return `high-dose vasopressor (${doses.join(", ")})`;
}

/** A vasopressor that has run for a day or longer, at whatever rate. */
export function onPressorForADay(record: BedsideRecord): Verdict {
	const pressors = crsPressors(record);
	if (allPressors(pressors) === 0) return false;
	const longest = longestHours(pressors);
	return typeof longest === "number" ? longest >= 24 : longest;
}

/** Worst grade of organ toxicity, transaminases left out. */
export function organGrade(record: BedsideRecord): number {
	return Math.max(otherOrganGrade(record), creatinineGrade(record));
}

/** Grade of organ toxicity other than creatinine and transaminases. */
export function otherOrganGrade(record: BedsideRecord): number {
	return record.organ?.non_transaminase ?? 0;
}

/** Grade of creatinine. */
export function creatinineGrade(record: BedsideRecord): number {
	return record.organ?.creatinine ?? 0;
}

/** Grade of transaminases. */
export function liverGrade(record: BedsideRecord): number {
	return record.organ?.transaminase ?? 0;
}

/** "grade 4 transaminases; grade 2 creatinine" */
export function organWords(record: BedsideRecord): string {
	const { transaminase = 0, creatinine = 0, non_transaminase = 0 } = record.organ ?? {};
	const parts = [
		transaminase > 0 ? `grade ${transaminase} transaminases` : "",
		creatinine > 0 ? `grade ${creatinine} creatinine` : "",
		non_transaminase > 0 ? `grade ${non_transaminase} organ toxicity` : "",
	];
	return parts.filter((part) => part !== "").join("; ");
}
