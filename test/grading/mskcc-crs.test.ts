import { describe, expect, test } from "vitest";
import type { BedsideRecord } from "../../src/chart/record.ts";
import { mskccCrs } from "../../src/grading/mskcc-crs.ts";
import { meant } from "../support/formulary.ts";

/** Reference patients: id, record, grade. X-patients are the same person on several scales. */
const patients: readonly (readonly [string, BedsideRecord, number])[] = [
	["X1-MSKCC", { temp_c: 39.0, hospitalised_for_crs: true, iv_therapy: true }, 1],
	["X3-MSKCC", { temp_c: 38.9, hospitalised_for_crs: true, o2: { device: "nasal_cannula", lpm: 2, fio2: 0.28 } }, 2],
	[
		"X4-MSKCC",
		{
			temp_c: 39.4,
			hospitalised_for_crs: true,
			sbp_low: true,
			fluid_boluses: 2,
			pressors: [{ drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 8 }],
		},
		2,
	],
	["X8-MSKCC", { temp_c: 38.7, hospitalised_for_crs: true, o2: { device: "venturi", fio2: 0.35 } }, 2],
	["X16-MSKCC", { temp_c: 38.5, hospitalised_for_crs: true, o2: { device: "invasive", fio2: 0.6 } }, 4],
];

describe("reference patients", () => {
	test.each(patients)("%s", (_id, record, expected) => {
		expect(mskccCrs.grade(meant(record)).grade).toBe(expected);
	});
});

describe("examples", () => {
	test("a vasopressor counts for more after 24 h", () => {
		const on = (hours: number) =>
			mskccCrs.grade({ temp_c: 38.5, pressors: [{ drug: "norepinephrine", rate: 3, unit: "ug/min", hours }] }).grade;
		expect([on(23.9), on(24)]).toEqual([2, 3]);
	});
});
