import { describe, expect, test } from "vitest";
import { InputError } from "../../src/input/problem.ts";
import { flatten } from "../../src/model/flatten.ts";
import { readModel } from "../../src/model/read-model.ts";
import type { Run } from "../../src/simulate/run.ts";
import { aModelRun, aModelText } from "../support/a-model-run.ts";
import { column } from "../support/a-scenario.ts";

const instants = (run: Run, what: string) => run.events.filter((event) => event.what === what).map(({ time }) => time);
const lastOf = (run: Run, name: string) => column(run, name).at(-1)!;

const still = (names: readonly string[], start = "0") =>
	names.map((name) => `  ${name}: { unit: "1", start: "${start}", rate: 0 /h }`).join("\n");

describe("events of a model", () => {
	/** A ball falls from 5 m; in hours, with a gravity of 10 m/h^2, written in cm. */
	const ball = `states:
  height: { unit: cm, start: 500 cm, scale: 100 cm, rate: speed }
  speed: { unit: cm/h, start: 0 cm/h, scale: 100 cm/h, rate: -1000 cm/h^2 }
events:
  bounce: { when: height <= 0 cm, set: { height: 0 cm, speed: -0.8 * speed } }
`;

	test("a bouncing ball bounces when and as high as the closed form says, to 1e-6 h", () => {
		const run = aModelRun(ball, { until: "5 h" });
		// It falls for an hour; each bounce lasts 0.8 times the one before, the first 1.6 h.
		const expected = [1, 1 + 1.6, 1 + 1.6 + 1.28, 1 + 1.6 + 1.28 + 1.024];
		const found = instants(run, "bounce");
		expect(found).toHaveLength(4);
		for (const [i, time] of expected.entries()) expect(Math.abs(found[i]! - time)).toBeLessThan(1e-6);
		expect(run.outcome.kind).toBe("finished");
		const at = run.trajectory.times.indexOf(2);
		expect(column(run, "height")[at]).toBeCloseTo(800 * 1 - 500 * 1, 2);
	});

	test("it acts at the same instants whatever rows are saved", () => {
		const [coarse, fine] = [aModelRun(ball, { until: "5 h" }, { every: 5 }), aModelRun(ball, { until: "5 h" }, { every: 0.01 })];
		for (const [i, time] of instants(coarse, "bounce").entries()) expect(instants(fine, "bounce")[i]).toBeCloseTo(time, 8);
		expect(lastOf(coarse, "height")).toBeCloseTo(lastOf(fine, "height"), 3);
	});

	test("a dose at a threshold keeps a level as on paper", () => {
		const run = aModelRun(
			`parameters: { least: { value: 2 mg, source: assumed, evidence: assumed } }
states:
  drug: { unit: mg, start: 8 mg, scale: 1 mg, rate: -0.1 /h * drug }
events:
  dose: { when: drug < least, set: { drug: drug + 6 mg } }
`,
			{ until: "40 h" },
		);
		const period = Math.log(4) / 0.1;
		for (const [i, time] of instants(run, "dose").entries()) expect(Math.abs(time - (i + 1) * period)).toBeLessThan(1e-5);
		expect(instants(run, "dose")).toHaveLength(2);
		expect(run.changes).toHaveLength(2);
		expect(run.changes[0]).toMatchObject({ target: "drug", kind: "set", by: "dose" });
		expect(run.changes[0]!.value).toBeCloseTo(8, 6);
		// Before and after stand in two rows of one time.
		const rows = [...run.trajectory.times.entries()].filter(([, time]) => time === instants(run, "dose")[0]).map(([i]) => i);
		expect(rows).toHaveLength(2);
		expect(rows.map((row) => Math.round(column(run, "drug")[row]!))).toEqual([2, 8]);
	});

	test("of several at one instant the largest priority comes first, even if an earlier one changes it", () => {
		const page = `states:
${still(["order", "a", "b", "c", "wish"])}
events:
  first: { when: t >= 1 h, priority: 1, set: { a: order + 1, order: order + 1 }, values: execution }
  second: { when: t >= 1 h, priority: wish, set: { b: order + 1, order: order + 1 }, values: execution }
  third: { when: t >= 1 h, priority: 3, set: { c: order + 1, order: order + 1, wish: 2 }, values: execution }
`;
		const run = aModelRun(page, { until: "2 h" });
		expect(["a", "b", "c"].map((name) => lastOf(run, name))).toEqual([3, 2, 1]);
		expect(instants(run, "first")).toEqual([1]);
	});

	test("values are those of the trigger or of the execution, and it waits as long as it is told", () => {
		const page = `states:
  clock: { unit: "1", start: "0", rate: 1 /h }
${still(["then", "now"])}
events:
  early: { when: clock >= 1, after: 0.5 h, set: { then: clock } }
  late: { when: clock >= 1, after: 0.5 h, values: execution, set: { now: clock } }
`;
		const run = aModelRun(page, { until: "3 h" });
		expect(lastOf(run, "then")).toBeCloseTo(1, 6);
		expect(lastOf(run, "now")).toBeCloseTo(1.5, 6);
		expect(instants(run, "late")[0]).toBeCloseTo(1.5, 6);
	});

	test("one that does not persist is dropped when its condition ceases to hold; the other acts all the same", () => {
		const page = `states:
${still(["kept", "dropped"])}
events:
  stays: { when: t >= 1 h and t < 2 h, after: 3 h, set: { kept: 1 } }
  goes: { when: t >= 1 h and t < 2 h, after: 3 h, persists: false, set: { dropped: 1 } }
`;
		const run = aModelRun(page, { until: "5 h" });
		expect([lastOf(run, "kept"), lastOf(run, "dropped")]).toEqual([1, 0]);
	});

	test("a condition that holds from the start triggers only where the event says so", () => {
		const page = `states:
${still(["a", "b"])}
events:
  no: { when: t < 1 h, set: { a: 1 } }
  yes: { when: t < 1 h, from_start: true, set: { b: 1 } }
`;
		const run = aModelRun(page, { until: "2 h" });
		expect([lastOf(run, "a"), lastOf(run, "b")]).toEqual([0, 1]);
		expect(column(run, "b")[0]).toBe(0);
	});

	test("one event triggers another at the same instant, by way of an input and a flow", () => {
		const page = `inputs: { switch_on: { unit: "1", rest: 0 } }
states:
${still(["seen"])}
  grown: { unit: "1", start: "0", rate: doubled / 1 h }
flows: { doubled: { unit: "1", is: 2 * switch_on } }
events:
  on: { when: t >= 1 h, set: { switch_on: 1 } }
  answer: { when: doubled > 1, set: { seen: doubled } }
`;
		const run = aModelRun(page, { until: "3 h" });
		expect([instants(run, "on"), instants(run, "answer")]).toEqual([[1], [1]]);
		expect(lastOf(run, "seen")).toBe(2);
		expect(lastOf(run, "grown")).toBeCloseTo(4, 6);
	});

	test("events that trigger each other at one instant without an end are named, and never hang", () => {
		const page = `states:
${still(["x"])}
events:
  up: { when: t >= 1 h and x < 1, set: { x: 1 } }
  down: { when: t >= 1 h and x >= 1, set: { x: 0 } }
`;
		const { outcome } = aModelRun(page, { until: "3 h" });
		expect(outcome).toMatchObject({ kind: "rule-loop", time: 1 });
		expect([...(outcome as { rules: readonly string[] }).rules].sort()).toEqual(["down", "up"]);
	});

	test("a ball whose bounces pile up at hour 9 comes to an end of its run", () => {
		const run = aModelRun(ball, { until: "12 h" }, { maxSteps: 5000 });
		expect(run.outcome.kind).toBe("finished");
		expect(instants(run, "bounce").length).toBeGreaterThan(50);
		expect(instants(run, "bounce").at(-1)).toBeCloseTo(9, 3);
	});

	test("what is wrong is told with its place", () => {
		const told = (events: string) => {
			try {
				flatten(
					readModel(
						aModelText(
							`parameters: { k: { value: 1, source: assumed, evidence: assumed } }\nstates:\n${still(["x"])}\nevents:\n  e: ${events}\n`,
						),
					),
				);
				return [];
			} catch (error) {
				if (!(error instanceof InputError)) throw error;
				return error.problems.map(({ line, key, message }) => `${line} ${key} ${message}`);
			}
		};
		expect(told("{ when: x, set: { k: 1 } }")).toEqual([
			'6 events.e.when "x" is a number, not a condition',
			'6 events.e.set.k "k" is not a state or an input, which events set',
		]);
		expect(told("{ when: x > 1, after: 3, set: { x: 1 mg } }")).toEqual([
			"6 events.e.after the result is in a pure number (a pure number), but h (a time) is declared",
			"6 events.e.set.x the result is in mg (a mass), but 1 (a pure number) is declared",
		]);
	});
});
