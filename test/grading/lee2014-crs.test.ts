import { describe, expect, test } from "vitest";
import type { BedsideRecord } from "../../src/chart/record.ts";
import { lee2014Crs } from "../../src/grading/lee2014-crs.ts";
import { meant } from "../support/formulary.ts";

/** Reference patients: id, record, grade. X-patients are the same person on several scales. */
const patients: readonly (readonly [string, BedsideRecord, number])[] = [
	["X1-LEE2014", { temp_c: 39.0, hospitalised_for_crs: true, iv_therapy: true }, 1],
	["X3-LEE2014", { temp_c: 38.9, hospitalised_for_crs: true, o2: { device: "nasal_cannula", lpm: 2, fio2: 0.28 } }, 2],
	[
		"X4-LEE2014",
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
		"X6-LEE2014",
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
		"X7-LEE2014",
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
	["X8-LEE2014", { temp_c: 38.7, hospitalised_for_crs: true, o2: { device: "venturi", fio2: 0.35 } }, 2],
	["X11-LEE2014", { temp_c: 38.8, hospitalised_for_crs: true, organ: { transaminase: 4 } }, 3],
	[
		"X15-LEE2014",
		{
			temp_c: 39.0,
			hospitalised_for_crs: true,
			sbp_low: true,
			fluid_boluses: 2,
			pressors: [{ drug: "norepinephrine", rate: 22, unit: "ug/min", hours: 2 }],
		},
		2,
	],
	["X16-LEE2014", { temp_c: 38.5, hospitalised_for_crs: true, o2: { device: "invasive", fio2: 0.6 } }, 4],
];

describe("reference patients", () => {
	test.each(patients)("%s", (_id, record, expected) => {
		expect(lee2014Crs.grade(meant(record)).grade).toBe(expected);
	});
});

describe("examples", () => {
	test.each([
		["a cannula at 4 L/min is below 0.40", { temp_c: 38.5, o2: { device: "nasal_cannula", lpm: 4 } }, 2],
		["a cannula at 5 L/min is 0.40", { temp_c: 38.5, o2: { device: "nasal_cannula", lpm: 5 } }, 3],
		["grade 3 transaminases", { temp_c: 38.5, organ: { transaminase: 3 } }, 3],
		["grade 4 creatinine", { temp_c: 38.5, organ: { creatinine: 4 } }, 4],
		["norepinephrine held at 20 ug/min", { temp_c: 38.5, pressors: [{ drug: "norepinephrine", rate: 20, unit: "ug/min", hours: 3 }] }, 3],
	] as const)("%s", (_title, record, expected) => {
		expect(lee2014Crs.grade(meant(record)).grade).toBe(expected);
	});

	test("a mask without a charted fraction is unknown", () => {
		expect(lee2014Crs.grade({ temp_c: 38.5, o2: { device: "venturi" } })).toMatchObject({
			grade: null,
			because: "inspired oxygen fraction not recorded; oxygen by Venturi mask; fever 38.5 °C",
		});
	});

	test("the reason names the dose that was high", () => {
		const pressors = [{ drug: "norepinephrine", rate: 22, unit: "ug/min", hours: 4 }];
		expect(lee2014Crs.grade(meant({ temp_c: 36.9, pressors })).because).toBe("high-dose vasopressor (norepinephrine 22 ug/min)");
	});
});
