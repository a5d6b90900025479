import { describe, expect, test } from "vitest";
import { markdownTable } from "../src/report/markdown-table.ts";
import { runShipped, shipped, shippedScenarioNames } from "./support/shipped.ts";
import { byTier } from "./support/tiers.ts";

/** Golden tables are accepted with `npm run accept` and read in the diff: a clinician should nod. */
const few = ["demonstration", "shock-norepinephrine"];

describe.each(byTier({ fast: few, usual: shippedScenarioNames, long: shippedScenarioNames }))("scenario %s", (name) => {
	test("parses without a warning, runs to its end, and gives the stored table", async () => {
		const { plan: scenario } = shipped(name);
		expect(scenario.warnings).toEqual([]);
		const run = runShipped(name);
		expect(run.outcome.kind).toBe("finished");
		expect(run.warnings.filter((words) => !words.endsWith("never held"))).toEqual([]);
		await expect(markdownTable(run)).toMatchFileSnapshot(`golden/${name}.md`);
	});
});
