import { describe, expect, test } from "vitest";
import { responseOf } from "../../src/grading/response.ts";
import { runShipped } from "../support/shipped.ts";
import { highest, lowest, onDay, runPatient } from "../support/whole-patient.ts";

const response = (run: ReturnType<typeof runPatient>) => responseOf(run)!;

describe("the response of the tumor", () => {
	test("is not a function of the CRS grade: complete with fever alone, hardly any after shock", () => {
		const [mild, severe] = [runShipped("response-without-severe-crs"), runShipped("response-none-after-severe-crs")];
		expect([mild.grades.crs.worst, response(mild).word]).toEqual([1, "CR"]);
		expect([severe.grades.crs.worst, response(severe).word]).toEqual([2, "SD"]);
	});

	test("does not change when only the host's macrophages answer more", () => {
		const [calm, hot] = ["1x", "4x"].map((x) => runPatient(`set: { macrophage_response: ${x} }`));
		expect(hot!.grades.crs.worst).toBeGreaterThan(calm!.grades.crs.worst!);
		expect(response(hot!).shrinkage).toBeCloseTo(response(calm!).shrinkage, 3);
	});

	test("tocilizumab does not cost any of it, a steroid does, and more the longer it is given", () => {
		const none = response(runPatient("")).shrinkage;
		const tocilizumab = response(runPatient("treatments:\n  - { give: tocilizumab, dose: 8 mg/kg, at: 4 day }")).shrinkage;
		const steroid = (days: number) =>
			response(runPatient(`treatments:\n  - { give: dexamethasone, dose: 10 mg, at: 3 day, every: 6 h, for: ${days} day }`)).shrinkage;
		expect(tocilizumab).toBeCloseTo(none, 3);
		const course = [2, 7, 14].map(steroid);
		expect(course).toEqual([...course].sort((a, b) => b - a));
		expect(course[0]).toBeLessThan(none);
		// Two points when a dose filled the effect for two days; 10 mg every 6 hours reach three quarters of it now.
		expect(course[2]).toBeLessThan(none - 1);
	});

	test.fails("two weeks of a steroid cost more than three points of shrinkage: a known miss, 2.2 since some tumor is without antigen from the start", () => {
		const none = response(runPatient("")).shrinkage;
		const long = response(
			runPatient("treatments:\n  - { give: dexamethasone, dose: 10 mg, at: 3 day, every: 6 h, for: 14 day }"),
		).shrinkage;
		expect(long).toBeLessThan(none - 3);
	});

	test("is more with more expansion, and the tumor grows back where no cell was given", () => {
		const shrinkage = ["0.5x", "0.75x", "1x"].map((x) => response(runPatient(`set: { cart_expansion: ${x} }`)).shrinkage);
		expect(shrinkage).toEqual([...shrinkage].sort((a, b) => a - b));
		const none = runPatient("set: { cart_engraftment: 0x }");
		expect(response(none).shrinkage).toBeLessThan(0);
		expect(none.grades.crs.worst).toBe(0);
	});

	test("without a tumor there is none", () => {
		const run = runPatient("patient: { tumor_burden: 0 }");
		expect(responseOf(run)).toBeNull();
		expect([highest(run, "tumor_shrinkage"), lowest(run, "tumor_shrinkage")]).toEqual([0, 0]);
	});

	test("less than a cell of one counts as none, however small the number", () => {
		const run = runPatient("patient: { tumor_burden: 1e-320 }");
		expect([lowest(run, "tumor_shrinkage"), highest(run, "tumor_shrinkage")]).toEqual([0, 0]);
	});
});

describe("death", () => {
	test("comes of days of deep shock that nobody treats, and not when a team acts", () => {
		const [died, lived] = [runShipped("death-untreated"), runShipped("death-averted")];
		expect(died.outcome).toMatchObject({ kind: "finished", died: { of: "crs" } });
		expect(died.grades.crs.worst).toBe(5);
		expect(lived.outcome).toEqual({ kind: "finished", died: null });
		expect(lived.grades.crs.worst).toBeLessThan(5);
	});

	test("needs depth and length: the hazard of the usual patient is next to nothing, that of a short deep fall small", () => {
		const hazard = (text: string) => highest(runPatient(text, { also: ["fatal_crs_hazard"] }), "fatal_crs_hazard");
		expect(hazard("")).toBeLessThan(1e-3);
		// 0.12 a day at its height: kidneys and heart count among the failing organs too (0.1 before they did).
		expect(hazard("patient: { tumor_burden: 3 }")).toBeLessThan(0.2);
		const ladder = [3, 5, 8].map((burden) => hazard(`patient: { tumor_burden: ${burden} }`));
		expect(ladder).toEqual([...ladder].sort((a, b) => a - b));
	});

	test("can come of lungs alone", () => {
		const run = runPatient("patient: { tumor_burden: 3 }\nset: { lung_leak_gain: 8x, vasoplegia_limit: 0.5 }", {
			also: ["fatal_crs_hazard"],
		});
		expect(lowest(run, "spo2")).toBeLessThan(75);
		expect(highest(run, "fatal_crs_hazard")).toBeGreaterThan(0);
	});
});

test("the grade of the last hour says what the patient died of, and the run ends there", () => {
	const run = runShipped("death-untreated");
	const day = run.trajectory.times.at(-1)! / 24;
	expect(run.outcome).toMatchObject({ died: { day } });
	expect(onDay(run, "crs_grade", day)).toBe(5);
});
