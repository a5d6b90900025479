import { describe, expect, test } from "vitest";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Models } from "../../src/treatment/library.ts";
import { withoutEffects } from "../../src/trial/without-effects.ts";
import { runPlan } from "../support/run-plan.ts";

const models = modelsAtHand();
const treated = `about: A test.
until: 12 day
treatments:
  - { give: tocilizumab, dose: 8 mg/kg, at: 3 day }
  - { give: dexamethasone, dose: 10 mg, at: 3 day, every: 6 h, for: 3 day }
  - { give: norepinephrine, rate: 0.1 ug/kg/min, at: 5 day, for: 1 day }
`;

const run = (text: string, of: Models) => runPlan(parseScenario(text, { file: "test.yaml", models: of }));
const column = (ran: ReturnType<typeof run>, name: string) => {
	const found = ran.trajectory.columns.get(name);
	return found?.kind === "number" ? [...found.values] : [];
};

describe("the null model", () => {
	const inert = run(treated, withoutEffects(models));
	const nobody = run(treated.replace(/treatments:[\s\S]*/, ""), models);

	test("runs as if nobody had acted, to the tolerance of the solver", () => {
		for (const name of ["il6", "temperature", "map", "cart_cells", "neuroinflammation"]) {
			const [one, other] = [inert, nobody].map((ran) => Math.max(...column(ran, name)));
			expect(Math.abs(one! / other! - 1), name).toBeLessThan(1e-4);
		}
	});

	test("gives and counts what is given, whose levels are what they are", () => {
		const real = run(treated, models);
		const doses = (ran: typeof inert) => ran.events.filter(({ what }) => what === "tocilizumab" || what === "dexamethasone").length;
		expect(doses(inert)).toBe(doses(real));
		expect(Math.max(...column(inert, "tocilizumab"))).toBeGreaterThan(10);
		expect(Math.min(...column(real, "temperature").slice(-100))).toBeLessThan(38);
	});

	test("leaves the therapy itself its effect", () => {
		expect(Math.max(...column(inert, "cart_cells"))).toBeGreaterThan(1);
		expect(Math.min(...column(inert, "anc"))).toBeLessThan(0.5);
	});
});
