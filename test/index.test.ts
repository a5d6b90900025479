import { expect, test } from "vitest";
import * as crsim from "../src/index.ts";
import { readModelTexts } from "../src/node/model-files.ts";

test("the front door is enough to run and draw a scenario from texts", () => {
	const models = new Map([["cart-crs", crsim.readLibrary(readModelTexts("cart-crs"))]]);
	const plan = crsim.parseScenario("about: Through the front door.\nuntil: 1 day\n", {
		file: "a.yaml",
		models,
	});
	const program = crsim.compileProgram(plan);
	const run = crsim.simulate(crsim.loadProgram(program), crsim.nominalPatient(program));
	expect(run.outcome.kind).toBe("finished");
	const [cascade] = crsim.figuresOf([run]);
	expect(cascade!.spec()).toHaveProperty("$schema");
});

test("and to grade a chart from its text", () => {
	const { formulary } = crsim.readLibrary(readModelTexts("cart-crs"));
	const text = "day,temp_c,sbp_low,o2_device\n1,38.4,no,none\n2,39.1,yes,none\n";
	const wishes = { file: "a.csv", scales: ["ASTCT_CRS"], formulary: () => formulary };
	const { answers, explained } = crsim.gradeInput({ kind: "chart", name: "a", text }, wishes);
	expect(answers.map(({ scale, grade }) => [scale, grade])).toEqual([["ASTCT_CRS", 2]]);
	expect(explained[0]?.heading).toBe("The worst hour: day 2.00 (hour 48)");
});
