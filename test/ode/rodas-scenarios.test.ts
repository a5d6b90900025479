import { describe, expect, test } from "vitest";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { largestError } from "../support/largest-error.ts";
import { runShipped, shipped } from "../support/shipped.ts";

/** One of each kind, and the steps that rodas5p took at 1e-6 when this was written. */
const steps: Readonly<Record<string, number>> = {
	"checkpoint-inhibitor": 225,
	"death-untreated": 753,
	demonstration: 738,
	"dexamethasone-tapered": 941,
	"hyperinflammation-etoposide": 906,
	"icans-seizure": 888,
	"marrow-transfusions": 2988,
	"marrow-two-hits": 886,
	"no-tumor": 304,
	"sepsis-cefepime": 1172,
	"severity-ladder": 1149,
	"shock-epinephrine": 1234,
	"treat-both": 1193,
	untreated: 753,
};

const asText = ({ events, changes, grades }: Run) => JSON.stringify([events, changes, grades]);
/** A hazard strikes at a time that a method finds to some 1e-6 h. */
const nearly = ({ events, changes, grades }: Run) =>
	JSON.stringify([events, changes, grades], (_, value) => (typeof value === "number" ? Number(value.toPrecision(6)) : value));

/**
 * Known misses, kept as such: where urine stops or organ injury begins an equation turns a corner, and a method of high order stumbles over
 * it (1.2e-5 in the ladder, 3.5e-4 at one late hour of the transfusions). Mend the corners, and these tests will ask to be taken off.
 */
const missing = new Set(["severity-ladder", "marrow-transfusions"]);

describe.each(Object.keys(steps))("scenario %s", (name) => {
	const law = missing.has(name) ? test.fails : test;
	const tight = runShipped(name, { method: "rodas5p", relativeTolerance: 1e-11 });
	const usual = runShipped(name);

	law("the default method at its default tolerance is within 1e-5 of a tight run, in every column at every row", () => {
		expect(usual.solver.method).toBe("rodas5p");
		expect(largestError(usual, tight).error).toBeLessThan(1e-5);
	});

	law("odex, which shares no code with it, gives the same run", () => {
		const other = runShipped(name, { method: "odex", relativeTolerance: 1e-9 });
		expect(largestError(other, tight).error).toBeLessThan(2e-6);
		expect(nearly(other)).toBe(nearly(tight));
	});

	test("the work stays what it was", () => {
		const { steps: taken, evaluations, rejected } = usual.solver;
		expect(taken).toBeLessThan(1.25 * steps[name]!);
		expect(evaluations).toBeLessThan(9 * taken);
		expect(rejected).toBeLessThan(20 + 0.12 * taken);
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

test("a run that is repeated gives the same numbers to the last bit", () => {
	const { scenario } = shipped("demonstration");
	const [first, second] = [simulate(scenario), simulate(scenario)];
	for (const [name, { values }] of first.trajectory.columns) expect(second.trajectory.columns.get(name)!.values).toEqual(values);
});
