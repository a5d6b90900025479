import { describe, expect, test } from "vitest";
import type { Run } from "../../src/simulate/run.ts";
import { largestError } from "../support/largest-error.ts";
import { runShipped, shippedScenarioNames } from "../support/shipped.ts";
import { byTier } from "../support/tiers.ts";

/** One of each kind, for what takes long: `npm run test:long` does it with every scenario. */
const sample: readonly string[] = [
	"checkpoint-inhibitor",
	"death-untreated",
	"demonstration",
	"dexamethasone-tapered",
	"hyperinflammation-etoposide",
	"icans-seizure",
	"marrow-transfusions",
	"marrow-two-hits",
	"no-tumor",
	"sepsis-cefepime",
	"severity-ladder",
	"shock-epinephrine",
	"treat-both",
	"untreated",
];

const asText = ({ events, changes, grades }: Run) => JSON.stringify([events, changes, grades]);
/** A hazard strikes at a time that a method finds to some 1e-6 h. */
const nearly = ({ events, changes, grades }: Run) =>
	JSON.stringify([events, changes, grades], (_, value) => (typeof value === "number" ? Number(value.toPrecision(6)) : value));

describe.each(byTier({ fast: sample, usual: sample, long: shippedScenarioNames }))("scenario %s, at length", (name) => {
	const tight = runShipped(name, { method: "rodas5p", relativeTolerance: 1e-11 });
	const usual = runShipped(name);

	test("odex, which shares no code with it, gives the same run", () => {
		const other = runShipped(name, { method: "odex", relativeTolerance: 1e-9 });
		expect(largestError(other, tight).error).toBeLessThan(2e-6);
		expect(nearly(other)).toBe(nearly(tight));
	});

	test("nothing depends on the output grid", () => {
		const coarse = runShipped(name, { every: 6 });
		expect(coarse.solver).toEqual(usual.solver);
		expect(asText(coarse)).toBe(asText(usual));
		for (const [row, time] of coarse.trajectory.times.entries()) {
			const same = usual.trajectory.times.indexOf(time);
			if (same < 0 || usual.trajectory.times.lastIndexOf(time) !== same) continue;
			for (const [column, { values }] of coarse.trajectory.columns) {
				expect([column, time, values[row]]).toEqual([column, time, usual.trajectory.columns.get(column)!.values[same]]);
			}
		}
	});
});
