import { describe, expect, test } from "vitest";
import { protocolsFor } from "../src/node/protocol-files.ts";
import { parseStudy } from "../src/population/parse-study.ts";
import { simulatePatients } from "../src/population/simulate-patients.ts";
import { workOf } from "../src/population/study-work.ts";
import { loader } from "../src/simulate/engine.ts";
import { models } from "./science/support.ts";
import { numberLine, numberLines } from "./support/number-digest.ts";
import { runEngine } from "./support/run-plan.ts";
import { runShipped, shippedScenarioNames } from "./support/shipped.ts";
import { byTier } from "./support/tiers.ts";

/**
 * Every number of every shipped scenario, and of virtual patients under care, held to the last bit. A change that means to move one renews
 * them with `npm run accept -- test/numbers.test.ts` and says which and why; any other change must leave these files alone.
 */
const text = (lines: readonly string[]) => `${lines.join("\n")}\n`;

/** One of each kind, for after each change. */
const few = ["checkpoint-colitis", "death-averted", "icans-seizure-levetiracetam", "marrow-transfusions", "sepsis-cefepime", "untreated"];

describe.each(byTier({ fast: few, usual: shippedScenarioNames, long: shippedScenarioNames }))("the numbers of %s", (name) => {
	test("are what they were", async () => {
		await expect(text(numberLines(runShipped(name)))).toMatchFileSnapshot(`golden/numbers/${name}.txt`);
	});
});

const studies = {
	"study-lymphoma-p4": "patient: { tumor_burden: 2 }\ncare: p4\npatients: 20\nseed: 7",
	"study-children-standard": "patient: { disease: B-ALL, product: tisa-cel, tumor_burden: 2 }\ncare: standard\npatients: 8\nseed: 3",
};

const outcomes = `outcomes:
  severe: worst(crs) >= 3
  neurologic: worst(icans) >= 2
  penn: time_at(penn_crs, 3)
  doses: doses(tocilizumab)
  steroid: amount(dexamethasone)
  on_pressor: duration(norepinephrine_rate > 0 ug/kg/min)
  peak: peak(il6)
  responded: responded
  died: died
`;

describe.each(Object.entries(studies))("the numbers of %s", (name, keys) => {
	test("are what they were", async () => {
		const study = parseStudy(`about: A small study.\nuntil: 30 day\n${keys}\n${outcomes}`, {
			file: "study.yaml",
			models,
			protocols: protocolsFor("study.yaml"),
		});
		const work = workOf(study);
		const engines = work.programs.map(loader());
		const part = simulatePatients(work, engines, { from: 0, count: study.patients });
		const runs = part.rows.map(({ patient, failed, covariates, outcomes: found }) => {
			const run = runEngine(engines[0]!, {}, { seed: study.seed, patient });
			const numbers = [...covariates, ...found].map((value) => (Number.isNaN(value) ? "unknown" : value));
			return `patient ${patient} ${failed ?? numberLine(run)}; ${numbers.join(" ")}`;
		});
		await expect(text(runs)).toMatchFileSnapshot(`golden/numbers/${name}.txt`);
	});
});
