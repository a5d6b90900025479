import { describe, expect, test } from "vitest";
import { overSets, studyGathering } from "../../src/fit/study-ensemble.ts";
import { InputError } from "../../src/input/problem.ts";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import { parseStudy } from "../../src/population/parse-study.ts";
import { simulatePatients } from "../../src/population/simulate-patients.ts";
import { workOf } from "../../src/population/study-work.ts";
import { numbers } from "../../src/random/stream.ts";
import { loader } from "../../src/simulate/engine.ts";
import { patientValue } from "../../src/simulate/patient.ts";
import { studyText, variedPaper } from "../support/a-study-text.ts";

const sets = `about: Sets.
source: assumed
model: tiny
sets:
  - { gain: 0.5x }
  - { gain: 2x }
  - { gain: { value: 1x, spread: 0.5x } }
`;

const aStudyOver = (more = "", text = sets, patients = 12) =>
	parseStudy(studyText(`ensemble: mine\n${more}`).replace("patients: 12", `patients: ${patients}`), {
		file: "study.yaml",
		models: new Map([["tiny", variedPaper]]),
		ensembles: { names: () => ["mine"], open: (name) => (name === "mine" ? { file: "mine.yaml", text } : undefined) },
	});

const problemsOf = (read: () => unknown): string[] => {
	try {
		read();
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
		throw error;
	}
	return [];
};

const partsOf = (study: ReturnType<typeof parseStudy>) => {
	const work = workOf(study);
	return { work, part: simulatePatients(work, work.programs.map(loader()), { from: 0, count: study.patients }) };
};

const gainOf = (study: ReturnType<typeof parseStudy>, cell: number, patient = 3) => {
	const program = workOf(study).programs[cell]!;
	return patientValue(program, virtualPatient(program, { seed: 1, patient }), "gain")!;
};

describe("what sets of parameters add", () => {
	test("in a table with known parts each is told apart", () => {
		const next = numbers(5, "table");
		const normal = () => Array.from({ length: 12 }, next).reduce((sum, x) => sum + x, -6);
		// Patients differ by 2, sets by 1, and what is left is 0.5: the first two are shared by all that have them.
		const patients = Array.from({ length: 400 }, () => 2 * normal());
		const values = Array.from({ length: 200 }, () => {
			const shift = normal();
			return patients.map((one) => one + shift + 0.5 * normal());
		});
		const found = overSets(values)!;
		expect(found.parameters).toBeCloseTo(1, 0);
		expect(found.patients).toBeCloseTo(2.06, 0);
		expect(found.chance).toBeCloseTo(2 / 20, 1);
		expect(found.interval[1] - found.interval[0]).toBeCloseTo(3.9, 0);
	});

	test("sets that change nothing add nothing, however few the patients", () => {
		const found = overSets([
			[1, 0, 1, 0],
			[1, 0, 1, 0],
		])!;
		expect(found).toMatchObject({ center: 0.5, interval: [0.5, 0.5], parameters: 0 });
		expect(found.chance).toBeCloseTo(0.25, 10);
		expect(overSets([[Number.NaN], [Number.NaN]])).toBeNull();
	});
});

describe("a study over an ensemble", () => {
	test("its patients with the parameters in use are those of the study without one", () => {
		const [with_, without] = [
			partsOf(aStudyOver()),
			partsOf(parseStudy(studyText(), { file: "study.yaml", models: new Map([["tiny", variedPaper]]) })),
		];
		expect(with_.part.rows.filter(({ cell }) => cell === 0)).toEqual(without.part.rows);
		expect(with_.work.head.cells.map(({ set }) => set)).toEqual([undefined, 1, 2, 3]);
		const [gathered, plain] = [studyGathering(with_.work.head), studyGathering(without.work.head)];
		gathered.add(with_.part);
		plain.add(without.part);
		const { ensemble, cells, ...found } = gathered.summary();
		const { cells: plainCells, ...alone } = plain.summary();
		expect(found).toEqual(alone);
		expect(cells.map(({ overSets: _, ...cell }) => cell)).toEqual(plainCells);
		expect(ensemble).toMatchObject({ name: "mine", source: "assumed", sets: 3, failed: 0 });
		expect(ensemble!.cells.map((outcomes) => outcomes.map((over) => over !== null))).toEqual([[true, true, true, true]]);
	});

	test("each patient is the same in every set but for what the set says", () => {
		const study = aStudyOver();
		expect(gainOf(study, 1) / gainOf(study, 0)).toBeCloseTo(0.5, 10);
		expect(gainOf(study, 2) / gainOf(study, 0)).toBeCloseTo(2, 10);
		expect(gainOf(study, 3)).not.toBeCloseTo(gainOf(study, 0), 3);
	});

	test("multiples of the study and of a set multiply; a value that the study sets stands", () => {
		expect(gainOf(aStudyOver("set: { gain: 3x }"), 2) / gainOf(aStudyOver(), 0)).toBeCloseTo(6, 10);
		const fixed = aStudyOver("set: { gain: 3 /h }");
		expect([0, 1, 2].map((cell) => gainOf(fixed, cell))).toEqual([3, 3, 3]);
		const varied = aStudyOver("vary: { set.gain: [1x, 4x] }");
		expect(varied.cells.map(({ set, vary }) => [set ?? 0, vary[0]!.label])).toEqual([
			[0, "1x"],
			[0, "4x"],
			[1, "1x"],
			[1, "4x"],
			[2, "1x"],
			[2, "4x"],
			[3, "1x"],
			[3, "4x"],
		]);
		expect(gainOf(varied, 5) / gainOf(varied, 0)).toBeCloseTo(8, 10);
		expect(varied.against).toEqual([null, 0]);
	});

	test("cut into parts it gives the same sums", () => {
		const study = aStudyOver("arms: [ { name: a }, { name: b, set: { gain: 1.5x } } ]");
		const work = workOf(study);
		const engines = work.programs.map(loader());
		const sums = (cuts: readonly (readonly [number, number])[]) => {
			const gathering = studyGathering(work.head);
			for (const [from, count] of cuts) gathering.add(simulatePatients(work, engines, { from, count }));
			return gathering.summary();
		};
		const whole = sums([[0, 12]]);
		expect(
			sums([
				[0, 5],
				[5, 7],
			]),
		).toEqual(whole);
		expect(whole.ensemble!.differences).toHaveLength(whole.differences.length);
		expect(whole.ensemble!.decides.map(({ cell, against }) => [cell, against])).toContainEqual([1, 0]);
	});

	test("what is wrong in a set is told at its place in the ensemble, what it cannot be at the study's", () => {
		expect(problemsOf(() => aStudyOver("", sets.replace("gain: 2x", "gian: 2x")))).toEqual(['mine.yaml:6:7 unknown parameter "gian"']);
		expect(problemsOf(() => aStudyOver("", sets.replace("model: tiny", "model: other")))).toEqual([
			'study.yaml:10:11 its parameters are those of the model "other", and the study is of "tiny"',
		]);
		expect(problemsOf(() => aStudyOver("", sets, 6_000_000))).toEqual([
			"study.yaml:10:11 1 cell of 6000000 patients in 3 sets and with the parameters in use are 24000000 runs of 4 cells",
		]);
		expect(
			problemsOf(() => parseStudy(studyText("ensemble: other\n"), { file: "study.yaml", models: new Map([["tiny", variedPaper]]) })),
		).toEqual(['study.yaml:10:11 there is no ensemble "other"']);
	});
});
