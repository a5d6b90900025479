import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BedsideRecord } from "../../src/chart/record.ts";
import { astctIcans } from "../../src/grading/astct-icans.ts";

/** Reference patients: id, record, grade. */
const patients: readonly (readonly [string, BedsideRecord, number])[] = [
	["I01", { age_y: 60, ice: 3, consciousness: "alert", seizure: "brief_resolved" }, 3],
	["I03", { age_y: 60, ice: null, consciousness: "unarousable" }, 4],
	["I04", { age_y: 60, ice: 10, consciousness: "alert" }, 0],
	["I06", { age_y: 60, ice: 7, consciousness: "alert" }, 1],
	["I07", { age_y: 60, ice: 6, consciousness: "alert" }, 2],
	["I09", { age_y: 60, ice: 10, consciousness: "voice" }, 2],
	["I10", { age_y: 60, ice: 8, consciousness: "tactile" }, 3],
	["I12", { age_y: 60, ice: 5, consciousness: "alert", seizure: "prolonged_gt5min" }, 4],
	["I13", { age_y: 60, ice: 8, consciousness: "alert", seizure: "repetitive_no_baseline" }, 4],
	["I15", { age_y: 60, ice: 8, consciousness: "alert", oedema: "focal" }, 3],
	["I16", { age_y: 60, ice: 8, consciousness: "alert", oedema: "diffuse" }, 4],
	["I18", { age_y: 60, ice: 10, consciousness: "alert", tremor: true, headache: true, myoclonus: true }, 0],
	["I19", { age_y: 60, ice: 10, consciousness: "alert", intracranial_haemorrhage: true }, 0],
	["I21", { age_y: 14, ice: 8, consciousness: "alert" }, 1],
	["K01", { age_y: 6, capd: 5, consciousness: "alert" }, 1],
	["K03", { age_y: 6, capd: 9, consciousness: "alert" }, 3],
	["K04", { age_y: 6, capd: null, consciousness: "vigorous" }, 4],
	["K06", { age_y: 6, capd: 3, consciousness: "alert", deep_focal_motor: true }, 4],
];

const grade = (record: BedsideRecord) => astctIcans.grade(record).grade;

const adult: fc.Arbitrary<BedsideRecord> = fc.record({
	age_y: fc.integer({ min: 12, max: 90 }),
	ice: fc.integer({ min: 0, max: 10 }),
	consciousness: fc.constantFrom("alert", "voice", "tactile", "vigorous", "unarousable"),
	seizure: fc.constantFrom("none", "brief_resolved", "eeg_resolved", "prolonged_gt5min", "repetitive_no_baseline"),
	oedema: fc.constantFrom("none", "focal", "diffuse"),
	deep_focal_motor: fc.boolean(),
});

describe("laws", () => {
	test("fewer ICE points never lower the grade", () => {
		fc.assert(
			fc.property(adult, fc.integer({ min: 0, max: 10 }), (record, ice) => {
				expect(grade({ ...record, ice: Math.min(ice, record.ice ?? 0) })).toBeGreaterThanOrEqual(grade(record) ?? 0);
			}),
		);
	});

	test("the grade is that of the worst item by itself", () => {
		fc.assert(
			fc.property(adult, (record) => {
				const well: BedsideRecord = { age_y: 50, ice: 10, consciousness: "alert" };
				const items: readonly BedsideRecord[] = [
					{ ...well, ice: record.ice ?? null },
					{ ...well, consciousness: record.consciousness ?? "alert" },
					{ ...well, seizure: record.seizure ?? "none" },
					{ ...well, oedema: record.oedema ?? "none" },
					{ ...well, deep_focal_motor: record.deep_focal_motor ?? false },
				];
				expect(grade(record)).toBe(Math.max(...items.map((item) => grade(item) ?? 0)));
			}),
		);
	});

	test("tremor, myoclonus, headache and bleeding never change the grade", () => {
		fc.assert(
			fc.property(adult, (record) => {
				expect(grade({ ...record, tremor: true, myoclonus: true, headache: true, intracranial_haemorrhage: true })).toBe(grade(record));
			}),
		);
	});

	test("only a death due to ICANS gives grade 5", () => {
		fc.assert(
			fc.property(adult, (record) => {
				expect(grade(record)).not.toBe(5);
			}),
		);
		expect(grade({ dead_of_icans: true })).toBe(5);
	});
});

describe("reference patients", () => {
	test.each(patients)("%s", (_id, record, expected) => {
		expect(grade(record)).toBe(expected);
	});
});

describe("what is missing", () => {
	test("without ICE the grade is unknown", () => {
		expect(astctIcans.grade({ age_y: 60, consciousness: "alert" })).toEqual({
			scale: "ASTCT_ICANS",
			grade: null,
			least: 0,
			most: 3,
			because: "ICE not recorded",
		});
	});

	test("without CAPD or ICE a child's grade is unknown", () => {
		expect(astctIcans.grade({ age_y: 6, consciousness: "alert" }).because).toBe("CAPD not recorded");
	});

	test("without consciousness the grade is unknown, unless something else makes it 4", () => {
		expect(grade({ age_y: 60, ice: 8 })).toBeNull();
		expect(grade({ age_y: 60, ice: 8, oedema: "diffuse" })).toBe(4);
	});

	test("a missing ICE does not matter beside a seizure in an awake patient", () => {
		expect(grade({ age_y: 60, consciousness: "alert", seizure: "brief_resolved" })).toBe(3);
	});

	test("under sedation neither points nor wakefulness are scored", () => {
		expect(astctIcans.grade({ age_y: 60, ice: 2, consciousness: "unarousable", sedated: true })).toMatchObject({
			grade: null,
			because: "sedated, so ICE and consciousness are not scored",
		});
		expect(grade({ sedated: true, icp_sign: "cushing" })).toBe(4);
	});
});

describe("children", () => {
	test("consciousness decides between grade 1 and 2", () => {
		expect(grade({ age_y: 6, capd: 8, consciousness: "alert" })).toBe(1);
		expect(grade({ age_y: 6, capd: 1, consciousness: "voice" })).toBe(2);
	});

	test("CAPD 0 in an awake child is grade 0", () => {
		expect(grade({ age_y: 6, capd: 0, consciousness: "alert" })).toBe(0);
	});

	test("CAPD counts from 12 years on only where ICE was not recorded", () => {
		expect(grade({ age_y: 14, ice: 10, capd: 12, consciousness: "alert" })).toBe(0);
		expect(grade({ age_y: 14, capd: 12, consciousness: "alert" })).toBe(3);
	});

	test("a child for whom only ICE was recorded is graded by ICE", () => {
		expect(grade({ age_y: 9, ice: 5, consciousness: "alert" })).toBe(2);
	});
});

describe("reasons", () => {
	test("an ICE of 0 in a patient who can be woken is grade 3, and says so", () => {
		expect(astctIcans.grade({ age_y: 60, ice: 0, consciousness: "voice" })).toMatchObject({ grade: 3, because: "ICE 0; wakes to voice" });
	});

	test("a brief seizure is named before the points", () => {
		expect(astctIcans.grade({ age_y: 60, ice: 3, consciousness: "alert", seizure: "brief_resolved" }).because).toBe(
			"a brief seizure that resolved; ICE 3",
		);
	});
});
