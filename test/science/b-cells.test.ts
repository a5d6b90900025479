import { describe, expect, test } from "vitest";
import { course, dayOfPeak, highest, lowest, onDay, runPatient } from "../support/whole-patient.ts";

const year = runPatient("until: 365 day", { every: 24 });
const noCells = runPatient("patient: { tumor_burden: 0 }\nuntil: 180 day", { every: 24 });
const againstBcma = runPatient("patient: { disease: MM, product: ide-cel }\nuntil: 60 day", { every: 24 });

describe("normal B cells and immunoglobulin", () => {
	// Below 1 cell/uL none are found: 30 of 34 had none on day 30, 8 of 19 after a year (Haematologica, PMC8017820).
	test("the nominal patient has none on day 30, and has some again after a year while few CAR-T cells are left", () => {
		expect(onDay(year, "b_cells", 30)).toBeLessThan(1);
		expect(onDay(year, "b_cells", 365)).toBeGreaterThan(1);
		expect(onDay(year, "b_cells", 365)).toBeLessThan(50);
	});

	// From a mean of 587 to 362 mg/dL in 579 patients (doi:10.1016/j.jaci.2024.10.021); lowest at day 180.
	test("immunoglobulin G falls over months, by a third to two fifths", () => {
		expect(onDay(year, "immunoglobulin_g", 14)).toBeGreaterThan(0.75 * 587);
		expect(lowest(year, "immunoglobulin_g")).toBeGreaterThan(330);
		expect(lowest(year, "immunoglobulin_g")).toBeLessThan(400);
	});

	test("without CAR-T cells lymphodepletion alone takes B cells, which come back over months, and immunoglobulin less", () => {
		expect(lowest(noCells, "b_cells")).toBeLessThan(10);
		expect(onDay(noCells, "b_cells", 180)).toBeGreaterThan(40);
		expect(lowest(noCells, "immunoglobulin_g")).toBeGreaterThan(lowest(year, "immunoglobulin_g"));
	});

	test("cells against BCMA spare B cells and take more of the immunoglobulin", () => {
		expect(onDay(againstBcma, "b_cells", 30)).toBeGreaterThan(10);
		expect(onDay(againstBcma, "immunoglobulin_g", 30)).toBeLessThan(onDay(year, "immunoglobulin_g", 30));
	});
});

describe("D-dimer", () => {
	const rest = runPatient("patient: { tumor_burden: 0 }\nuntil: 2 day");
	const bulky = runPatient("patient: { tumor_burden: 3 }\nuntil: 20 day");
	const hemophagocytic = runPatient("patient: { tumor_burden: 3 }\nset: { hyperinflammation_susceptibility: 4x }\nuntil: 30 day");

	// Highest by CRS grade 0 to 4: 0.5, 0.7, 1.8, 3.2 and 7.7 ug/mL (doi:10.3389/fimmu.2023.1273507); within a factor of two.
	test("rises with the grade of cytokine release, to 0.35 to 1.4 ug/mL at grade 1 and 0.9 to 3.6 at grade 2", () => {
		expect(highest(rest, "d_dimer")).toBeCloseTo(0.42, 6);
		expect(highest(year, "d_dimer")).toBeGreaterThan(0.42);
		expect(highest(year, "d_dimer")).toBeLessThan(1.4);
		expect(highest(bulky, "d_dimer")).toBeGreaterThan(0.9);
		expect(highest(bulky, "d_dimer")).toBeLessThan(3.6);
	});

	test("rises most in hyperinflammation, while fibrinogen falls", () => {
		expect(highest(hemophagocytic, "d_dimer")).toBeGreaterThan(3 * highest(bulky, "d_dimer"));
		expect(lowest(hemophagocytic, "fibrinogen")).toBeLessThan(lowest(bulky, "fibrinogen"));
	});
});

describe("tumor lysis", () => {
	const signs = ["uric_acid", "potassium", "phosphate", "ldh"];
	const bulky = runPatient("patient: { tumor_burden: 6 }\nuntil: 10 day");
	const weak = runPatient("patient: { tumor_burden: 6 }\nset: { kidney_susceptibility: 3x }\nuntil: 10 day");
	const none = runPatient("patient: { tumor_burden: 0 }\nuntil: 10 day");

	test("nothing is spilled without a tumor, more by a larger one", () => {
		for (const name of signs) {
			expect(highest(none, name) / course(none, name)[0]!).toBeCloseTo(1, 2);
			expect(highest(bulky, name)).toBeGreaterThan(highest(year, name));
		}
	});

	test("the usual tumor lifts uric acid and phosphate by less than a third and potassium by less than a sixth", () => {
		for (const [name, most] of [
			["uric_acid", 4 / 3],
			["phosphate", 4 / 3],
			["potassium", 7 / 6],
		] as const)
			expect(highest(year, name) / course(year, name)[0]!).toBeLessThan(most);
	});

	test("failing kidneys keep what they would clear, and lactate dehydrogenase rises before the cells are at their highest", () => {
		for (const name of ["uric_acid", "potassium", "phosphate"]) expect(onDay(weak, name, 7)).toBeGreaterThan(onDay(bulky, name, 7));
		expect(dayOfPeak(bulky, "ldh")).toBeLessThan(dayOfPeak(bulky, "cart_cells"));
	});
});
