import { describe, expect, test } from "vitest";
import { compileModel } from "../../src/model/model-program.ts";
import { linearized } from "../../src/ode/kernel.ts";
import { kernelsOf } from "../../src/ode/kernel-in-webassembly.ts";
import { methods } from "../../src/ode/methods.ts";
import { rodas5pTableau } from "../../src/ode/rodas5p.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import { aFlatModel } from "../model/a-model.ts";
import { column, readScenario } from "../support/a-scenario.ts";
import { runEngine } from "../support/run-plan.ts";

const signs = `about: Signs by the clock, and nothing that is integrated.
parameters:
  pace: { value: 2 /h, source: assumed, evidence: assumed }
covariates:
  weight: { unit: kg, default: 70 kg, range: [3 kg, 250 kg] }
  age: { unit: year, default: 50 year, range: [0 year, 100 year] }
inputs:
  fio2: { unit: "1", rest: 0.21 }
  seizing: { unit: "1", rest: 0 }
observables:
  temperature: { unit: degC, is: "37 degC + (t >= 10 h and t < 60 h ? 2 degC : 0 degC)" }
  map: { unit: mmHg, is: 90 mmHg }
  sbp: { unit: mmHg, is: 120 mmHg }
  ice: { unit: "1", is: "10" }
  wakes: { unit: "1", is: "0" }
  edema: { unit: "1", is: "0" }
  beats: { unit: "1", is: t * pace }
`;
const treatments = ["drug", "pool", "guarded", "pressor", "saline", "oxygen"];
const model = { "modules/body.yaml": signs, ...Object.fromEntries(treatments.map((name) => [`treatments/${name}.yaml`, undefined])) };

const program = compileProgram(readScenario("about: A test.\nmodel: tiny\nuntil: 96 h\n", { model }));
const engines = [loadProgram(program), loadProgram(program, { machineCode: false })];

describe("a model without states", () => {
	test.each(Object.keys(methods))("runs to its end by %s, as machine code or not, with what depends on the time", (method) => {
		expect(program.model.states).toEqual([]);
		for (const engine of engines) {
			const run = runEngine(engine, { method });
			expect(run.outcome).toEqual({ kind: "finished", died: null });
			expect(run.trajectory.times.at(-1)).toBe(96);
			expect(column(run, "beats")).toEqual(run.trajectory.times.map((time) => 2 * time));
			expect(run.solver.steps).toBeLessThan(200);
		}
	});

	test("gives the same run by both kernels", () => {
		const [machineCode, javascript] = engines.map((engine) => runEngine(engine));
		expect([machineCode!.solver.kernel, javascript!.solver.kernel]).toEqual(["webassembly", "javascript"]);
		expect({ ...machineCode, solver: null }).toEqual({ ...javascript, solver: null });
	});

	test("and without a single number has a step that touches no memory", () => {
		const flat = aFlatModel('observables:\n  one: { unit: "1", is: "1" }\n');
		const none = new Float64Array(0);
		const allowed = { absolute: none, relative: none };
		const { constantCount, code } = compileModel(flat);
		const k = new Float64Array(constantCount);
		const kernel = kernelsOf(code.kernel!, rodas5pTableau.gamma)!({ p: none, u: none, k, allowed });
		kernel.begin();
		expect(kernel.linearize(0)).toBe(linearized.still);
		expect(kernel.factorize(1)).toBe(true);
		expect(kernel.stages(0, 1, true)).toBe(0);
		kernel.bend();
		kernel.inside(0.5, none);
		expect(kernel.size(none)).toBe(0);
	});
});
