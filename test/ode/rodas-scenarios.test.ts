import { describe, expect, test } from "vitest";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { largestError } from "../support/largest-error.ts";
import { runShipped, shipped, shippedScenarioNames } from "../support/shipped.ts";

/** Most steps and evaluations that any shipped scenario took with rodas4 at 1e-6 when this was written, with a quarter of head-room. */
const most = { steps: 2000, evaluations: 13_000, rejectedShare: 0.12 };

const asText = ({ trajectory, ...rest }: Run) => JSON.stringify([rest.events, rest.changes, rest.grades]);

describe.each(shippedScenarioNames)("scenario %s", (name) => {
	const tight = runShipped(name, { method: "rodas5p", relativeTolerance: 1e-11 });
	const usual = runShipped(name);

	test("the default method at its default tolerance is within 1e-5 of a tight run, in every column at every row", () => {
		expect(usual.solver.method).toBe("rodas4");
		expect(largestError(usual, tight).error).toBeLessThan(1e-5);
	});

	test("odex, which shares no code with it, gives the same run", () => {
		const other = runShipped(name, { method: "odex", relativeTolerance: 1e-9 });
		expect(largestError(other, tight).error).toBeLessThan(2e-6);
		expect(asText(other)).toBe(asText(tight));
	});

	test("the work stays what it was", () => {
		const { steps, evaluations, rejected } = usual.solver;
		expect(steps).toBeLessThan(most.steps);
		expect(evaluations).toBeLessThan(most.evaluations);
		expect(rejected).toBeLessThan(20 + most.rejectedShare * steps);
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
