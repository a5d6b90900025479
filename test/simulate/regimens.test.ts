import { describe, expect, test } from "vitest";
import type { Run } from "../../src/simulate/run.ts";
import { replayOf, solvedBy } from "../bench/replay.ts";
import { aRunOf, aScenario, column, doseTimes, treated, valueAt } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";

/** Drugs whose every answer is known on paper. */
const model = {
	"treatments/oral.yaml": `about: One compartment behind a gut.
role: other
amount: mg
usual: { dose: 100 mg, route: mouth }
parameters:
  oral_share: { value: 0.8, cv: 0.3, range: [0.3, 1], source: assumed, evidence: assumed }
  oral_wait: { value: 90 min, cv: 0.3, source: assumed, evidence: assumed }
states:
  gut: { unit: mg, start: 0 mg, scale: 1 mg, rate: -0.9 /h * gut }
  oral: { unit: mg, start: 0 mg, scale: 1 mg, rate: 0.9 /h * gut - 0.12 /h * oral }
routes:
  mouth: { into: gut }
  tablet: { into: gut, bioavailability: oral_share, lag: oral_wait }
`,
	"treatments/deep.yaml": `about: Two compartments.
role: other
amount: mg
usual: { dose: 100 mg, route: push }
states:
  deep: { unit: mg, start: 0 mg, scale: 1 mg, rate: -(0.3 /h + 0.2 /h) * deep + 0.1 /h * tissue }
  tissue: { unit: mg, start: 0 mg, scale: 1 mg, rate: 0.2 /h * deep - 0.1 /h * tissue }
routes:
  push: { into: deep }
  drip: { into: deep, over: 1 h }
`,
	"treatments/full.yaml": `about: Its removal fills up.
role: other
amount: mg
usual: { dose: 100 mg, route: push }
states:
  full: { unit: mg, start: 0 mg, scale: 1 mg, rate: "-(20 mg/h * full / (50 mg + full))" }
routes:
  push: { into: full }
`,
};
const run = (lines: string, options = {}): Run => aRunOf(lines, options, { model });

const close = (found: number, wanted: number, within = 1e-6) =>
	expect(Math.abs(found / wanted - 1), `${found} against ${wanted}`).toBeLessThanOrEqual(within);

/** What is left just before the next of endless doses of 1 that fade at `k`. */
const left = (k: number, every: number) => Math.exp(-k * every) / -Math.expm1(-k * every);
/** What a state is set to at an hour. */
const setTo = ({ changes }: Run, state: string, time: number) =>
	changes.find((change) => change.target === state && change.kind === "set" && change.time === time)!.value;

describe("steady state", () => {
	test("a bolus of one compartment follows its closed form", () => {
		const found = run(treated(["give: drug, dose: 40 mg, at: 5 h, every: 8 h, ss: true, doses: 3"]));
		close(setTo(found, "drug", 5), 40 * left(0.1, 8), 1e-9);
		close(valueAt(found, "drug", 5), 40 * (1 + left(0.1, 8)), 1e-9);
		expect(doseTimes(found, "drug")).toEqual([5, 13, 21]);
		expect(found.events[0]!.why).toBe("at 5 h, at steady state");
	});

	test("so does an infusion", () => {
		const found = run(treated(["give: drug, dose: 30 mg, over: 3 h, at: 5 h, every: 8 h, ss: true"]));
		const peak = ((10 / 0.1) * -Math.expm1(-0.3)) / -Math.expm1(-0.8);
		close(setTo(found, "drug", 5), peak * Math.exp(-0.5), 1e-9);
		close(valueAt(found, "drug", 8), peak);
	});

	test("so does a drug behind a gut", () => {
		const found = run(treated(["give: oral, dose: 100 mg, at: 0 h, every: 12 h, ss: true"]));
		close(setTo(found, "gut", 0), 100 * left(0.9, 12), 1e-8);
		close(setTo(found, "oral", 0), (100 * 0.9 * (left(0.12, 12) - left(0.9, 12))) / (0.9 - 0.12), 1e-9);
	});

	test("so do two compartments", () => {
		const found = run(treated(["give: deep, dose: 100 mg, at: 0 h, every: 6 h, ss: true"]));
		const [sum, product] = [0.6, 0.3 * 0.1];
		const root = Math.sqrt(sum * sum - 4 * product);
		const [alpha, beta] = [(sum + root) / 2, (sum - root) / 2];
		const central = (100 * ((alpha - 0.1) * left(alpha, 6) + (0.1 - beta) * left(beta, 6))) / (alpha - beta);
		close(setTo(found, "deep", 0), central, 1e-9);
		close(setTo(found, "tissue", 0), (100 * 0.2 * (left(beta, 6) - left(alpha, 6))) / (alpha - beta), 1e-9);
	});

	test.each([
		["drug", "dose: 40 mg, every: 8 h"],
		["drug", "dose: 40 mg, every: 8 h, over: 20 h"],
		["drug", "dose: 40 mg, every: 8 h, route: skin"],
		["drug", "dose: 40 mg, every: 1 h, route: skin"],
		["drug", "dose: 40 mg, every: 1.5 h, over: 4 h, route: skin"],
		["drug", "dose: 40 mg, every: 8 h, rate: 2 mg/h"],
		["oral", "dose: 40 mg, every: 5 h, route: tablet"],
		["deep", "dose: 40 mg, every: 12 h, over: 2 h"],
		["full", "dose: 60 mg, every: 8 h"],
	])("of %s with %s equals a long run-in", (drug, regimen) => {
		const tight = { relativeTolerance: 1e-9 };
		const long = run(treated([`give: ${drug}, at: 0 h, ${regimen}`], "512 h"), tight);
		const steady = run(treated([`give: ${drug}, at: 0 h, ${regimen}, ss: true`], "30 h"), tight);
		for (const time of [1, 4, 7, 24, 29]) close(valueAt(steady, drug, time), valueAt(long, drug, 480 + time));
	});

	test("what was given before is forgotten, and a dose of another drug is not", () => {
		const orders = ["give: drug, dose: 40 mg, at: 5 h, every: 8 h, ss: true", "give: deep, dose: 10 mg, at: 1 h"];
		const found = run(treated(["give: drug, dose: 500 mg, over: 20 h, at: 1 h", ...orders]));
		const alone = run(treated(orders));
		for (const time of [5, 6, 12, 13, 40, 96]) close(valueAt(found, "drug", time), valueAt(alone, "drug", time));
		expect(valueAt(found, "deep", 5)).toBeGreaterThan(0);
	});

	test("where more comes than can leave nothing is given, and the run says so", () => {
		const found = run(treated(["give: full, dose: 200 mg, at: 0 h, every: 8 h, ss: true, doses: 1"]));
		expect(found.warnings).toEqual([
			"full at day 0 was not given: given so for ever it reaches no steady state: more comes than can leave",
		]);
		expect(found.events).toEqual([]);
	});
});

/** All that a run charts as given of a drug. */
const charted = ({ events }: Run, drug: string) => events.reduce((sum, { what, amount }) => (what === drug ? sum + amount! : sum), 0);

describe("the dose in the events is the dose in the state", () => {
	test.each([
		["a bolus", "dose: 7 mg, at: 1 h"],
		["an infusion", "dose: 7 mg, over: 100 min, at: 1 h"],
		["an amount with a rate", "dose: 7 mg, rate: 0.3 mg/h, at: 1 h"],
		["an amount per kg with a rate per m2", "dose: 0.1 mg/kg, rate: 3 mg/m2/h, at: 1 h"],
		["an amount with a choice of rates, both per kg", 'dose: 0.1 mg/kg, rate: "weight < 70 kg ? 3 mg/h : 0.01 mg/kg/h", at: 1 h'],
		[
			"a regimen with a taper",
			"dose: 7 mg, at: 1 h, every: 5 h, doses: 3, taper: [ { dose: 3 mg, every: 6 h, for: 1 day }, { dose: 1 mg, every: 7 h, doses: 2 } ]",
		],
		["a list of times", "dose: 7 mg, times: [1 h, 30 min, 11.3 h]"],
		["a choice", 'dose: "weight < 70 kg ? 3 mg : 0.5 mg/kg", at: 1 h'],
		["what is computed", 'dose: "2 mg/kg * min(weight, 40 kg)", rate: 50 mg/h, at: 1 h'],
		["so little that it would be in at once", 'dose: "2 mg * t / 1 h", rate: 1e12 mg/h, at: 1 h'],
		["a choice by grade, repeated", 'dose: "crs >= 1 ? 5 mg : 2 mg", when: t >= 1 h, repeat: { every: 8 h, at_most: 5 }'],
		["nothing", "dose: 0 mg, at: 1 h"],
	])("of %s", (_, order) => {
		const found = run(treated([`give: pool, ${order}`]));
		const [events, state] = [charted(found, "pool"), valueAt(found, "pool", 96)];
		expect(Math.abs(events - state)).toBeLessThanOrEqual(1e-9 * Math.max(1, events));
		expect(events > 0).toBe(!order.includes("0 mg, at"));
	});
});

describe("forms of one order", () => {
	const same = (a: Run, b: Run) => {
		expect([...a.trajectory.columns.keys()]).toEqual([...b.trajectory.columns.keys()]);
		for (const [name, { values }] of a.trajectory.columns) expect([name, values]).toEqual([name, b.trajectory.columns.get(name)!.values]);
		expect(a.changes).toEqual(b.changes);
	};

	test.each([
		["give: drug, dose: 20 mg, over: 2 h", ["7 h", "1 h", "2 day"]],
		["give: pressor, rate: 0.1 ug/kg/min, for: 3 h", ["2 h", "10 h"]],
		["give: oxygen, device: cpap, for: 3 h", ["2 h", "10 h"]],
	])("a list of times is an order at each of them: %s", (order, times) => {
		const list = run(treated([`${order}, times: [${times.join(", ")}]`]));
		const single = run(treated(times.map((time) => `${order}, at: ${time}`)));
		same(list, single);
		expect(list.events).toEqual(single.events);
	});

	test("so many doses are those of as long a time", () => {
		same(run(treated(["give: drug, at: 1 h, every: 6 h, doses: 4"])), run(treated(["give: drug, at: 1 h, every: 6 h, for: 1 day"])));
	});

	test.each([20, 29.9, 30, 80])("a choice by weight is the plain dose on its side: %d kg", (weight) => {
		const patient = `patient: { weight: ${weight} kg }\n`;
		const plain = weight < 30 ? "9 mg/kg" : "300 mg";
		const choice = run(`${patient}${treated(['give: drug, dose: "weight < 30 kg ? 9 mg/kg : 300 mg", at: 3 h'])}`);
		same(choice, run(`${patient}${treated([`give: drug, dose: ${plain}, at: 3 h`])}`));
		expect(choice.warnings).toEqual(run(`${patient}${treated([`give: drug, dose: ${plain}, at: 3 h`])}`).warnings);
	});

	test("a rate may be a choice, told when it begins", () => {
		const rate = (at: number) => run(treated([`give: pressor, rate: "t < 5 h ? 0.1 ug/kg/min : 21 ug/min", at: ${at} h, for: 3 h`]));
		same(rate(4), run(treated(["give: pressor, rate: 0.1 ug/kg/min, at: 4 h, for: 3 h"])));
		same(rate(5), run(treated(["give: pressor, rate: 21 ug/min, at: 5 h, for: 3 h"])));
	});

	test("a choice by a sign is told at the moment of giving", () => {
		const found = run(treated(['give: pool, dose: "temperature >= 38 degC ? 5 mg : 1 mg", at: 6 h, every: 6 h, for: 1 day']));
		expect(found.events.map(({ amount }) => amount)).toEqual([1, 5, 5, 5]);
	});

	test("what hangs on something unknown is not given, and the run says so", () => {
		const sedated = "give: oxygen, device: invasive, at: 1 h";
		const found = run(
			treated([sedated, 'give: pool, dose: "icans >= 1 ? 5 mg : 1 mg", at: 6 h', 'give: pool, dose: "1 mg * icans", at: 7 h']),
		);
		expect(doseTimes(found, "pool")).toEqual([]);
		expect(found.warnings.filter((text) => text.startsWith("pool"))).toEqual([
			'pool at day 0.25 was not given: "icans >= 1" is not known',
			'pool at day 0.29 was not given: "1 mg * icans" is not known',
		]);
	});

	test("doses of a linear drug add up, whatever their form", () => {
		const forms = [
			"dose: 30 mg, times: [2 h, 9 h]",
			"dose: 50 mg, rate: 12 mg/h, at: 4.5 h",
			'dose: "0.5 mg * t / 1 h", at: 20 h, every: 3 h, doses: 4',
		];
		const all = run(treated(forms.map((form) => `give: drug, ${form}`)));
		const single = forms.map((form) => run(treated([`give: drug, ${form}`])));
		for (const time of [3, 8, 15, 29, 96])
			close(
				valueAt(all, "drug", time),
				single.reduce((sum, one) => sum + valueAt(one, "drug", time), 0),
				1e-5,
			);
	});

	test("a dose of 0 is as if nobody had ordered it: not charted, not counted", () => {
		const others = ['give: pool, dose: 3 mg, when: "doses(drug) >= 1"', "give: deep, at: 9 h"];
		const zero = run(treated(["give: drug, dose: 0 mg, at: 1 h, every: 6 h", "give: pressor, rate: 0, at: 3 h, for: 2 h", ...others]));
		expect(zero.events.map(({ what }) => what)).toEqual(["deep"]);
		expect(zero.doses.map(({ treatment }) => treatment)).toEqual(["deep"]);
		expect(zero.changes.map(({ target }) => target)).toEqual(["deep"]);
	});
});

describe("a rule with a choice", () => {
	const protocol = `about: A choice.
look: 1 h
rules:
  - name: pool by grade
    when: t >= 2 h
    every: 12 h
    at_most: 4
    give: pool
    dose: "crs >= 1 ? 5 mg : (t < 4 h ? 0 mg : 2 mg)"
`;

	test("gives what holds at the bedside, and does not act where that is nothing", () => {
		const found = aRunOf("until: 60 h\ncare: care", {}, { protocols: { care: protocol } });
		expect(found.events.map(({ time, amount }) => [time, amount])).toEqual([
			[4, 2],
			[16, 5],
			[28, 5],
			[40, 5],
		]);
	});
});

describe("numbers of a route that are parameters", () => {
	test("share and lag are those of the patient, and can be set", () => {
		const order = treated(["give: oral, dose: 100 mg, route: tablet, at: 3 h"]);
		expect(run(order).changes).toEqual([{ time: 4.5, target: "gut", kind: "add", value: 80 }]);
		expect(run(`set: { oral_share: 0.5, oral_wait: 2x }\n${order}`).changes).toEqual([{ time: 6, target: "gut", kind: "add", value: 50 }]);
	});

	test("each virtual patient has numbers of his own, the same in every run", () => {
		const plan = aScenario(treated(["give: oral, dose: 100 mg, route: tablet, at: 3 h"]), { model });
		const patients = [1, 2, 3, 1].map((patient) => runPlan(plan, {}, { seed: 4, patient }).changes[0]!);
		expect(new Set(patients.map(({ value }) => value)).size).toBe(3);
		expect(new Set(patients.map(({ time }) => time)).size).toBe(3);
		expect(patients[3]).toEqual(patients[0]);
	});
});

describe("a state that is set", () => {
	test("has that value at the start, or at its time, or a multiple of what it was", () => {
		const found = run(
			"until: 48 h\nset: { drug: 10 mg, volume: { to: 2 mL, at: 3 h }, wave: { to: 3x, at: 5 h } }\ntreatments: [ { give: drug, at: 40 h } ]",
		);
		expect(valueAt(found, "drug", -24)).toBe(10);
		close(valueAt(found, "drug", 0), 10 * Math.exp(-2.4));
		expect([2, 3, 9].map((time) => valueAt(found, "volume", time))).toEqual([0, 2, 2]);
		const before = found.trajectory.times.indexOf(5);
		expect(valueAt(found, "wave", 5)).toBe(3 * column(found, "wave")[before]!);
		expect(found.warnings).toEqual([
			"drug is set to 10 mg at the start of the run",
			"volume is set to 2 mL at 3 h",
			"wave is set to 3 times what it is at 5 h",
		]);
		expect(found.changes.slice(0, 3).map(({ time, target, kind }) => [time, target, kind])).toEqual([
			[-24, "drug", "set"],
			[3, "volume", "set"],
			[5, "wave", "set"],
		]);
	});

	test("comes before the doses of its instant", () => {
		const found = run("until: 6 h\nset: { pool: { to: 5 mg, at: 3 h } }\ntreatments: [ { give: pool, dose: 2 mg, times: [1 h, 3 h] } ]");
		expect([2, 3].map((time) => valueAt(found, "pool", time))).toEqual([2, 7]);
	});
});

describe("a replay by its events alone gives the states of the run", () => {
	test.each([
		["a choice", ['give: deep, dose: "temperature >= 38 degC ? 50 mg : 10 mg", at: 6 h, every: 6 h, doses: 4'], ""],
		["steady state with a lag", ["give: drug, dose: 40 mg, every: 1.5 h, over: 4 h, route: skin, at: 2 h, ss: true"], ""],
		["steady state of two compartments", ["give: deep, dose: 40 mg, every: 6 h, at: 2.5 h, ss: true, doses: 3"], ""],
		[
			"times, an amount with a rate, a share",
			["give: deep, dose: 40 mg, rate: 7 mg/h, times: [1 h, 3 h]", "give: oral, route: tablet, at: 2 h"],
			"",
		],
		["states that are set", ["give: drug, at: 40 h"], "set: { drug: 10 mg, wave: { to: 3x, at: 5.5 h } }\n"],
	])("%s", (_, orders, lines) => {
		const replay = replayOf(aScenario(`${lines}${treated(orders, "48 h")}`, { model }), 1e-8);
		const { trajectory } = run(`${lines}${treated(orders, "48 h")}`, { relativeTolerance: 1e-8 });
		const { states } = solvedBy("odex", replay);
		const hours = replay.hours.flat();
		for (const [place, { name }] of replay.flat.states.entries()) {
			const values = trajectory.columns.get(name)!.values as Float64Array;
			hours.forEach((hour, row) => {
				const there = trajectory.times.indexOf(hour);
				if (there < 0) return;
				expect(Math.abs(states[row * replay.start.length + place]! - values[there]!), `${name} at ${hour} h`).toBeLessThan(1e-5);
			});
		}
	});
});
