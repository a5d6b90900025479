import { expect, test } from "vitest";
import * as crsim from "../src/index.ts";
import { readModelTexts } from "../src/node/model-files.ts";

test("the front door is enough to run and draw a scenario from texts", () => {
	const models = new Map([["cart-crs", crsim.readLibrary(readModelTexts("cart-crs"))]]);
	const scenario = crsim.parseScenario("about: Through the front door.\nuntil: 1 day\n", {
		file: "a.yaml",
		models,
		grades: crsim.gradeNames,
	});
	const run = crsim.simulate(scenario);
	expect(run.outcome.kind).toBe("finished");
	expect(crsim.figures.cascade.spec([run])).toHaveProperty("$schema");
});
