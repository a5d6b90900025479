import { describe, expect, test } from "vitest";
import { carHematotox, type HematotoxSigns } from "../../src/grading/car-hematotox.ts";
import { type EasixSigns, easix, mEasix, sEasix } from "../../src/grading/easix.ts";
import { type HscoreSigns, hscore } from "../../src/grading/hscore.ts";
import { type IceAnswers, iceScore } from "../../src/grading/ice.ts";
import { type QsofaSigns, qsofa } from "../../src/grading/qsofa.ts";
import { type SofaSigns, sofa } from "../../src/grading/sofa.ts";
import { aPressor } from "../support/formulary.ts";

type Cases<R, E = number> = readonly (readonly [string, R, E])[];

const ice: Cases<IceAnswers> = [
	["S01", { year: 1, month: 1, city: 1, hospital: 1, named_objects: 3, command: 1, sentence: 1, count_100_by_10: 1 }, 10],
	["S02", { year: 1, month: 0, city: 1, hospital: 0, named_objects: 2, command: 1, sentence: 0, count_100_by_10: 0 }, 5],
];
const hscores: Cases<HscoreSigns> = [
	[
		"F01",
		{
			immunosuppressed: true,
			temp_c: 39.6,
			hepatomegaly: true,
			splenomegaly: true,
			cytopenia_lineages: 3,
			ferritin: 12000,
			tg_mmol_l: 5.0,
			fibrinogen_g_l: 1.2,
			ast: 200,
			haemophagocytosis: true,
		},
		337,
	],
	[
		"F03",
		{
			immunosuppressed: true,
			temp_c: 39.0,
			hepatomegaly: false,
			splenomegaly: false,
			cytopenia_lineages: 3,
			ferritin: 9000,
			tg_mmol_l: 2.0,
			fibrinogen_g_l: 2.0,
			ast: 90,
			haemophagocytosis: false,
		},
		228,
	],
	[
		"F04",
		{
			immunosuppressed: false,
			temp_c: 37.0,
			hepatomegaly: false,
			splenomegaly: false,
			cytopenia_lineages: 0,
			ferritin: 200,
			tg_mmol_l: 1.0,
			fibrinogen_g_l: 3.5,
			ast: 20,
			haemophagocytosis: false,
		},
		0,
	],
];
const hematotox: Cases<HematotoxSigns, { readonly score: number; readonly risk: string }> = [
	["T01", { plt: 200, anc: 2500, hb: 12.0, crp_mg_dl: 0.5, ferritin: 300 }, { score: 0, risk: "low" }],
	["T03", { plt: 120, anc: 2500, hb: 10.0, crp_mg_dl: 1.0, ferritin: 900 }, { score: 2, risk: "high" }],
	["T04", { plt: 40, anc: 600, hb: 8.1, crp_mg_dl: 8.0, ferritin: 4200 }, { score: 7, risk: "high" }],
];
const qsofas: Cases<QsofaSigns> = [
	["Z01", { rr: 24, sbp: 92, gcs: 15 }, 2],
	["Z02", { rr: 18, sbp: 101, gcs: 15 }, 0],
];
const indices: readonly (readonly [string, typeof easix, EasixSigns, number])[] = [
	["E01", easix, { ldh: 300, creatinine_mg_dl: 1.0, plt: 150 }, 2.0],
	["E04", easix, { ldh: 700, creatinine_mg_dl: 0.8, plt: 100 }, 5.6],
	["E02", mEasix, { ldh: 300, crp_mg_dl: 5.0, plt: 150 }, 10.0],
	["E03", sEasix, { ldh: 300, plt: 150 }, 2.0],
];

describe("reference patients", () => {
	test.each(ice)("%s", (_id, answers, expected) => {
		expect(iceScore.score(answers).score).toBe(expected);
	});
	test.each(hscores)("%s", (_id, signs, expected) => {
		expect(hscore.score(signs).score).toBe(expected);
	});
	test.each(hematotox)("%s", (_id, signs, expected) => {
		expect(carHematotox.score(signs)).toMatchObject(expected);
	});
	test.each(qsofas)("%s", (_id, signs, expected) => {
		expect(qsofa.score(signs).score).toBe(expected);
	});
	test.each(indices)("%s", (_id, scale, signs, expected) => {
		expect(scale.score(signs).score).toBeCloseTo(expected, 12);
	});
});

test.each([easix, mEasix, sEasix])("$id of platelets that hardly are any is no number, and says why", ({ score }) => {
	const signs = { ldh: 700, creatinine_mg_dl: 0.8, crp_mg_dl: 5 };
	expect(score({ ...signs, plt: 5e-324 })).toMatchObject({ score: null, because: "platelets 5e-324 are too few to divide by" });
	expect(score({ ...signs, plt: 0 })).toMatchObject({ score: null, because: "platelets must be above 0" });
	expect(score({ ...signs, plt: 1 }).score).toBeGreaterThan(500);
});

describe("edges", () => {
	const hematotoxBefore = { plt: 200, anc: 2500, hb: 12, crp_mg_dl: 0.5, ferritin: 300 };
	test.each([
		["platelets of 175", { plt: 175 }, 1],
		["platelets of 75", { plt: 75 }, 1],
		["platelets of 74", { plt: 74 }, 2],
		["neutrophils of 1200", { anc: 1200 }, 0],
		["ferritin of 650", { ferritin: 650 }, 1],
		["ferritin of 2000", { ferritin: 2000 }, 1],
		["CRP of 3", { crp_mg_dl: 3 }, 1],
	] as const)("CAR-HEMATOTOX: %s", (_title, change, expected) => {
		expect(carHematotox.score({ ...hematotoxBefore, ...change }).score).toBe(expected);
	});

	const calm: HscoreSigns = {
		immunosuppressed: false,
		temp_c: 37,
		hepatomegaly: false,
		splenomegaly: false,
		cytopenia_lineages: 0,
		ferritin: 200,
		tg_mmol_l: 1,
		fibrinogen_g_l: 3.5,
		ast: 20,
		haemophagocytosis: false,
	};
	test.each([
		["temperature of 38.4", { temp_c: 38.4 }, 33],
		["temperature of 39.4", { temp_c: 39.4 }, 33],
		["a large spleen alone", { splenomegaly: true }, 23],
		["one cytopenia", { cytopenia_lineages: 1 }, 0],
		["two cytopenias", { cytopenia_lineages: 2 }, 24],
		["ferritin of 1999", { ferritin: 1999 }, 0],
		["ferritin of 2000", { ferritin: 2000 }, 35],
		["ferritin of 6000", { ferritin: 6000 }, 35],
		["triglycerides of 1.5", { tg_mmol_l: 1.5 }, 44],
		["triglycerides of 4", { tg_mmol_l: 4 }, 44],
		["fibrinogen of 2.5", { fibrinogen_g_l: 2.5 }, 30],
		["AST of 30", { ast: 30 }, 19],
	] as const)("HScore: %s", (_title, change, expected) => {
		expect(hscore.score({ ...calm, ...change }).score).toBe(expected);
	});

	const well: SofaSigns = { pf_ratio: 450, platelets: 200, bilirubin_mg_dl: 0.8, map: 85, gcs: 15, creatinine_mg_dl: 0.9 };
	const norepinephrine = (rate: number) => ({ pressors: [aPressor({ drug: "norepinephrine", rate, unit: "ug/kg/min" })] });
	test.each([
		["a healthy patient", {}, 0],
		["PaO2/FiO2 of 150 without a ventilator", { pf_ratio: 150 }, 2],
		["PaO2/FiO2 of 150 on a ventilator", { pf_ratio: 150, ventilated: true }, 3],
		["platelets of 50", { platelets: 50 }, 2],
		["bilirubin of 12", { bilirubin_mg_dl: 12 }, 4],
		["a mean pressure of 69", { map: 69 }, 1],
		["norepinephrine at 0.1", norepinephrine(0.1), 3],
		["norepinephrine at 0.11", norepinephrine(0.11), 4],
		["coma scale of 9", { gcs: 9 }, 3],
		["creatinine of 2 with little urine", { creatinine_mg_dl: 2, urine_ml_day: 150 }, 4],
	] as const)("SOFA: %s", (_title, change, expected) => {
		expect(sofa.score({ ...well, ...change }).score).toBe(expected);
	});
});

describe("reasons", () => {
	test("a score names what gave points", () => {
		expect(qsofa.score({ rr: 24, sbp: 92, gcs: 15 }).because).toBe("respiratory rate 1; systolic pressure 1");
		expect(qsofa.score({ rr: 12, sbp: 120, gcs: 15 }).because).toBe("no item gives points");
	});

	test("a missing input is unknown, and the points so far are told", () => {
		expect(qsofa.score({ rr: 24, gcs: 15 })).toEqual({
			scale: "QSOFA",
			score: null,
			because: "systolic pressure not recorded; at least 1",
		});
		expect(easix.score({ ldh: 300, plt: 150 })).toEqual({ scale: "EASIX", score: null, because: "creatinine not recorded" });
	});

	test("platelets of 0 give no EASIX", () => {
		expect(sEasix.score({ ldh: 300, plt: 0 }).score).toBeNull();
		expect(mEasix.score({ ldh: 300, crp_mg_dl: 5, plt: 0 }).because).toBe("platelets must be above 0");
	});
});
