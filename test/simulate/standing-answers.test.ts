import { describe, expect, test } from "vitest";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { runOptions } from "../../src/simulate/options.ts";
import { attendFirst, runOn, setOut } from "../../src/simulate/simulate.ts";
import { trialUnder } from "../bench/patient-runs.ts";

describe("a condition that is not asked again while its answers stand", () => {
	test.each(["p0", "p4"])("under %s it is what it would be if it were asked, at every look", (care) => {
		const work = trialUnder(care, { patients: 2 });
		const engine = loadProgram(work.programs[0]!);
		for (const patient of [0, 1]) {
			const set = setOut(engine, virtualPatient(engine.program, { seed: work.seed, patient }), runOptions({ columns: [] }));
			const { simulation } = set;
			const { answers } = simulation;
			const apart: string[] = [];
			let looks = 0;
			const watched: typeof answers = {
				...answers,
				look: (time) => {
					answers.look(time);
					looks++;
					engine.tests.forEach((asked, place) => {
						if (answers.holds(place, time) !== asked(answers.answers, time)) apart.push(`test ${place} at hour ${time}`);
					});
				},
			};
			const under = { ...set, simulation: { ...simulation, answers: watched } };
			runOn(under, attendFirst(under));
			expect(apart).toEqual([]);
			expect(looks).toBeGreaterThan(24 * 30);
		}
	});
});
