import { describe, expect, test } from "vitest";
import { loadProgram } from "../../src/simulate/engine.ts";
import { type PatientCounts, patientRun, trialUnder } from "./patient-runs.ts";

const patients = 3;

/** Means over patients of ZUMA-1 over 30 days. */
function countsUnder(care: string): PatientCounts & { readonly answersOf: readonly number[] } {
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
		answersOf: runs.map(({ run, bare }) => bare() - run.solver.steps),
	};
}

describe("what a patient costs, in counts that are the same on every machine", () => {
	const [p4, none] = [countsUnder("p4"), countsUnder("none")];

	test("bare legs take the very steps of the run", () => {
		expect([...p4.answersOf, ...none.answersOf]).toEqual(Array.from({ length: 2 * patients }, () => 0));
	});

	test("under p4: right-hand sides, looks and conditions", () => {
		console.log(p4, none);
	});
});
