import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { otherCrsScales } from "../../src/grading/other-crs-scales.ts";
import { supportPairs } from "./any-record.ts";

test("five scales stand beside the ASTCT's", () => {
	expect(otherCrsScales.map(({ id }) => id)).toEqual(["LEE2014_CRS", "PENN_CRS", "CTCAE5_CRS", "CARTOX_CRS", "MSKCC_CRS"]);
});

describe.each(otherCrsScales.map((scale) => [scale.id, scale] as const))("%s", (_, scale) => {
	test("worsening one sign or support never lowers the grade", () => {
		fc.assert(
			fc.property(supportPairs, ([mild, worse]) => {
				expect(scale.grade(worse).grade ?? 0).toBeGreaterThanOrEqual(scale.grade(mild).grade ?? 0);
			}),
			{ numRuns: 1000 },
		);
	});

	test("only a death due to CRS gives grade 5", () => {
		fc.assert(
			fc.property(supportPairs, ([, worse]) => {
				expect(scale.grade(worse).grade).not.toBe(5);
			}),
		);
		expect(scale.grade({ dead_of_crs: true }).grade).toBe(5);
	});

	test("a missing temperature is unknown, not normal", () => {
		expect(scale.grade({})).toMatchObject({ grade: null, because: "temperature not recorded" });
	});
});
