import { describe, expect, test } from "vitest";
import type { BedsideRecord } from "../../src/chart/record.ts";
import { pennCrs } from "../../src/grading/penn-crs.ts";
import { meant } from "../support/formulary.ts";

/** Reference patients: id, record, grade. X-patients are the same person on several scales. */
const patients: readonly (readonly [string, BedsideRecord, number])[] = [
	["X1-PENN", { temp_c: 39.0, hospitalised_for_crs: true, iv_therapy: true }, 2],
	["X3-PENN", { temp_c: 38.9, hospitalised_for_crs: true, o2: { device: "nasal_cannula", lpm: 2, fio2: 0.28 } }, 3],
	[
		"X4-PENN",
		{
			temp_c: 39.4,
			hospitalised_for_crs: true,
			sbp_low: true,
			fluid_boluses: 2,
			pressors: [{ drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 8 }],
		},
		3,
	],
	[
		"X6-PENN",
		{
			temp_c: 39.0,
			hospitalised_for_crs: true,
			sbp_low: true,
			fluid_boluses: 2,
			pressors: [
				{ drug: "norepinephrine", rate: 12, unit: "ug/min", hours: 6 },
				{ drug: "vasopressin", rate: 0.03, unit: "U/min", hours: 6 },
			],
		},
		4,
	],
	[
		"X7-PENN",
		{
			temp_c: 39.0,
			hospitalised_for_crs: true,
			sbp_low: true,
			fluid_boluses: 2,
			pressors: [
				{ drug: "norepinephrine", rate: 5, unit: "ug/min", hours: 4 },
				{ drug: "epinephrine", rate: 3, unit: "ug/min", hours: 4 },
			],
		},
		3,
	],
	["X8-PENN", { temp_c: 38.7, hospitalised_for_crs: true, o2: { device: "venturi", fio2: 0.35 } }, 3],
	["X10-PENN", { temp_c: 38.7, hospitalised_for_crs: true, o2: { device: "bipap", fio2: 0.5 } }, 3],
	["X11-PENN", { temp_c: 38.8, hospitalised_for_crs: true, organ: { transaminase: 4 } }, 3],
	["X13-PENN", { temp_c: 38.9, hospitalised_for_crs: true, products_for_coagulopathy: true }, 3],
	["X16-PENN", { temp_c: 38.5, hospitalised_for_crs: true, o2: { device: "invasive", fio2: 0.6 } }, 4],
];

describe("reference patients", () => {
	test.each(patients)("%s", (_id, record, expected) => {
		expect(pennCrs.grade(meant(record)).grade).toBe(expected);
	});
});

describe("examples", () => {
	test.each([
		["BiPAP stays at grade 3", { temp_c: 38.5, o2: { device: "bipap", fio2: 0.5 } }, 3],
		["two boluses are repeated boluses", { temp_c: 38.5, sbp_low: true, fluid_boluses: 2 }, 3],
		["one bolus is not", { temp_c: 38.5, sbp_low: true, fluid_boluses: 1 }, 2],
		["intravenous therapy without fever", { temp_c: 37, iv_therapy: true }, 2],
		[
			"norepinephrine held at 0.2 ug/kg/min",
			{ temp_c: 38.5, pressors: [{ drug: "norepinephrine", rate: 0.2, unit: "ug/kg/min", hours: 3 }], weight_kg: 70 },
			4,
		],
		[
			"norepinephrine at 0.19 ug/kg/min",
			{ temp_c: 38.5, pressors: [{ drug: "norepinephrine", rate: 0.19, unit: "ug/kg/min", hours: 30 }], weight_kg: 70 },
			3,
		],
	] as const)("%s", (_title, record, expected) => {
		expect(pennCrs.grade(meant(record)).grade).toBe(expected);
	});
});
