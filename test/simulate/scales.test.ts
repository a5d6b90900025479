import { describe, expect, test } from "vitest";
import { gradeNamesOf } from "../../src/grading/toxicities.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { aRunOf } from "../support/a-scenario.ts";
import { shippedToxicities } from "../support/formulary.ts";
import { runPlan } from "../support/run-plan.ts";
import { runShipped, shipped } from "../support/shipped.ts";

describe("CRS by every scale", () => {
	test("every run carries the scales of its toxicities, the ASTCT's being the course of the run itself", () => {
		const run = runShipped("shock-norepinephrine");
		expect(Object.keys(run.crsByScale)).toEqual([
			"ASTCT_CRS",
			"ASTCT_ICANS",
			"LEE2014_CRS",
			"PENN_CRS",
			"CTCAE5_CRS",
			"CARTOX_CRS",
			"MSKCC_CRS",
			"CTCAE_NEURO",
		]);
		expect(run.crsByScale["ASTCT_CRS"]).toBe(run.grades.crs);
		expect(run.crsByScale["LEE2014_CRS"]?.worst).toBe(2);
		expect(run.crsByScale["PENN_CRS"]?.worst).toBe(3);
	});

	test("what is saved more often changes no grade on any scale", () => {
		const { plan: scenario } = shipped("hypoxia-oxygen-ladder");
		const summary = (every: number) =>
			Object.values(runPlan(scenario, { every }).crsByScale).map(({ worst, onset, worstAt, resolved, because }) => ({
				worst,
				onset,
				worstAt,
				resolved,
				because,
			}));
		expect(summary(0.25)).toEqual(summary(1));
	});

	test("age and weight stand in the run with their units", () => {
		expect(runShipped("untreated").patient).toEqual({ age: { value: 58, unit: "year" }, weight: { value: 70, unit: "kg" } });
	});

	test("conditions may name any of them: Penn reaches grade 3 where Lee does not", () => {
		expect(gradeNamesOf(shippedToxicities)).toEqual([
			"crs",
			"icans",
			"iec_hs",
			"icaht",
			"lee2014_crs",
			"penn_crs",
			"ctcae5_crs",
			"cartox_crs",
			"mskcc_crs",
			"ctcae_neuro",
		]);
		const text = (condition: string) => `about: A rule by another scale.
patient: { tumor_burden: 4 }
until: 8 day
treatments:
  - { give: norepinephrine, rate: 0.05 ug/kg/min, when: crs >= 2, for: 12 h }
  - { give: tocilizumab, dose: 8 mg/kg, when: "${condition}" }
`;
		const given = (condition: string) => {
			const scenario = parseScenario(text(condition), { file: "rule.yaml", models: modelsAtHand() });
			return runPlan(scenario).events.some(({ what }) => what === "tocilizumab");
		};
		expect([given("penn_crs >= 3"), given("lee2014_crs >= 3"), given("worst(penn_crs, 24 h) >= 3")]).toEqual([true, false, true]);
	});
});

describe("what blood tells, in every run", () => {
	test("hyperinflammation is diagnosed in the susceptible patient alone, and what treats it raises the grade", () => {
		expect(runShipped("untreated").grades.iec_hs.worst).toBe(0);
		const untreated = runShipped("hyperinflammation").grades.iec_hs;
		expect(untreated.resolved ?? Number.POSITIVE_INFINITY).toBeGreaterThan(24 * 25);
		expect(untreated.worst).toBeGreaterThanOrEqual(1);
		const treated = runShipped("hyperinflammation-anakinra").grades.iec_hs;
		expect(treated).toMatchObject({ worst: 2, because: expect.stringContaining("treated with anakinra") });
		expect(treated.resolved).not.toBeNull();
	});

	test("an aplastic marrow is grade 4 of ICAHT, late as early; filgrastim does not change how days are counted", () => {
		expect(runShipped("marrow-aplastic").grades.icaht).toMatchObject({ worst: 4, resolved: null });
	});

	test("a model that binds none of these blood values leaves both unknown, never normal", () => {
		const { iec_hs, icaht } = aRunOf("until: 96 h").grades;
		expect([iec_hs.worst, icaht.worst]).toEqual([null, null]);
		expect([iec_hs.because, icaht.because].every((words) => words.includes("not recorded"))).toBe(true);
	});

	test("conditions may name them, and an unknown value makes a comparison false", () => {
		const given = (condition: string, model = "cart-crs") => {
			const text = `about: A rule.\nmodel: ${model}\nuntil: 15 day\ntreatments:\n  - { give: DRUG, dose: 100 mg, when: "${condition}" }\n`;
			const drug = model === "cart-crs" ? "anakinra" : "tocilizumab";
			const scenario = parseScenario(text.replace("DRUG", drug), { file: "rule.yaml", models: modelsAtHand() });
			return runPlan(scenario).events.find(({ what }) => what === drug)?.time ?? null;
		};
		const secondGrade = runShipped("untreated").grades.icaht.worstAt!;
		expect(given("icaht >= 2")).toBe(secondGrade);
		expect(given("worst(icaht) >= 2 and icaht < 1")).toBeGreaterThan(secondGrade);
		expect(given("iec_hs >= 1")).toBeNull();
	});

	test("what is saved more often changes neither", () => {
		const { plan: scenario } = shipped("hyperinflammation-ruxolitinib");
		const told = (every: number) => {
			const { iec_hs, icaht } = runPlan(scenario, { every }).grades;
			return [iec_hs, icaht].map(({ points: _, ...course }) => course);
		};
		expect(told(0.25)).toEqual(told(1));
	});
});
