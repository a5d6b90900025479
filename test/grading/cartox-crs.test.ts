import { describe, expect, test } from "vitest";
import type { BedsideRecord } from "../../src/chart/record.ts";
import { cartoxCrs } from "../../src/grading/cartox-crs.ts";
import { meant } from "../support/formulary.ts";

/** Reference patients: id, record, grade. X-patients are the same person on several scales. */
const patients: readonly (readonly [string, BedsideRecord, number])[] = [
	["X1-CARTOX", { temp_c: 39.0, hospitalised_for_crs: true, iv_therapy: true }, 1],
	["X3-CARTOX", { temp_c: 38.9, hospitalised_for_crs: true, o2: { device: "nasal_cannula", lpm: 2, fio2: 0.28 } }, 2],
	[
		"X4-CARTOX",
		{
			temp_c: 39.4,
			hospitalised_for_crs: true,
			sbp_low: true,
			fluid_boluses: 2,
			pressors: [{ drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 8 }],
		},
		2,
	],
	[
		"X6-CARTOX",
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
		3,
	],
	[
		"X7-CARTOX",
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
	["X8-CARTOX", { temp_c: 38.7, hospitalised_for_crs: true, o2: { device: "venturi", fio2: 0.35 } }, 2],
	["X11-CARTOX", { temp_c: 38.8, hospitalised_for_crs: true, organ: { transaminase: 4 } }, 3],
	[
		"X15-CARTOX",
		{
			temp_c: 39.0,
			hospitalised_for_crs: true,
			sbp_low: true,
			fluid_boluses: 2,
			pressors: [{ drug: "norepinephrine", rate: 22, unit: "ug/min", hours: 2 }],
		},
		2,
	],
	["X16-CARTOX", { temp_c: 38.5, hospitalised_for_crs: true, o2: { device: "invasive", fio2: 0.6 } }, 4],
];

describe("reference patients", () => {
	test.each(patients)("%s", (_id, record, expected) => {
		expect(cartoxCrs.grade(meant(record)).grade).toBe(expected);
	});
});

describe("examples", () => {
	test("grade 1 organ toxicity without fever is grade 1", () => {
		expect(cartoxCrs.grade({ temp_c: 37, organ: { transaminase: 1 } }).grade).toBe(1);
	});

	test("a pressure that stays low on a high dose is life-threatening", () => {
		const pressors = [{ drug: "norepinephrine", rate: 30, unit: "ug/min", hours: 5 }];
		expect(cartoxCrs.grade({ temp_c: 38.5, sbp_low: true, hypotension_refractory: true, ...meant({ pressors }) })).toMatchObject({
			grade: 4,
			because: "pressure stays low on a high-dose vasopressor (norepinephrine 30 ug/min); fever 38.5 °C",
		});
	});
});
