import { describe, expect, test } from "vitest";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { nominalOfGroup } from "../../src/simulate/patient.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { aScenario, told } from "../support/a-scenario.ts";
import { engineOf } from "../support/run-plan.ts";

const weighing = (kg: number, share: number, more = "") =>
	`{ share: ${share}, covariates: { weight: { value: ${kg} kg, evidence: assumed } }${more} }`;
const children = [weighing(20, 0.5), weighing(20, 0.25), weighing(80, 0.25)];

/** A scenario of the model of paper for these groups; 60 to 80 kg are usual there. */
const planOf = (lines: string, groups: readonly string[] = children) =>
	aScenario(`until: 1 day\npopulation: table\n${lines}`, {
		model: {
			"populations/table.yaml": `about: A.\nline: first\nsetting: trial\npatients: 10\nsource: x\ngroups: [${groups.join(", ")}]\n`,
			"usual/w.yaml":
				"about: x\nfact: weight\nby: age\nsource: x\nevidence: measured\nbeyond: { value: 2, source: x, evidence: assumed }\nrows: [[0 year, 60 kg, 80 kg]]\n",
		},
	});

/** The runs of the nominal patient of each group. */
function runs(lines: string) {
	const engine = engineOf(planOf(lines));
	return children.map((_, group) => simulate(engine, nominalOfGroup(engine.program, group)));
}

describe("what a scenario says holds for each group of its population", () => {
	test("facts that hardly go together are told once, whether of the largest group or of another", () => {
		const odd = (groups: readonly string[]) => planOf("", groups).warnings.filter((one) => one.includes("usual is"));
		expect(odd(children)).toEqual([expect.stringContaining("weight 20 kg at age 50 year")]);
		expect(odd([weighing(70, 0.6), weighing(20, 0.4)])).toEqual([expect.stringContaining("weight 20 kg at age 50 year")]);
		expect(odd([weighing(70, 0.6), weighing(75, 0.4)])).toEqual([]);
	});

	test("a limit that a dose passes in one group alone is foreseen, once", () => {
		const foreseen = (groups: readonly string[]) =>
			planOf("treatments: [ { give: pressor, rate: 50 ug/min, at: 2 h, for: 1 h } ]\n", groups).warnings.filter((one) =>
				one.includes("above 1 ug/kg/min"),
			);
		expect(foreseen([weighing(80, 0.6), weighing(20, 0.2), weighing(20, 0.2)])).toHaveLength(1);
		expect(foreseen([weighing(80, 0.6), weighing(75, 0.4)])).toEqual([]);
	});

	test("a dose that goes with a fact is that of the group", () => {
		const found = runs('treatments: [ { give: drug, dose: "weight < 30 kg ? 3 mg/kg : 300 mg", at: 3 h } ]\n');
		expect(found.map(({ events }) => events.map(({ amount }) => amount))).toEqual([[60], [60], [300]]);
	});

	test("a state that is set is set in each", () => {
		const found = runs("set: { volume: 50 mL }\n");
		expect(found.map(({ trajectory }) => trajectory.columns.get("volume")!.values.at(-1))).toEqual([50, 50, 50]);
		expect(planOf("set: { volume: 50 mL }\n").warnings.filter((one) => one.startsWith("volume"))).toHaveLength(1);
	});

	test("an order of one group alone that cannot be in a steady state is refused", () => {
		const standing = ", standing: [{ give: pool, dose: 1 mg, at: 0 h, every: 12 h, for: 1 day, ss: true }]";
		const problems = told(() => planOf("", [weighing(70, 0.6), weighing(70, 0.4, standing)]));
		expect(problems).toEqual([expect.stringContaining("it has no steady state")]);
	});

	test("a number of which one disease alone says something is the page's own for the others, whichever group is the largest", () => {
		const plan = parseScenario("about: A test.\npopulation: B-cell-defined-composition\n", { file: "test.yaml", models: modelsAtHand() });
		const place = plan.flat.parameters.findIndex(({ name }) => name === "macrophage_response");
		const of = (disease: string) =>
			new Set(plan.population!.groups.filter((one) => one.disease === disease).map(({ values }) => values[place]));
		expect(of("CLL")).toEqual(of("B-ALL-adult"));
		expect(of("CLL")).not.toEqual(of("LBCL"));
	});
});
