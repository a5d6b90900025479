import { describe, expect, test } from "vitest";
import { type HyperinflammationSigns, iecHsDiagnosis } from "../../src/grading/iec-hs-diagnosis.ts";
import { type HyperinflammationCare, iecHsGrade } from "../../src/grading/iec-hs-grade.ts";

/** Reference patients: id, record, diagnosis. */
const diagnoses: readonly (readonly [string, HyperinflammationSigns, boolean])[] = [
	[
		"Q08",
		{
			ferritin: 600,
			ferritin_uln: 400,
			ferritin_baseline: 500,
			rapid_rise: false,
			anc_or_plt_or_hb_grade4_new: true,
			fibrinogen_mg_dl: 120,
			transaminase_x_uln: 6,
		},
		false,
	],
	[
		"Q09",
		{
			ferritin: 18000,
			ferritin_uln: 400,
			ferritin_baseline: 900,
			rapid_rise: true,
			crs_resolving: true,
			anc_or_plt_or_hb_grade4_new: true,
			fibrinogen_mg_dl: 110,
			transaminase_x_uln: 7,
		},
		true,
	],
	[
		"Q10",
		{
			ferritin: 18000,
			ferritin_uln: 400,
			ferritin_baseline: 900,
			rapid_rise: true,
			crs_resolving: false,
			anc_or_plt_or_hb_grade4_new: false,
			fibrinogen_mg_dl: 380,
			transaminase_x_uln: 1.2,
		},
		false,
	],
];

/** Reference patients: id, record, grade. */
const grades: readonly (readonly [string, HyperinflammationCare, number])[] = [
	["Q01", { dx: true, intervention: "none", life_threat: false }, 1],
	["Q03", { dx: true, intervention: "anakinra", coagulopathy_bleeding_transfused: true }, 3],
	["Q04", { dx: true, intervention: "anakinra", new_aki_hospitalised: true }, 3],
	["Q06", { dx: true, intervention: "anakinra+steroid", intubated: true }, 4],
	["Q07", { dx: true, dead_of_iechs: true }, 5],
];

describe("diagnosis", () => {
	test.each(diagnoses)("%s", (_id, signs, expected) => {
		expect(iecHsDiagnosis.find(signs).present).toBe(expected);
	});

	test("the reason names what is met", () => {
		expect(
			iecHsDiagnosis.find({ ferritin: 18000, ferritin_uln: 400, crs_resolving: true, fibrinogen_mg_dl: 110, transaminase_x_uln: 1 }),
		).toEqual({
			scale: "IECHS_DX",
			present: true,
			because: "ferritin above twice the upper limit of normal; began while CRS was resolving; fibrinogen below 150 mg/dL",
		});
	});

	test("without ferritin it is unknown, unless the common features are too few", () => {
		const two: HyperinflammationSigns = { fibrinogen_mg_dl: 100, transaminase_x_uln: 8 };
		expect(iecHsDiagnosis.find(two).present).toBeNull();
		expect(iecHsDiagnosis.find({ fibrinogen_mg_dl: 100, transaminase_x_uln: 1 }).present).toBe(false);
		expect(iecHsDiagnosis.find({ ...two, rapid_rise: true }).present).toBe(true);
	});

	test("a feature that was not measured leaves it open where it could decide", () => {
		expect(iecHsDiagnosis.find({ rapid_rise: true, crs_resolving: true, transaminase_x_uln: 1 })).toMatchObject({
			present: null,
			because: "fibrinogen not recorded; ferritin rises rapidly; began while CRS was resolving",
		});
	});
});

describe("grade", () => {
	test.each(grades)("%s", (_id, record, expected) => {
		expect(iecHsGrade.grade(record).grade).toBe(expected);
	});

	test.each([
		["treatment makes grade 2", { dx: true, intervention: "anakinra+steroid" }, 2],
		["products alone make grade 2", { dx: true, asymptomatic_hypofibrinogenaemia_transfused: true }, 2],
		["dialysis makes grade 4", { dx: true, dialysis: true }, 4],
		["without the diagnosis nothing counts", { dx: false, intubated: true }, 0],
		["an unknown diagnosis is an unknown grade", { intubated: true }, null],
	] as const)("%s", (_title, record, expected) => {
		expect(iecHsGrade.grade(record).grade).toBe(expected);
	});

	test("the reason names the drugs", () => {
		expect(iecHsGrade.grade({ dx: true, intervention: "anakinra+steroid" }).because).toBe("treated with anakinra and steroid");
	});
});
