import { describe, expect, test } from "vitest";
import { outcomeSentence } from "../../src/report/outcome-sentence.ts";
import type { Run } from "../../src/simulate/run.ts";
import { aRunOf, aScenario, doseTimes } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";

/** The tiny model to 48 h under rules, one a line in YAML's short form. */
const cared = (rules: readonly string[], { look = "1 h", orders = [] as readonly string[] } = {}) => {
	const protocol = ["about: A test.", `look: ${look}`, "rules:", ...rules.map((rule) => `  - { ${rule} }`)].join("\n");
	const treatments = orders.length === 0 ? "" : ["treatments:", ...orders.map((order) => `  - { ${order} }`)].join("\n");
	return [`until: 48 h\ncare: test\n${treatments}`, { protocols: { test: protocol } }] as const;
};

/** A run of it. */
const underCare = (...wishes: Parameters<typeof cared>): Run => {
	const [text, given] = cared(...wishes);
	return aRunOf(text, {}, given);
};

const acts = (run: Run) => run.events.map(({ time, what, amount, why }) => [time, what, amount, why]);
const rates = (run: Run, what: string) => run.events.filter((event) => event.what === what).map(({ time, amount }) => [time, amount]);
const devices = (run: Run) => run.events.filter((event) => event.what === "oxygen").map(({ time, kind, route }) => [time, kind, route]);

describe("a rule", () => {
	test("acts at each look where its condition holds, and its name is the reason", () => {
		const run = underCare(["name: a dose, when: 't >= 5 h and t < 7 h', give: pool"]);
		expect(acts(run)).toEqual([
			[5, "pool", 10, "a dose"],
			[6, "pool", 10, "a dose"],
		]);
	});

	test("is looked at on the protocol's own grid from infusion on, whatever else happens", () => {
		expect(doseTimes(underCare(["name: a, when: 't >= 4.2 h and t < 5.2 h', give: pool"], { look: "15 min" }), "pool")).toEqual([
			4.25, 4.5, 4.75, 5,
		]);
		expect(doseTimes(underCare(["name: a, when: 't >= 4 h and t < 16 h', give: pool"], { look: "every 6 h" }), "pool")).toEqual([6, 12]);
		const others = { orders: ["give: drug, at: 4.3 h"] };
		expect(doseTimes(underCare(["name: a, when: 't >= 4.1 h and t < 5.5 h', give: pool"], others), "pool")).toEqual([5]);
	});

	test("acts not sooner than every after it last acted, and at most at_most times", () => {
		const run = underCare(["name: a, when: t >= 5 h, every: 8 h, at_most: 3, give: pool"]);
		expect(doseTimes(run, "pool")).toEqual([5, 13, 21]);
	});

	test("with a wait gives later, says so, and does not act again meanwhile", () => {
		const run = underCare(["name: a, when: 't >= 5 h and t <= 6 h', wait: 90 min, give: pool"]);
		expect(acts(run)).toEqual([[6.5, "pool", 10, "a (decided 1.5 h before)"]]);
	});

	test("counts from the gift, not from the decision", () => {
		const run = underCare([
			"name: waited, when: 'doses(waited) == 0 and t >= 5 h', wait: 2 h, give: pool",
			"name: b, when: 'since(waited) == 1 h', give: drug",
		]);
		expect(acts(run).map(([time, what]) => [time, what])).toEqual([
			[7, "pool"],
			[8, "drug"],
		]);
	});

	test("that another rule makes true acts at the same instant; one that has acted does not act again there", () => {
		const run = underCare([
			"name: second, when: 'doses(pool) == 1', give: drug, at_most: 1",
			"name: first, when: 't >= 5 h and t < 6 h', give: pool",
		]);
		expect(acts(run).map(([time, , , why]) => [time, why])).toEqual([
			[5, "first"],
			[5, "second"],
		]);
	});

	test("acts in the order of the file when several hold", () => {
		const run = underCare(["name: b, when: t == 5 h, give: drug", "name: a, when: t == 5 h, give: pool"]);
		expect(acts(run).map(([, , , why]) => why)).toEqual(["b", "a"]);
	});

	test("may ask when another rule last acted", () => {
		const run = underCare([
			"name: first, when: t == 5 h, give: pool",
			"name: then, when: 'since(first) == 3 h and doses(first) == 1', give: drug",
		]);
		expect(doseTimes(run, "drug")).toEqual([8]);
	});

	test("gives a dose per kg, cut at its cap, and warns of the cut only once it has acted", () => {
		const heavy = (when: string) =>
			aRunOf(
				`until: 48 h\ncare: test\npatient: { weight: 150 kg }`,
				{},
				{
					protocols: { test: `about: x\nrules:\n  - { name: a, when: '${when}', at_most: 1, give: guarded }` },
				},
			);
		expect(heavy("t >= 5 h").events[0]?.amount).toBe(800);
		expect(heavy("t >= 5 h").warnings).toEqual(["guarded: 8 mg/kg would be 1200 mg; cut at 800 mg"]);
		expect(heavy("t >= 500 h").warnings).toEqual([]);
	});

	test("that a limit refuses is skipped, and said once", () => {
		const run = underCare(["name: a, when: t >= 5 h, give: guarded"]);
		expect(doseTimes(run, "guarded")).toEqual([5, 13, 21, 29]);
		expect(run.warnings).toEqual([
			"guarded at day 0.25 was not given: doses are at least 8 hours apart",
			"guarded at day 0.88: third dose within 24 h",
			"guarded at day 1.25 was not given: four doses in all",
		]);
	});

	test("does not act on an unknown grade", () => {
		const run = underCare(["name: a, when: 'icans >= 0', give: pool"], {
			orders: ["give: oxygen, device: invasive, at: -24 h, for: 60 h"],
		});
		expect(doseTimes(run, "pool")[0]).toBe(36);
	});
});

describe("titrate", () => {
	test("goes up by its step to its upper bound and stays there", () => {
		const run = underCare(["name: up, when: t >= 5 h, titrate: pressor, step: 0.4 ug/kg/min, between: [0, 1 ug/kg/min]"]);
		expect(rates(run, "pressor")).toEqual([
			[5, 0.4],
			[6, 0.8],
			[7, 1],
		]);
	});

	test("goes down to an end, and what was infused is the sum of the steps", () => {
		const run = underCare([
			"name: up, when: 't >= 5 h and t < 7 h', titrate: pressor, step: 0.2 ug/kg/min, between: [0, 1 ug/kg/min]",
			"name: down, when: t >= 10 h, titrate: pressor, step: -0.1 ug/kg/min, between: [0, 1 ug/kg/min]",
		]);
		expect(rates(run, "pressor")).toEqual([
			[5, 0.2],
			[6, 0.4],
			[10, 0.3],
			[11, 0.2],
			[12, 0.1],
			[13, 0],
		]);
		expect(run.events.at(-1)?.kind).toBe("stop");
		const pressed = run.trajectory.columns.get("pressed");
		const infused = (0.2 + 0.4 * 4 + 0.3 + 0.2 + 0.1) * 70 * 60;
		expect(pressed?.kind === "number" ? pressed.values.at(-1) : Number.NaN).toBeCloseTo(infused, 6);
	});

	test("takes the place of a rate that an order has begun: one rate runs, not two", () => {
		const run = underCare(["name: up, when: t == 5 h, titrate: pressor, step: 0.1 ug/kg/min, between: [0, 1 ug/kg/min]"], {
			orders: ["give: pressor, rate: 0.5 ug/kg/min, at: 2 h, for: 10 h"],
		});
		expect(rates(run, "pressor")).toEqual([
			[2, 0.5],
			[5, 0.6],
		]);
	});

	test("a rule that goes up never brings a higher rate down", () => {
		const run = underCare(["name: up, when: t >= 5 h, titrate: pressor, step: 0.1 ug/kg/min, between: [0, 0.3 ug/kg/min]"], {
			orders: ["give: pressor, rate: 0.5 ug/kg/min, at: 2 h"],
		});
		expect(rates(run, "pressor")).toEqual([[2, 0.5]]);
	});
});

describe("a ladder", () => {
	test("is climbed step by step to its top, and down to none", () => {
		const run = underCare(["name: up, when: 't >= 5 h and t < 11 h', escalate: oxygen", "name: down, when: t >= 20 h, deescalate: oxygen"]);
		expect(devices(run)).toEqual([
			[5, "device", "nasal_cannula"],
			[6, "device", "nasal_cannula"],
			[7, "device", "cpap"],
			[8, "device", "invasive"],
			[20, "device", "cpap"],
			[21, "device", "nasal_cannula"],
			[22, "device", "nasal_cannula"],
			[23, "stop", "nasal_cannula"],
		]);
	});

	test("begins at the step that gives no more than what an order has connected", () => {
		const run = underCare(["name: up, when: t == 5 h, escalate: oxygen"], {
			orders: ["give: oxygen, device: nasal_cannula, flow: 3 L/min, at: 0 h"],
		});
		expect(run.events.at(-1)?.amount).toBe(4);
	});

	test("conditions know the step", () => {
		const run = underCare([
			"name: up, when: 'step(oxygen) < 2', escalate: oxygen",
			"name: direct, when: 'step(oxygen) == 2 and t >= 5 h', give: oxygen, device: invasive",
		]);
		expect(devices(run).map(([time, , route]) => [time, route])).toEqual([
			[-24, "nasal_cannula"],
			[-23, "nasal_cannula"],
			[5, "invasive"],
		]);
	});
});

describe("stop and taper", () => {
	test("stop ends what runs and what is still to come", () => {
		const run = underCare(["name: off, when: t >= 9 h, stop: pressor", "name: no more, when: t >= 9 h, stop: drug"], {
			orders: ["give: pressor, rate: 0.1 ug/kg/min, at: 1 h", "give: drug, dose: 5 mg, at: 0 h, every: 4 h, for: 2 day"],
		});
		expect(doseTimes(run, "drug")).toEqual([0, 4, 8]);
		expect(run.events.filter((event) => event.kind === "stop").map(({ time, what, why }) => [time, what, why])).toEqual([
			[9, "pressor", "off"],
			[9, "drug", "no more"],
		]);
	});

	test("taper gives its steps instead; its first dose keeps the distance from the last one", () => {
		const run = underCare(
			["name: taper, when: t == 10 h, taper: drug, steps: [{ dose: 4 mg, every: 6 h, for: 12 h }, { dose: 2 mg, every: 12 h, for: 24 h }]"],
			{
				orders: ["give: drug, dose: 8 mg, at: 0 h, every: 4 h, for: 2 day"],
			},
		);
		expect(run.events.map(({ time, amount }) => [time, amount])).toEqual([
			[0, 8],
			[4, 8],
			[8, 8],
			[14, 4],
			[20, 4],
			[26, 2],
			[38, 2],
		]);
	});

	test("a dose that was decided on does not come once its treatment is stopped", () => {
		const run = underCare(["name: late, when: t == 5 h, wait: 3 h, give: drug", "name: off, when: t == 6 h, stop: drug"]);
		expect(doseTimes(run, "drug")).toEqual([]);
	});
});

describe("rules that trigger each other", () => {
	test("at one instant end the run there: an outcome that names the loop, and what came before is kept", () => {
		const run = runPlan(
			aScenario(
				...cared([
					"name: on, when: 't >= 5 h and pressor_rate == 0 ug/kg/min', give: pressor, rate: 0.1 ug/kg/min",
					"name: off, when: 'pressor_rate > 0 ug/kg/min', stop: pressor",
				]),
			),
		);
		expect(run.outcome).toMatchObject({ kind: "rule-loop", time: 5, rules: ["on", "off", "on"], advice: expect.stringContaining("gap") });
		expect(run.trajectory.times.at(-1)).toBe(5);
		expect(outcomeSentence(run)).toContain('rules trigger each other without an end: "on" -> "off" -> "on"');
	});

	test("with a gap between them do not", () => {
		const run = underCare([
			"name: on, when: 't >= 5 h and pressor_rate == 0 ug/kg/min and since(off_again) >= 4 h', give: pressor, rate: 0.1 ug/kg/min",
			"name: off_again, when: 'held(pressor_rate > 0 ug/kg/min) >= 4 h', stop: pressor",
		]);
		expect(rates(run, "pressor").slice(0, 4)).toEqual([
			[5, 0.1],
			[9, 0],
			[13, 0.1],
			[17, 0],
		]);
	});
});

describe("cost", () => {
	test("a protocol whose rules never act changes no step of the run", () => {
		const idle = underCare(["name: a, when: t >= 400 h, give: pool", "name: b, when: crs >= 4, stop: pool"], { look: "15 min" });
		const none = aRunOf("until: 48 h\ntreatments: [ { give: pool, at: 300 h } ]".replace("300 h", "48 h"), {});
		expect(idle.solver.evaluations).toBeLessThanOrEqual(none.solver.evaluations);
		expect(idle.changes).toEqual([]);
	});
});
