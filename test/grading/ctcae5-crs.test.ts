import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ctcae5Crs } from "../../src/grading/ctcae5-crs.ts";
import type { BedsideRecord } from "../../src/grading/record.ts";
import { meant } from "../support/formulary.ts";
import { supportPairs } from "./any-record.ts";

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

test("worsening one sign or support never lowers the grade", () => {
	fc.assert(
		fc.property(supportPairs, ([mild, worse]) => {
			expect(ctcae5Crs.grade(worse).grade ?? 0).toBeGreaterThanOrEqual(ctcae5Crs.grade(mild).grade ?? 0);
		}),
		{ numRuns: 1000 },
	);
});

test("only a death due to CRS gives grade 5", () => {
	fc.assert(
		fc.property(supportPairs, ([, worse]) => {
			expect(ctcae5Crs.grade(worse).grade).not.toBe(5);
		}),
	);
	expect(ctcae5Crs.grade({ dead_of_crs: true }).grade).toBe(5);
});

test("a missing temperature is unknown, not normal", () => {
	expect(ctcae5Crs.grade({})).toMatchObject({ grade: null, because: "temperature not recorded" });
});

describe("reference patients", () => {
	test.each(patients)("%s", (_id, record, expected) => {
		expect(ctcae5Crs.grade(meant(record)).grade).toBe(expected);
	});
});
