import { describe, expect, test } from "vitest";
import type { BedsideRecord } from "../../src/chart/record.ts";
import { ctcae5Crs } from "../../src/grading/ctcae5-crs.ts";
import { meant } from "../support/formulary.ts";

/** Reference patients: id, record, grade. X-patients are the same person on several scales. */
const patients: readonly (readonly [string, BedsideRecord, number])[] = [
	["X1-CTCAE5", { temp_c: 39.0, hospitalised_for_crs: true, iv_therapy: true }, 1],
	["X3-CTCAE5", { temp_c: 38.9, hospitalised_for_crs: true, o2: { device: "nasal_cannula", lpm: 2, fio2: 0.28 } }, 2],
	[
		"X4-CTCAE5",
		{
			temp_c: 39.4,
			hospitalised_for_crs: true,
			sbp_low: true,
			fluid_boluses: 2,
			pressors: [{ drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 8 }],
		},
		3,
	],
	["X8-CTCAE5", { temp_c: 38.7, hospitalised_for_crs: true, o2: { device: "venturi", fio2: 0.35 } }, 2],
	["X11-CTCAE5", { temp_c: 38.8, hospitalised_for_crs: true, organ: { transaminase: 4 } }, 1],
	["X13-CTCAE5", { temp_c: 38.9, hospitalised_for_crs: true, products_for_coagulopathy: true }, 1],
	["X16-CTCAE5", { temp_c: 38.5, hospitalised_for_crs: true, o2: { device: "invasive", fio2: 0.6 } }, 4],
];

describe("reference patients", () => {
	test.each(patients)("%s", (_id, record, expected) => {
		expect(ctcae5Crs.grade(meant(record)).grade).toBe(expected);
	});
});
