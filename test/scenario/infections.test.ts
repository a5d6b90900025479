import { describe, expect, test } from "vitest";
import { flatExport } from "../../src/exchange/flat-export.ts";
import { infectionSentence } from "../../src/report/infection-sentence.ts";
import { terminalSummary } from "../../src/report/terminal-summary.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { aScenario } from "../support/a-scenario.ts";
import { engineOf, runPlan } from "../support/run-plan.ts";
import { wholePatient } from "../support/whole-patient.ts";

/** A patient whose marrow stays empty, so that chance would strike. */
const defenseless = (infections: string) =>
	wholePatient(`patient: { marrow_reserve: 0.1 }\nset: { breakthrough_rate: 20x }\n${infections}until: 12 day`);
const chance = defenseless("");
const none = defenseless("infections: none\n");
const infected = (plan: typeof none) => {
	const kinds = new Set(plan.flat.hazards.filter(({ isInfection }) => isInfection).map(({ name }) => name));
	return runPlan(plan).events.filter(({ what }) => kinds.has(what)).length;
};

describe("infections: chance or none", () => {
	test("chance is what a scenario has that says nothing, and strikes who is defenseless", () => {
		expect([chance.infections, none.infections]).toEqual(["chance", "none"]);
		expect(infected(chance)).toBeGreaterThan(0);
		expect(infected(none)).toBe(0);
	});

	test("none leaves seizures and deaths, and what treatments give", () => {
		const given = wholePatient(
			"patient: { product: liso-cel }\ninfections: none\nuntil: 6 day\ntreatments:\n  - { give: bacteremia, dose: 0.001, at: 4 day }",
		);
		expect(Math.max(...(runPlan(given).trajectory.columns.get("bacteria")!.values as Float64Array))).toBeGreaterThan(1);
		expect(none.flat.hazards.filter(({ happens }) => happens).map(({ name }) => name)).toEqual(
			chance.flat.hazards.filter(({ isInfection }) => !isInfection).map(({ name }) => name),
		);
	});

	test("a run says which, in its summary and for other solvers", () => {
		const [with_, without] = [runPlan(chance), runPlan(none)];
		expect([with_.infections, without.infections]).toEqual(["chance", "none"]);
		expect(terminalSummary(without).join("\n")).toContain("Infections by chance: none.");
		expect(infectionSentence([with_, without])).toBe("Infections by chance: in some of the runs.");
		expect(flatExport(none, nominalPatient(engineOf(none).program), without).crossings.length).toBe(
			none.flat.hazards.filter(({ happens }) => happens).length,
		);
	});

	test("a model without infections says nothing of them", () => {
		expect(aScenario("until: 24 h").infections).toBeNull();
		expect(infectionSentence([{ infections: null }])).toBe("");
	});
});
