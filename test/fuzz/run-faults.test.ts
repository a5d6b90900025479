import { expect, test } from "vitest";
import type { Run } from "../../src/simulate/run.ts";
import type { NumberColumn } from "../../src/trajectory/trajectory.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { aScenario, tinyModel, treated } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";
import { boundFaults, doseFaults, gradeFaults, valueFaults } from "./run-faults.ts";

const library = readLibrary(tinyModel());
const plan = aScenario(
	treated(
		["give: pool, dose: 7 mg, route: drip, at: 20.5 h", "give: drug, dose: 10 mg, route: skin, at: 3 h, every: 6 h, for: 1 day"],
		"40 h",
	),
);
const run = runPlan(plan);
const column = (name: string) => run.trajectory.columns.get(name) as NumberColumn;

/** The run with one number of a column replaced. */
function withNumber(name: string, row: number, value: number): Run {
	const values = column(name).values.slice();
	values[row] = value;
	const columns = new Map([...run.trajectory.columns, [name, { ...column(name), values }] as const]);
	return { ...run, trajectory: { ...run.trajectory, columns } };
}

const withEvent = (change: Partial<Run["events"][number]>): Run => ({
	...run,
	events: run.events.map((event) => (event.what === "pool" ? { ...event, ...change } : event)),
});

test("a sound run breaks no law", () => {
	expect([...valueFaults(run), ...doseFaults(run, library), ...gradeFaults(run), ...boundFaults(plan, run)]).toEqual([]);
});

test("each law sees what breaks it", () => {
	expect(valueFaults(withNumber("wave", 5, Number.POSITIVE_INFINITY))).toEqual([expect.stringContaining("wave is Infinity at hour")]);
	expect(valueFaults(withNumber("crs_grade", 60, 3))).toEqual([expect.stringContaining("crs_grade is 3 at hour")]);
	expect(valueFaults(withEvent({ amount: -7 }))).toEqual([expect.stringContaining("amount -7")]);
	expect(valueFaults(withEvent({ until: 20 }))).toEqual([expect.stringContaining("ends at 20")]);
	expect(valueFaults({ ...run, events: [...run.events].reverse() })).toContain("events go back in time");
	expect(valueFaults({ ...run, outcome: { kind: "lost" } as never })).toEqual(['the outcome is "lost"']);
	expect(doseFaults(withEvent({ amount: 7.01 }), library)).toEqual([expect.stringContaining("into pool")]);
	expect(doseFaults({ ...run, changes: run.changes.filter(({ target }) => target !== "drug") }, library)).toEqual([
		expect.stringContaining("into drug"),
	]);
	expect(gradeFaults(withNumber("temperature", 45, 41))).toEqual([]);
	expect(gradeFaults(withNumber("temperature", 30, 41))).not.toEqual([]);
	expect(boundFaults(plan, withNumber("pool", 9, -1))).toEqual(["the state pool is -1"]);
});
