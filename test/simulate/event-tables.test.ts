import { describe, expect, test } from "vitest";
import { nonmemCsv } from "../../src/exchange/nonmem-export.ts";
import { bodyWith } from "../../src/scenario/fit-to-patient.ts";
import type { Run } from "../../src/simulate/run.ts";
import { aRunOf, aScenario, treated, valueAt } from "../support/a-scenario.ts";

const header = "ID,TIME,EVID,AMT,CMT,RATE,II,ADDL,SS";
const aTable = (records: readonly string[], first = header): string => [first, ...records].join("\n");

/** A run of a table of events beside a scenario's own lines. */
const run = (table: string, lines = "until: 96 h"): Run =>
	aRunOf(lines, { relativeTolerance: 1e-9 }, { events: { table: { file: "doses.csv", text: table } } });

const close = (found: number, wanted: number, within = 1e-7) =>
	expect(Math.abs(found / wanted - 1), `${found} against ${wanted}`).toBeLessThanOrEqual(within);

describe("a table of events", () => {
	test.each([
		["1,5,1,30,drug,0,6,2,0", "give: drug, dose: 30 mg, at: 5 h, every: 6 h, doses: 3"],
		["1,5,1,30,drug.drip,-2,0,0,0", "give: drug, dose: 30 mg, at: 5 h, route: drip"],
		["1,5,1,30,drug.push,10,0,0,0", "give: drug, dose: 30 mg, at: 5 h, over: 3 h"],
		["1,5,1,30,drug.skin,0,8,3,1", "give: drug, dose: 30 mg, at: 5 h, route: skin, every: 8 h, doses: 4, ss: true"],
		// The rate is that of what arrives: half of 30 mg at 5 mg/h.
		["1,5,1,30,drug.skin,5,0,0,0", "give: drug, dose: 30 mg, at: 5 h, route: skin, over: 3 h"],
		["1,5,1,100,saline,-2,0,0,0", "give: saline, dose: 100 mL, at: 5 h"],
	])("%s is: %s", (record, order) => {
		const ordered = aRunOf(treated([order]), { relativeTolerance: 1e-9 });
		expect(run(aTable([record])).changes).toEqual(ordered.changes);
		expect(ordered.changes.length).toBeGreaterThan(0);
	});

	test("amounts, rates and times have the units of the header, else those of the treatment and hours", () => {
		const inDays = aTable(["1,0.25,1,500,drug,2400"], "ID,TIME (day),EVID,AMT (ug),CMT,RATE");
		// 500 ug at 2400 ug/day.
		expect(run(inDays).changes).toEqual(run(aTable(["1,6,1,0.5,drug,0.1,0,0,0"])).changes);
		const perKilogram = aTable(["1,6,1,1,drug,60"], "ID,TIME,EVID,AMT (mg/kg),CMT,WT");
		close(valueAt(run(perKilogram), "drug", 6), 60);
	});

	test("it comes beside what the scenario gives", () => {
		const both = run(aTable(["1,5,1,30,drug,0,0,0,0"]), treated(["give: pool, dose: 3 mg, at: 1 h"]));
		expect([valueAt(both, "pool", 96), both.events.map(({ what }) => what)]).toEqual([3, ["pool", "drug"]]);
		expect(both.events[1]!.why).toBe("doses.csv line 2");
	});

	test("a washout takes away what is there, what runs, what is on its way and what was still to come", () => {
		const before = ["1,0,1,50,drug,0,4,20,0", "1,1,1,60,drug,1,0,0,0", "1,9.5,1,30,drug.skin,0,0,0,0"];
		const found = run(aTable([...before, "1,10,3,.,.,.,.,.,.", "1,20,1,7,drug,0,0,0,0"]));
		expect(valueAt(found, "drug", 9)).toBeGreaterThan(50);
		for (const time of [10, 11, 12, 19]) expect(valueAt(found, "drug", time)).toBe(0);
		close(valueAt(found, "drug", 30), 7 * Math.exp(-1));
		const again = run(aTable([...before, "1,10,4,7,drug,0,0,0,0"]));
		close(valueAt(again, "drug", 20), 7 * Math.exp(-1));
		// The patient stays as he is.
		expect(valueAt(found, "wave", 50)).toBeCloseTo(valueAt(run(aTable(["1,0,0,.,.,.,.,.,."])), "wave", 50), 1);
	});

	test("steady states add up with SS 2, and take the place of what is there with SS 1", () => {
		const first = "1,0,1,40,drug,0,8,9,1";
		const left = (every: number) => Math.exp(-0.1 * every) / -Math.expm1(-0.1 * every);
		close(valueAt(run(aTable([first])), "drug", 24), 40 * (1 + left(8)));
		close(valueAt(run(aTable([first, "1,24,1,30,drug,0,12,1,2"])), "drug", 24), 40 * (1 + left(8)) + 30 * (1 + left(12)));
		const second = run(aTable([first, "1,24,1,30,drug,0,12,0,1"]));
		close(valueAt(second, "drug", 24), 30 * (1 + left(12)));
		close(valueAt(second, "drug", 34), 30 * (1 + left(12)) * Math.exp(-1));
	});

	test("a rate that has run for ever stands at what it makes, and ends", () => {
		const found = run(aTable(["1,6,1,0,drug,5,0,0,1"]));
		close(valueAt(found, "drug", 6), 5 / 0.1);
		close(valueAt(found, "drug", 16), (5 / 0.1) * Math.exp(-1));
	});

	test.each([
		["backward", 80 * 10],
		["forward", 60 * 10],
		["linear", 70 * 10],
	])("a weight between two records goes %s", (covariates, hours) => {
		const weights = aTable(["1,0,0,.,.,60", "1,10,0,.,.,80"], "ID,TIME,EVID,AMT,CMT,WT");
		const plan = (more: string) => `until: 10 h\ntreatments: { from: doses.csv${more} }`;
		const pressor = "1,0,1,360,pressor,36,";
		const text = weights
			.replace("1,0,0,.,.,60", `${pressor}60`)
			.replace("CMT,WT", "CMT,RATE,WT")
			.replace("1,10,0,.,.,80", "1,10,0,.,.,.,80");
		const found = aRunOf(plan(`, covariates: ${covariates}`), { relativeTolerance: 1e-9 }, { open: () => text });
		// 36 ug/h for 60 kg are 0.01 ug/kg/min; what is pressed goes with the weight as it is.
		close(valueAt(found, "pressed", 10), 0.01 * 60 * hours, 1e-6);
		expect(valueAt(found, "weight_now", 10)).toBeCloseTo(80, 6);
	});

	test("a fact goes before what the scenario says of its patient, and is checked in its place", () => {
		const plan = aScenario("until: 9 h\npatient: { weight: 90 kg, age: 30 year }", {
			events: { table: { file: "doses.csv", text: "ID,TIME,EVID,AMT,CMT,WT\n1,0,0,.,.,60" } },
		});
		expect(plan.patient.covariates).toEqual({ weight: 60, age: 30 });
	});

	test("what was given comes out as a table that gives it again", () => {
		const lines = treated([
			"give: drug, dose: 30 mg, at: 5 h, every: 6 h, doses: 3",
			"give: drug, dose: 20 mg, at: 7 h, over: 2 h, route: skin",
			"give: pressor, rate: 0.1 ug/kg/min, at: 10 h, for: 5 h",
			"give: saline, dose: 10 mL/kg, at: 30 h",
		]);
		const ordered = aRunOf(lines, { relativeTolerance: 1e-9 });
		const units: Readonly<Record<string, string>> = { drug: "mg", pressor: "ug", saline: "mL" };
		const context = { id: "7", facts: { weight: 70 }, body: bodyWith(70), unitOfDoses: (name: string) => units[name]! };
		const table = nonmemCsv(ordered, context);
		const again = run(table);
		for (const name of ["drug", "pressed", "volume"])
			for (const time of [6, 8, 12, 20, 96])
				expect(valueAt(again, name, time), `${name} at ${time}`).toBeCloseTo(valueAt(ordered, name, time), 6);
		expect(nonmemCsv(again, context)).toBe(table);
	});
});
