import { describe, expect, test } from "vitest";
import { loadProgram } from "../../src/simulate/engine.ts";
import { type PatientCounts, patientRun, trialUnder } from "./patient-runs.ts";

const patients = 3;

/** Means over patients of ZUMA-1 over 30 days, and how many steps more their bare legs take. */
function countsUnder(care: string): PatientCounts & { readonly moreSteps: readonly number[] } {
	const work = trialUnder(care, { patients });
	const engine = loadProgram(work.programs[0]!);
	const runs = Array.from({ length: patients }, (_, patient) => patientRun(work, engine, patient));
	const mean = (of: keyof PatientCounts) => runs.reduce((sum, { counts }) => sum + counts[of], 0) / patients;
	return {
		legs: mean("legs"),
		steps: mean("steps"),
		evaluations: mean("evaluations"),
		looks: mean("looks"),
		tests: mean("tests"),
		moreSteps: runs.map(({ run, bare }) => bare() - run.solver.steps),
	};
}

describe("what a patient costs, in counts that are the same on every machine", () => {
	const [p4, none] = [countsUnder("p4"), countsUnder("none")];

	test("bare legs take the very steps of the run", () => {
		expect([...p4.moreSteps, ...none.moreSteps]).toEqual(Array.from({ length: 2 * patients }, () => 0));
	});

	// A tenth above what they came to when they were last cut: 12,060 right-hand sides in 154 legs, 1,030 looks, 39,700 conditions; nobody acting: 4,930, 17, 850, 18.
	test("under p4: right-hand sides, looks and conditions", () => {
		expect(p4.evaluations).toBeLessThan(13_300);
		expect(p4.looks).toBeLessThan(1_130);
		expect(p4.tests).toBeLessThan(44_000);
	});

	test("when nobody acts nothing is asked at a look", () => {
		expect(none.evaluations).toBeLessThan(5_400);
		expect(none.looks).toBeLessThan(940);
		expect(none.tests).toBeLessThan(25);
	});

	test("of the conditions that a team looks at, those of its rules and of what has held, four in ten are left alone at a look", () => {
		const { care, inquiry } = trialUnder("p4", { patients: 1 }).programs[0]!;
		const all = care!.rules.length + inquiry.questions.filter(({ kind }) => kind === "held").length;
		expect(p4.tests / p4.looks).toBeLessThan(0.6 * all);
	});
});
