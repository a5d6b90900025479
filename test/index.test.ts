import { expect, test } from "vitest";
import * as crsim from "../src/index.ts";
import { readModelTexts } from "../src/node/model-files.ts";

test("the front door is enough to run and draw a scenario from texts", () => {
	const models = new Map([["cart-crs", crsim.readLibrary(readModelTexts("cart-crs"))]]);
	const plan = crsim.parseScenario("about: Through the front door.\nuntil: 1 day\n", {
		file: "a.yaml",
		models,
		grades: crsim.gradeNames,
	});
	const program = crsim.compileProgram(plan);
	const run = crsim.simulate(crsim.loadProgram(program), crsim.nominalPatient(program));
	expect(run.outcome.kind).toBe("finished");
	const [cascade] = crsim.figuresOf([run]);
	expect(cascade!.spec()).toHaveProperty("$schema");
});
