import { describe, expect, test } from "vitest";
import { aRunOf, doseTimes, tinyModel, treated } from "../support/a-scenario.ts";

/** Times at which the pool is given when the condition is its only order beside `others`. */
const actsAt = (when: string, others: readonly string[] = [], model?: Readonly<Record<string, string>>) =>
	doseTimes(aRunOf(treated([`give: pool, when: '${when}'`, ...others]), {}, model ? { model } : {}), "pool");

describe("when", () => {
	test("acts once, at the first look where it holds", () => {
		expect(actsAt("t >= 5 h")).toEqual([5]);
		expect(actsAt("temperature > 38 degC")).toEqual([10]);
		expect(actsAt("t < 1000 h")).toEqual([-24]);
	});

	test("looks are every hour on the hour", () => {
		expect(actsAt("t >= 5.2 h")).toEqual([6]);
	});

	test("looks are also right after events", () => {
		expect(actsAt("t >= 5.2 h", ["give: saline, at: 5.7 h"])).toEqual([5.7]);
		expect(actsAt("t >= 6.5 h", ["give: saline, at: 5.7 h, over: 1 h"])).toEqual([6.7]);
	});

	test("never acts when its condition never holds, or only between looks", () => {
		expect(actsAt("map < 65 mmHg")).toEqual([]);
		expect(actsAt("t > 5.2 h and t < 5.8 h")).toEqual([]);
	});

	test("an order that another order makes true acts at the same instant", () => {
		const run = aRunOf(
			treated(["give: pool, when: 't >= 5 h'", "give: drug, when: 'doses(pool) >= 1'", "give: saline, when: 'doses(drug) >= 1'"]),
		);
		expect(run.events.map((event) => [event.time, event.what, event.why])).toEqual([
			[5, "pool", "t >= 5 h"],
			[5, "drug", "doses(pool) >= 1"],
			[5, "saline", "doses(drug) >= 1"],
		]);
	});

	test("begins a whole regimen", () => {
		expect(doseTimes(aRunOf(treated(["give: pool, when: 'crs >= 1', every: 6 h, for: 1 day"])), "pool")).toEqual([10, 16, 22, 28]);
	});
});

describe("repeat", () => {
	test("counts the first dose", () => {
		expect(doseTimes(aRunOf(treated(["give: pool, at: 2 h, repeat: { every: 8 h, at_most: 3 }"])), "pool")).toEqual([2, 10, 18]);
		expect(doseTimes(aRunOf(treated(["give: pool, at: 2 h, repeat: { every: 8 h, at_most: 1 }"])), "pool")).toEqual([2]);
	});

	test("without at_most goes on to the end of the run", () => {
		expect(doseTimes(aRunOf(treated(["give: pool, at: 0 h, repeat: { every: 24 h }"])), "pool")).toEqual([0, 24, 48, 72, 96]);
	});

	test("ends for good the first time while is false", () => {
		const run = aRunOf(treated(["give: pool, at: 0 h, repeat: { every: 8 h, while: 't < 20 h or t > 40 h' }"]));
		expect(doseTimes(run, "pool")).toEqual([0, 8, 16]);
	});

	test("goes on while a grade is high enough, as the latest look saw it", () => {
		const run = aRunOf(treated(["give: pool, when: 'crs >= 1', repeat: { every: 12 h, at_most: 10, while: 'crs >= 1' }"]));
		expect(doseTimes(run, "pool")).toEqual([10, 22, 34, 46, 58]);
		expect(run.events[1]?.why).toBe("crs >= 1 (repeat 2)");
	});
});

describe("conditions", () => {
	test("since is infinite before the first dose, and exact afterwards", () => {
		expect(actsAt("since(drug) > 1000 h")).toEqual([-24]);
		expect(actsAt("since(drug) < 1 h", ["give: drug, at: 3.5 h"])).toEqual([3.5]);
		expect(actsAt("since(drug) >= 8 h and doses(drug) >= 1", ["give: drug, at: 0.7 h", "give: saline, at: 8.7 h"])).toEqual([8.7]);
	});

	test("a dose exactly 24 h ago no longer counts, whatever the minute it was given", () => {
		for (const minute of [0, 6, 18, 42, 54]) {
			const others = [`give: drug, dose: 5 mg, at: ${minute} min`, `give: saline, at: ${1440 + minute} min`];
			const then = 24 + minute / 60;
			expect(actsAt("doses(drug) >= 1 and doses(drug, 24 h) < 1", others)).toEqual([then]);
			expect(actsAt("doses(drug) >= 1 and amount(drug, 24 h) < 1 mg", others)).toEqual([then]);
		}
	});

	test("doses and amount count what was begun, in the window and in all", () => {
		const others = ["give: drug, dose: 5 mg, at: 1 h, every: 4 h, for: 20 h"];
		expect(actsAt("doses(drug) >= 3", others)).toEqual([9]);
		expect(actsAt("amount(drug) >= 15 mg", others)).toEqual([9]);
		expect(actsAt("amount(drug, 6 h) <= 5 mg and doses(drug) >= 5", others)).toEqual([19]);
		expect(actsAt("amount(drug) > 0.0149 g", others)).toEqual([9]);
	});

	test("what runs at a rate counts as begun, without an amount that would hide the doses beside it", () => {
		const others = ["give: saline, rate: 100 mL/h, at: 1 h, for: 2 h", "give: saline, dose: 500 mL, at: 5 h"];
		expect(actsAt("doses(saline) >= 1", others)).toEqual([1]);
		expect(actsAt("amount(saline) >= 500 mL", others)).toEqual([5]);
	});

	test("held measures how long a condition has been true without a break", () => {
		expect(actsAt("held(crs >= 1) >= 12 h")).toEqual([22]);
		expect(actsAt("held(t >= 0 h and t < 5 h or t >= 7 h) >= 6 h")).toEqual([13]);
		expect(actsAt("held(held(crs >= 1) >= 6 h) >= 6 h")).toEqual([22]);
	});

	test("a held inside a held sees a break at the look where it happens", () => {
		expect(actsAt("t >= 5 h and held(held(not (t == 5 h)) >= 1 h) < 1 h")).toEqual([5]);
	});

	test("held counts to the minute when an event makes a condition true", () => {
		expect(actsAt("held(doses(drug) >= 1) >= 8 h", ["give: drug, at: 0.7 h", "give: saline, at: 8.7 h"])).toEqual([8.7]);
	});

	test("change compares a sign with its value so long ago, and is unknown before", () => {
		const others = ["give: saline, rate: 100 mL/h, at: 0 h, for: 10 h"];
		expect(actsAt("change(volume, 6 h) >= 550 mL", others)).toEqual([6]);
		expect(actsAt("change(volume, 6 h) <= 0 mL", others)).toEqual([-18]);
	});

	test("worst remembers the highest grade, in all or in a window", () => {
		expect(actsAt("worst(crs) >= 1 and crs < 1")).toEqual([60]);
		expect(actsAt("worst(crs, 12 h) < 1 and doses(drug) >= 1", ["give: drug, at: 40 h"])).toEqual([72]);
	});

	test("a comparison with an unknown grade is false, so nothing acts on it", () => {
		const model = { "model.yaml": tinyModel().texts.get("model.yaml")!.replace("ice: ice, ", "") };
		for (const when of ["icans >= 0", "icans < 5", "icans == 0", "icans != 0", "worst(icans) >= 0"])
			expect(actsAt(when, [], model)).toEqual([]);
		expect(actsAt("icans >= 0 or t >= 3 h", [], model)).toEqual([3]);
	});

	test("a grade is unknown under sedation and known again afterwards", () => {
		const others = ["give: oxygen, device: invasive, at: -24 h, for: 30 h"];
		expect(actsAt("icans >= 0", others)).toEqual([-24]);
		expect(actsAt("icans >= 0 and t > -20 h", others)).toEqual([6]);
	});

	test("units are converted: half a day is 12 h", () => {
		expect(actsAt("t >= 0.5 day")).toEqual([12]);
		expect(actsAt("volume >= 0.499 L", ["give: saline, rate: 100 mL/h, at: 0 h"])).toEqual([5]);
	});
});

describe("limits at run time", () => {
	test("an order whose dose a limit refuses is skipped and listed in warnings", () => {
		const run = aRunOf(treated(["give: guarded, dose: 100 mg, when: 't >= 5 h'", "give: guarded, dose: 100 mg, when: 't >= 8 h'"]));
		expect(doseTimes(run, "guarded")).toEqual([5]);
		expect(run.warnings).toEqual(["guarded at day 0.33 was not given: doses are at least 8 hours apart"]);
		expect(run.changes).toHaveLength(1);
	});

	test("a repeat that is too early is skipped, the next one is given", () => {
		const run = aRunOf(treated(["give: guarded, dose: 100 mg, when: 't >= 5 h', repeat: { every: 4 h, at_most: 4 }"]));
		expect(doseTimes(run, "guarded")).toEqual([5, 13]);
		expect(run.warnings).toHaveLength(2);
	});

	test("doses exactly 8 h apart are allowed at any minute of the hour", () => {
		for (const minute of [6, 18, 42, 54]) {
			const run = aRunOf(treated([`give: guarded, dose: 100 mg, at: ${minute} min, repeat: { every: 8 h, at_most: 3 }`]));
			expect(doseTimes(run, "guarded")).toHaveLength(3);
			expect(run.warnings.filter((warning) => warning.includes("not given"))).toEqual([]);
		}
	});

	test("a warn limit lets the dose through and is listed", () => {
		const run = aRunOf(treated(["give: guarded, dose: 100 mg, when: 't >= 0 h', repeat: { every: 8 h, at_most: 3 }"]));
		expect(doseTimes(run, "guarded")).toHaveLength(3);
		expect(run.warnings).toEqual(["guarded at day 0.67: third dose within 24 h"]);
	});

	test("no more doses than a limit allows are given, however often they are ordered", () => {
		const run = aRunOf(treated(["give: guarded, dose: 100 mg, when: 't >= 0 h', repeat: { every: 8 h }"]));
		expect(doseTimes(run, "guarded")).toEqual([0, 8, 16, 24]);
	});

	test("a limit may ask how long something has held, or how a sign has changed", () => {
		const pool = tinyModel().texts.get("treatments/pool.yaml")!;
		const limits =
			"limits:\n  - { reject: held(crs >= 1) < 6 h, say: wait }\n  - { reject: 'change(volume, 2 h) > 100 mL', say: too wet }\n";
		const model = { "treatments/pool.yaml": pool + limits };
		const orders = [
			"give: pool, when: 't >= 12 h', repeat: { every: 2 h, at_most: 7 }",
			"give: saline, dose: 500 mL, over: 1 h, at: 18.5 h",
		];
		const run = aRunOf(treated(orders), {}, { model });
		expect(doseTimes(run, "pool")).toEqual([16, 18, 22, 24]);
	});
});
