import { describe, expect, test } from "vitest";
import type { BedsideRecord } from "../../src/chart/record.ts";
import { astctIcans } from "../../src/grading/astct-icans.ts";
import { cartoxCres } from "../../src/grading/cartox-cres.ts";

/** Reference patients: id, record, grade. */
const patients: readonly (readonly [string, BedsideRecord, number])[] = [
	["R01", { cartox10: 8 }, 1],
	["R03", { cartox10: 1 }, 3],
	["R04", { cartox10: 8, papilloedema_stage: 2, csf_op_mmhg: 15 }, 3],
	["R06", { cartox10: 8, seizure: "partial_or_eeg_responding" }, 3],
	["R07", { cartox10: 8, seizure: "generalised" }, 4],
];

test("a brief generalized seizure is grade 4 here and grade 3 by the ASTCT", () => {
	const record: BedsideRecord = { age_y: 60, cartox10: 8, ice: 8, consciousness: "alert", seizure: "brief_resolved" };
	expect([cartoxCres.grade(record).grade, astctIcans.grade(record).grade]).toEqual([4, 3]);
});

describe("reference patients", () => {
	test.each(patients)("%s", (_id, record, expected) => {
		expect(cartoxCres.grade(record).grade).toBe(expected);
	});
});

test.each([
	["10 points", { cartox10: 10 }, 0],
	["6 points", { cartox10: 6 }, 2],
	["the test cannot be done", { cartox10: null }, 4],
	["papilledema stage 3", { cartox10: 10, papilloedema_stage: 3 }, 4],
	["an opening pressure of 20 mmHg", { cartox10: 10, papilloedema_stage: 1, csf_op_mmhg: 20 }, 4],
	["new weakness", { cartox10: 10, new_motor_weakness: true }, 4],
	["death", { dead_of_icans: true }, 5],
	["no points recorded", {}, null],
] as const)("%s", (_title, record, expected) => {
	expect(cartoxCres.grade(record).grade).toBe(expected);
});
