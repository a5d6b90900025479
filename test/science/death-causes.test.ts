import { describe, expect, test } from "vitest";
import { printExpression } from "../../src/language/print.ts";
import { runShipped } from "../support/shipped.ts";
import { runPatient, wholePatient } from "../support/whole-patient.ts";
import { courseOf, deathless, patientWith } from "./support.ts";

const causes = ["fatal_crs_hazard", "fatal_infection_hazard", "fatal_hyperinflammation_hazard"];

describe("what a patient dies of", () => {
	test("CRS, infection and hyperinflammation share the hazard of failing organs, each by its part in the illness", () => {
		const course = courseOf(
			deathless(patientWith({ patient: "tumor_burden: 4", until: "14 day", treatments: ["give: bacteremia, dose: 0.001, at: 7 day"] })),
		);
		let sum = 0;
		const hazard = course.all("organ_failure_hazard");
		for (let i = 1; i < course.times.length; i++) sum += ((hazard[i]! + hazard[i - 1]!) / 2) * (course.times[i]! - course.times[i - 1]!);
		const shared = causes.reduce((all, cause) => all + course.all(cause).at(-1)!, 0);
		expect(shared / sum).toBeCloseTo(1, 1);
		expect(course.at("infection_blame", 168)).toBeLessThan(0.01);
		expect(course.at("infection_blame", 240)).toBeGreaterThan(0.8);
	});

	test("no hazard of death reads a drug: a dose of norepinephrine marks who dies and kills nobody", () => {
		const { flat } = wholePatient("until: 1 day\ncare: none");
		const flows = new Map(flat.flows.map(({ name, is }) => [name, printExpression(is)]));
		const outcome = ["organ_score", "organ_failure_hazard", "infection_drive", "hyperinflammation_blame"].map((name) => flows.get(name)!);
		for (const text of outcome) expect(text).not.toMatch(/norepinephrine|vasoconstriction|vasopressin|epinephrine|dopamine/);
	});

	test("a death of infection is no grade 5 of CRS or ICANS, though the bedside grades its signs", () => {
		const run = runShipped("sepsis-looks-like-crs");
		expect(run.outcome).toMatchObject({ died: { of: "infection" } });
		expect(run.grades.crs.worst).toBe(2);
		expect(run.grades.icans.worst).toBeLessThan(5);
	});

	test("a death of hyperinflammation is grade 5 of IEC-HS and of nothing else", () => {
		const run = runPatient("set: { hyperinflammation_susceptibility: 4.5x, frailty: 20x }\ninfections: none\nuntil: 60 day");
		expect(run.outcome).toMatchObject({ died: { of: "iec_hs" } });
		expect(run.grades.iec_hs.worst).toBe(5);
		expect(run.grades.crs.worst).toBeLessThan(5);
	});

	test("nobody with counts and fibrinogen bleeds to death; without both the hazard nears 2 % a day", () => {
		const rate = (set: string) => {
			const course = courseOf(deathless(patientWith({ patient: "tumor_burden: 0", until: "10 day", set, infections: "none" })));
			return (course.at("fatal_bleeding_hazard", 240) - course.at("fatal_bleeding_hazard", 216)) * 1;
		};
		expect(rate("platelets_rest: 150 cells/nL")).toBe(0);
		expect(rate("platelets_rest: 3 cells/nL")).toBeLessThan(0.001);
		expect(rate("platelets_rest: 3 cells/nL, fibrinogen_rest: 20 mg/dL")).toBeGreaterThan(0.003);
		expect(rate("platelets_rest: 3 cells/nL, fibrinogen_rest: 20 mg/dL")).toBeLessThan(0.02);
	});
});
