import { join } from "node:path";
import { expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { loadScenario, modelsAtHand } from "../../src/node/scenario-files.ts";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import { askedOf } from "../../src/simulate/asked.ts";

test("what a care team asks is worked out once for all patients of a scenario, and apart for another one", () => {
	const { scenario } = loadScenario(join(home, "scenarios", "untreated.yaml"), modelsAtHand(), { care: "standard" });
	const asked = askedOf(scenario);
	expect(askedOf(virtualPatient(scenario, { seed: 7, patient: 1 }))).toBe(asked);
	expect(askedOf(virtualPatient(scenario, { seed: 7, patient: 2 }))).toBe(asked);
	expect(askedOf({ ...scenario, care: null })).not.toBe(asked);
	expect(askedOf(scenario)).toBe(asked);
});
