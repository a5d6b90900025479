import { describe, expect, test } from "vitest";
import { onCommandLine } from "../../src/node/asked.ts";
import { prepareStudy } from "../../src/node/prepare-study.ts";
import { checkStudyNumbers } from "../../src/node/whole-study.ts";
import { simulatePatients } from "../../src/population/simulate-patients.ts";
import type { StudyWork } from "../../src/population/study-work.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { trialUnder } from "../bench/patient-runs.ts";

const patients = 6;
const work = trialUnder("p4", { patients });
const engines = [loadProgram(work.programs[0]!)];
const rowsOf = (one: StudyWork) => simulatePatients(one, engines, { from: 0, count: patients }).rows;

describe("a study's own relative tolerance", () => {
	const usual = rowsOf(work);
	const loose = rowsOf({ ...work, relativeTolerance: 1e-4 });
	const each = usual.flatMap(({ outcomes }, row) => outcomes.map((value, i) => [value, loose[row]!.outcomes[i]!] as const));

	test("is that of the runs: at 1e-4 some numbers are others, and 1e-6 is what a study has that says nothing", () => {
		expect(each.some(([value, other]) => !Object.is(value, other))).toBe(true);
		expect(rowsOf({ ...work, relativeTolerance: 1e-6 })).toEqual(usual);
	});

	test("at 1e-4 no patient of ZUMA-1 under p4 gets another grade, and no number moves by a thousandth", () => {
		const kinds = usual.flatMap(() => work.outcomes.map(({ kind }) => kind));
		expect(each.filter(([value, other], i) => kinds[i] === "probability" && !Object.is(value, other))).toEqual([]);
		expect(each.filter(([value, other]) => Number.isNaN(value) !== Number.isNaN(other))).toEqual([]);
		const moved = each.flatMap(([value, other]) => (Number.isNaN(value) ? [] : [Math.abs(value - other) / Math.max(Math.abs(value), 1)]));
		expect(Math.max(...moved)).toBeLessThan(1e-3);
	});

	test("is part of what decides the results, is told where it is looser than usual, and has bounds", async () => {
		const file = "scenarios/studies/early-or-late-both.yaml";
		const [usually, loosely] = [await prepareStudy(file), await prepareStudy(file, { rtol: 1e-4 })];
		expect(loosely.work.relativeTolerance).toBe(1e-4);
		expect(usually.work).not.toHaveProperty("relativeTolerance");
		expect(loosely.sha256).not.toBe(usually.sha256);
		const more = loosely.study.warnings.filter((warning) => !usually.study.warnings.includes(warning));
		expect(more).toEqual([
			"runs are integrated at a relative tolerance of 0.0001 in place of 0.000001: patients who lie on a line may come to stand on its other side",
		]);
		expect(checkStudyNumbers({ rtol: "1e-4" }, onCommandLine).wishes).toEqual({ rtol: 1e-4 });
		expect(() => checkStudyNumbers({ rtol: "2" }, onCommandLine)).toThrow('"2" is not between 1e-12 and 0.01');
	});
});
