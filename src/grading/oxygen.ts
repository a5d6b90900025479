import type { DeviceName, Oxygen } from "../chart/oxygen.ts";
import { isKnown, type Missing, missing, type Verdict } from "./verdict.ts";

export { asDevice, type DeviceName, devices, type Oxygen } from "../chart/oxygen.ts";

const names: Readonly<Record<DeviceName, string>> = {
	none: "room air",
	nasal_cannula: "oxygen by nasal cannula",
	blow_by: "blow-by oxygen",
	simple_mask: "oxygen by face mask",
	venturi: "oxygen by Venturi mask",
	nonrebreather: "oxygen by nonrebreather mask",
	hfnc: "oxygen by high-flow nasal cannula",
	cpap: "CPAP",
	bipap: "BiPAP",
	invasive: "invasive ventilation",
};

/** "oxygen by nasal cannula at 2 L/min"; "oxygen by Venturi mask at FiO2 0.35". */
export function oxygenWords(oxygen: Oxygen): string {
	const name = names[oxygen.device];
	const byFlow = oxygen.device === "nasal_cannula" || oxygen.device === "hfnc";
	if (byFlow && isKnown(oxygen.lpm)) return `${name} at ${tidy(oxygen.lpm)} L/min`;
	return isKnown(oxygen.fio2) ? `${name} at FiO2 ${tidy(oxygen.fio2)}` : name;
}

/** Positive pressure: CPAP, BiPAP or a ventilator. */
export function isPositivePressure(oxygen: Oxygen): boolean {
	return oxygen.device === "cpap" || oxygen.device === "bipap" || oxygen.device === "invasive";
}

/** A cannula of either kind is high flow above this many L/min (Lee DW 2019). */
const HIGH_FLOW = 6;

/**
 * High flow or any mask, by the ASTCT table. A high-flow device that runs at 6 L/min or less (an infant) is judged by its flow;
 * one without a charted flow is taken as high flow. Both are our readings.
 */
export function isHighFlowOrMask(oxygen: Oxygen): Verdict {
	switch (oxygen.device) {
		case "simple_mask":
		case "venturi":
		case "nonrebreather":
			return true;
		case "hfnc":
			return !isKnown(oxygen.lpm) || oxygen.lpm > HIGH_FLOW;
		case "nasal_cannula":
			return isKnown(oxygen.lpm) ? oxygen.lpm > HIGH_FLOW : missing("flow of the nasal cannula not recorded");
		case "none":
		case "blow_by":
		case "cpap":
		case "bipap":
		case "invasive":
			return false;
		default:
			return oxygen.device satisfies never;
	}
}

/**
 * Inspired oxygen fraction: as charted, else estimated. A low-flow cannula gives 0.20 + 0.04 per L/min (our rule, so that 0.40 falls at
 * 5 L/min); blow-by counts as 0.30, a nonrebreather as 0.80 (our readings). Any other device needs a charted fraction.
 */
export function inspiredFraction(oxygen: Oxygen): number | Missing {
	if (isKnown(oxygen.fio2)) return oxygen.fio2;
	switch (oxygen.device) {
		case "none":
			return 0.21;
		case "nasal_cannula":
			return isKnown(oxygen.lpm) ? 0.2 + 0.04 * oxygen.lpm : missing("flow of the nasal cannula not recorded");
		case "blow_by":
			return 0.3;
		case "nonrebreather":
			return 0.8;
		case "simple_mask":
		case "venturi":
		case "hfnc":
		case "cpap":
		case "bipap":
		case "invasive":
			return missing("inspired oxygen fraction not recorded");
		default:
			return oxygen.device satisfies never;
	}
}

function tidy(value: number): string {
	return String(Number(value.toFixed(2)));
}
