import { describe, expect, test } from "vitest";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { gradeNames } from "../../src/simulate/ward.ts";
import { runShipped, shipped } from "../support/shipped.ts";

describe("CRS by every scale", () => {
	test("every run carries all six, the ASTCT's being the course of the run itself", () => {
		const run = runShipped("shock-norepinephrine");
		expect(Object.keys(run.crsByScale)).toEqual(["ASTCT_CRS", "LEE2014_CRS", "PENN_CRS", "CTCAE5_CRS", "CARTOX_CRS", "MSKCC_CRS"]);
		expect(run.crsByScale["ASTCT_CRS"]).toBe(run.grades.crs);
		expect(run.crsByScale["LEE2014_CRS"]?.worst).toBe(2);
		expect(run.crsByScale["PENN_CRS"]?.worst).toBe(3);
	});

	test("what is saved more often changes no grade on any scale", () => {
		const { scenario } = shipped("hypoxia-oxygen-ladder");
		const summary = (every: number) =>
			Object.values(simulate(scenario, { every }).crsByScale).map(({ worst, onset, worstAt, resolved, because }) => ({
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
		expect(gradeNames).toEqual(["crs", "icans", "lee2014_crs", "penn_crs", "ctcae5_crs", "cartox_crs", "mskcc_crs"]);
		const text = (condition: string) => `about: A rule by another scale.
patient: { tumor_burden: 4 }
until: 8 day
treatments:
  - { give: norepinephrine, rate: 0.05 ug/kg/min, when: crs >= 2, for: 12 h }
  - { give: tocilizumab, dose: 8 mg/kg, when: "${condition}" }
`;
		const given = (condition: string) => {
			const scenario = parseScenario(text(condition), { file: "rule.yaml", models: modelsAtHand(), grades: gradeNames });
			return simulate(scenario).events.some(({ what }) => what === "tocilizumab");
		};
		expect([given("penn_crs >= 3"), given("lee2014_crs >= 3"), given("worst(penn_crs, 24 h) >= 3")]).toEqual([true, false, true]);
	});
});
