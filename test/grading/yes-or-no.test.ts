import { describe, expect, test } from "vitest";
import { answerOf } from "../../src/grading/answer.ts";
import { astctEpisode } from "../../src/grading/astct-episode.ts";
import { bloodDays } from "../../src/grading/blood-days.ts";
import { carHematotox } from "../../src/grading/car-hematotox.ts";
import { davila2014Scrs } from "../../src/grading/davila2014-scrs.ts";
import { easix } from "../../src/grading/easix.ts";
import { hlh2004 } from "../../src/grading/hlh2004.ts";

describe("HLH-2004", () => {
	const healthy = {
		temp_c: 36.8,
		splenomegaly: false,
		hb: 13,
		plt: 250,
		anc: 4000,
		tg_mmol_l: 1,
		fibrinogen_g_l: 3,
		haemophagocytosis: false,
		nk_activity_low: false,
		ferritin: 80,
		scd25_u_ml: 400,
	};

	test("five of eight make it, four do not", () => {
		const four = { ...healthy, temp_c: 38.5, splenomegaly: true, ferritin: 500, scd25_u_ml: 2400 };
		expect(hlh2004.find(four).present).toBe(false);
		expect(hlh2004.find({ ...four, fibrinogen_g_l: 1.5 })).toMatchObject({ present: true });
		expect(hlh2004.find({ ...four, hb: 8.9, plt: 99 }).present).toBe(true);
	});

	test("one cytopenia is not two", () => {
		expect(hlh2004.find({ ...healthy, hb: 8 }).because).toBe("0 of 8 criteria met");
		expect(hlh2004.find({ ...healthy, hb: 8, anc: 999 }).because).toContain("two or more cytopenias");
	});

	test("what is not recorded could still decide, and is named", () => {
		const { present, because } = hlh2004.find({ temp_c: 39, ferritin: 12_000 });
		expect(present).toBeNull();
		expect(because).toContain("size of the spleen not recorded");
	});
});

describe("severe CRS by Davila 2014", () => {
	const severe = { fever_days: 3, cytokine_folds: [80, 75, 2], po2_below_90: true, neurologic_signs: false };

	test("lasting fever, cytokines and an organ together make it", () => {
		expect(davila2014Scrs.find(severe).present).toBe(true);
		expect(davila2014Scrs.find({ ...severe, fever_days: 2 })).toMatchObject({
			present: false,
			because: "not met: fever on three days or more in a row",
		});
		expect(davila2014Scrs.find({ ...severe, cytokine_folds: [80, 74] }).present).toBe(false);
		expect(davila2014Scrs.find({ ...severe, cytokine_folds: [250] }).present).toBe(true);
		expect(davila2014Scrs.find({ ...severe, po2_below_90: false }).present).toBe(false);
		expect(davila2014Scrs.find({ ...severe, po2_below_90: false, pressors: [{ drug: "norepinephrine" }] }).present).toBe(true);
	});

	test("CRP stands in only where no cytokine was measured", () => {
		const { cytokine_folds: _, ...unmeasured } = severe;
		expect(davila2014Scrs.find({ ...unmeasured, crp_mg_dl: 20 }).present).toBe(true);
		expect(davila2014Scrs.find({ ...severe, cytokine_folds: [3], crp_mg_dl: 30 }).present).toBe(false);
		expect(davila2014Scrs.find(unmeasured)).toMatchObject({ present: null, because: "cytokines and CRP not recorded" });
	});
});

describe("bare answers", () => {
	test("a score is a number, with a risk where the scale gives both, an episode its spans", () => {
		expect(answerOf(easix.score({ ldh: 0.1, creatinine_mg_dl: 3, plt: 1 }))).toBe(0.3);
		expect(answerOf(carHematotox.score({ plt: 40, anc: 600, hb: 8.1, crp_mg_dl: 8, ferritin: 4200 }))).toEqual({ score: 7, risk: "high" });
		expect(answerOf(astctEpisode.span({ days: [{ d: 2, t: 38.4, pressors: 6 }] }))).toEqual({
			onset: 2,
			max: 4,
			resolved: null,
			episodes: 1,
		});
		expect(answerOf(astctEpisode.span({}))).toBeNull();
	});
});

describe("blood counts by day", () => {
	test("the lowest of each day counts, a day without one is open, later days stand apart", () => {
		const counts = [
			{ time: -5, value: 1 },
			{ time: 3, value: 900 },
			{ time: 20, value: 700 },
			{ time: 50, value: 300 },
			{ time: 31 * 24, value: 1200 },
			{ time: 101 * 24, value: 5 },
		];
		expect(bloodDays(counts.slice(0, 4))).toEqual({ early: [700, null, 300], late: [] });
		expect(bloodDays(counts).late).toEqual([1200]);
		expect(bloodDays([])).toEqual({ early: [], late: [] });
	});
});
