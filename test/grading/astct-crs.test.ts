import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BedsideRecord } from "../../src/chart/record.ts";
import { astctCrs } from "../../src/grading/astct-crs.ts";
import { meant } from "../support/formulary.ts";
import { aRecord, supportPairs } from "./any-record.ts";

/** Reference patients: id, record, grade. */
const patients: readonly (readonly [string, BedsideRecord, number])[] = [
	["A01", { temp_c: 38.0 }, 1],
	[
		"A03",
		{
			temp_c: 39.5,
			sbp_low: true,
			pressors: [{ drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 5 }],
			o2: { device: "nasal_cannula", lpm: 2, fio2: 0.28 },
		},
		3,
	],
	["A04", { temp_c: 38.6, sbp_low: true, fluid_boluses: 2 }, 2],
	["A06", { temp_c: 38.6, o2: { device: "nasal_cannula", lpm: 7, fio2: 0.48 } }, 3],
	["A07", { temp_c: 38.4, o2: { device: "blow_by" } }, 2],
	["A09", { temp_c: 38.4, o2: { device: "venturi", fio2: 0.28 } }, 3],
	["A10", { temp_c: 38.4, o2: { device: "cpap", fio2: 0.3 } }, 4],
	["A12", { temp_c: 38.4, o2: { device: "invasive", fio2: 0.6 } }, 4],
	[
		"A13",
		{
			temp_c: 39.0,
			sbp_low: true,
			pressors: [
				{ drug: "norepinephrine", rate: 12, unit: "ug/min", hours: 6 },
				{ drug: "vasopressin", rate: 0.03, unit: "U/min", hours: 6 },
			],
		},
		3,
	],
	["A15", { temp_c: 39.0, sbp_low: true, pressors: [{ drug: "vasopressin", rate: 0.03, unit: "U/min", hours: 6 }] }, 3],
	[
		"A16",
		{
			temp_c: 36.9,
			fever_earlier: true,
			masked: true,
			sbp_low: true,
			pressors: [{ drug: "norepinephrine", rate: 4, unit: "ug/min", hours: 10 }],
		},
		3,
	],
	[
		"A18",
		{
			temp_c: 37.2,
			fever_earlier: false,
			masked: false,
			sbp_low: true,
			pressors: [{ drug: "norepinephrine", rate: 4, unit: "ug/min", hours: 10 }],
		},
		0,
	],
	[
		"A19",
		{
			temp_c: 39.1,
			fever_other_cause: true,
			sbp_low: true,
			hypotension_other_cause: true,
			pressors: [{ drug: "norepinephrine", rate: 8, unit: "ug/min", hours: 10 }],
		},
		0,
	],
	["A21", { temp_c: 38.8, organ: { creatinine: 4, non_transaminase: 4 } }, 1],
	["A22", { temp_c: 38.6, o2: { device: "invasive", fio2: 0.3 }, airway_only: true }, 1],
	["A24", { temp_c: 38.2, sbp_low: true, fluid_boluses: 1, o2: { device: "bipap", fio2: 0.4 } }, 4],
	["A25", { temp_c: 37.3, fever_earlier: true, masked: false, o2: { device: "nasal_cannula", lpm: 3, fio2: 0.32 } }, 2],
	["A27", { temp_c: 38.3, o2: { device: "hfnc", lpm: 40, fio2: 0.5 } }, 3],
	["A28", { temp_c: 38.5, o2: { device: "nasal_cannula", lpm: 4, fio2: 0.36 }, hypoxia_other_cause: true }, 1],
	["X1-ASTCT", { temp_c: 39.0, hospitalised_for_crs: true, iv_therapy: true }, 1],
	["X3-ASTCT", { temp_c: 38.9, hospitalised_for_crs: true, o2: { device: "nasal_cannula", lpm: 2, fio2: 0.28 } }, 2],
	[
		"X4-ASTCT",
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
		"X6-ASTCT",
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
		"X7-ASTCT",
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
		4,
	],
	["X8-ASTCT", { temp_c: 38.7, hospitalised_for_crs: true, o2: { device: "venturi", fio2: 0.35 } }, 3],
	["X10-ASTCT", { temp_c: 38.7, hospitalised_for_crs: true, o2: { device: "bipap", fio2: 0.5 } }, 4],
	["X11-ASTCT", { temp_c: 38.8, hospitalised_for_crs: true, organ: { transaminase: 4 } }, 1],
	["X13-ASTCT", { temp_c: 38.9, hospitalised_for_crs: true, products_for_coagulopathy: true }, 1],
	[
		"X15-ASTCT",
		{
			temp_c: 39.0,
			hospitalised_for_crs: true,
			sbp_low: true,
			fluid_boluses: 2,
			pressors: [{ drug: "norepinephrine", rate: 22, unit: "ug/min", hours: 2 }],
		},
		3,
	],
	["X16-ASTCT", { temp_c: 38.5, hospitalised_for_crs: true, o2: { device: "invasive", fio2: 0.6 } }, 4],
];

const grade = (record: BedsideRecord) => astctCrs.grade(meant(record)).grade;

describe("laws", () => {
	test("organ values and body weight never change the grade", () => {
		fc.assert(
			fc.property(aRecord, fc.nat(4), fc.nat(4), (record, a, b) => {
				const other = {
					...record,
					weight_kg: 20,
					products_for_coagulopathy: true,
					organ: { creatinine: a, transaminase: b, non_transaminase: a },
				};
				expect(grade(other)).toBe(grade(record));
			}),
		);
	});

	test("the dose of a vasopressor never changes the grade", () => {
		fc.assert(
			fc.property(aRecord, fc.double({ min: 0.01, max: 100, noNaN: true }), (record, rate) => {
				expect(grade({ ...record, pressors: (record.pressors ?? []).map((p) => ({ ...p, rate, hours: 1 })) })).toBe(grade(record));
			}),
		);
	});

	test("worsening one sign or support never lowers the grade", () => {
		fc.assert(
			fc.property(supportPairs, ([mild, worse]) => {
				expect(grade(worse) ?? 0).toBeGreaterThanOrEqual(grade(mild) ?? 0);
			}),
			{ numRuns: 1000 },
		);
	});

	test("temperature matters only as below 38.00 or not", () => {
		fc.assert(
			fc.property(
				aRecord,
				fc.double({ min: 33, max: 37.99, noNaN: true }),
				fc.double({ min: 38, max: 43, noNaN: true }),
				(record, cool, hot) => {
					expect(grade({ ...record, temp_c: cool })).toBe(grade({ ...record, temp_c: 37.99 }));
					expect(grade({ ...record, temp_c: hot })).toBe(grade({ ...record, temp_c: 38 }));
				},
			),
		);
	});

	test("only a death due to CRS gives grade 5", () => {
		fc.assert(
			fc.property(aRecord, (record) => {
				expect(grade(record)).not.toBe(5);
			}),
		);
		expect(grade({ dead_of_crs: true })).toBe(5);
	});

	test("every reason has words", () => {
		fc.assert(
			fc.property(aRecord, (record) => {
				expect(astctCrs.grade(record).because).not.toBe("");
			}),
		);
	});
});

describe("reference patients", () => {
	test.each(patients)("%s", (_id, record, expected) => {
		expect(grade(record)).toBe(expected);
	});
});

describe("reasons", () => {
	test("the deciding fact comes first, then the other facts", () => {
		const record: BedsideRecord = {
			temp_c: 36.9,
			fever_earlier: true,
			masked: true,
			masked_by: ["tocilizumab"],
			pressors: [{ drug: "norepinephrine", rate: 6, unit: "ug/min" }],
			o2: { device: "nasal_cannula", lpm: 2 },
		};
		expect(astctCrs.grade(record)).toEqual({
			scale: "ASTCT_CRS",
			grade: 3,
			because: "one vasopressor (norepinephrine); oxygen by nasal cannula at 2 L/min; temperature masked by tocilizumab",
			row: "one vasopressor, with or without vasopressin",
		});
	});

	test("a missing temperature is unknown, not normal", () => {
		expect(astctCrs.grade({})).toEqual({ scale: "ASTCT_CRS", grade: null, least: 0, most: 1, because: "temperature not recorded" });
		expect(grade({ temp_c: Number.NaN })).toBeNull();
	});

	test("a missing temperature does not matter when it cannot change the grade", () => {
		expect(grade({ fever_earlier: true, pressors: [{ drug: "norepinephrine" }] })).toBe(3);
	});

	test("a cannula without a charted flow is grade 2 or 3, so unknown", () => {
		expect(astctCrs.grade({ temp_c: 38.5, o2: { device: "nasal_cannula" } })).toMatchObject({
			grade: null,
			because: "flow of the nasal cannula not recorded; oxygen by nasal cannula; fever 38.5 °C",
		});
	});

	test("grade 0 says what is absent", () => {
		expect(astctCrs.grade({ temp_c: 37, fever_earlier: true }).because).toBe(
			"no fever, hypotension or hypoxia; fever earlier in this episode",
		);
		expect(astctCrs.grade({ temp_c: 37 }).because).toBe("no fever so far in this episode, so not CRS");
	});

	test("37.99 is never shown as 38", () => {
		expect(astctCrs.grade({ temp_c: 37.99, fever_earlier: true }).because).not.toContain("38");
	});
});

describe("edges of the oxygen table", () => {
	test.each([
		["cannula at 6 L/min is low flow", { device: "nasal_cannula", lpm: 6 }, 2],
		["cannula above 6 L/min is high flow", { device: "nasal_cannula", lpm: 6.1 }, 3],
		["a high-flow device at 6 L/min is judged by its flow", { device: "hfnc", lpm: 6 }, 2],
		["any mask is grade 3", { device: "simple_mask" }, 3],
		["room air is no support", { device: "none" }, 1],
	] as const)("%s", (_title, o2, expected) => {
		expect(grade({ temp_c: 38.5, o2 })).toBe(expected);
	});
});
