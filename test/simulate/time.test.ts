import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/language/evaluate.ts";
import type { FlatModel } from "../../src/model/flat-model.ts";
import type { Run } from "../../src/simulate/run.ts";
import { aRunOf, aScenario, column, tinyModel, treated, valueAt } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";
import { rungeKutta } from "../support/runge-kutta.ts";

const busy = treated([
	"give: drug, dose: 60 mg, at: 2.3 h, every: 7 h, for: 2 day",
	"give: drug, dose: 40 mg, over: 90 min, when: 'crs >= 1'",
	"give: saline, dose: 500 mL, at: 11 h",
	"give: oxygen, device: cpap, when: 'drug > 50 mg', for: 9.25 h",
	"give: oxygen, device: nasal_cannula, at: 4 h, for: 30 h",
	"give: pressor, rate: 0.1 ug/kg/min, at: 20 min, for: 31 h",
]);

const asText = (run: Run) =>
	JSON.stringify(run, (_, value) => (value instanceof Float64Array ? [...value] : value instanceof Map ? [...value] : value));
const numbers = (run: Run) => [...run.trajectory.columns.values()].flatMap((one) => (one.kind === "number" ? [one] : []));

describe("one instant", () => {
	test("the patient is saved, then what ends stops, then what is due begins, then the patient is saved again", () => {
		const run = aRunOf(
			treated([
				"give: pool, dose: 5 mg, over: 2 h, at: 1 h",
				"give: pool, dose: 3 mg, at: 3 h",
				"give: pool, dose: 8 mg, over: 4 h, at: 3 h",
			]),
		);
		const rows = [...run.trajectory.times.keys()].filter((row) => run.trajectory.times[row] === 3);
		expect(rows).toHaveLength(2);
		const [before, after] = rows.map((row) => ["pool", "pool_infusion"].map((name) => column(run, name)[row]!));
		expect(before).toEqual([expect.closeTo(5, 9), 2.5]);
		expect(after).toEqual([expect.closeTo(8, 9), 2]);
		expect(run.changes.filter((change) => change.time === 3).map(({ target, kind, value }) => [target, kind, value])).toEqual([
			["pool_infusion", "set", 0],
			["pool", "add", 3],
			["pool_infusion", "set", 2],
		]);
	});

	test("every instant at which something happens stands twice, any other once", () => {
		const run = aRunOf(busy);
		const counts = Map.groupBy(run.trajectory.times, (time) => time);
		const happened = new Set([...run.changes, ...run.events].map(({ time }) => time));
		for (const [time, rows] of counts)
			if (rows.length > 1 || happened.has(time)) expect([time, rows.length, happened.has(time)]).toEqual([time, 2, true]);
	});

	test("a dose at the very start, at infusion and at the end of the run is given and saved", () => {
		const run = aRunOf(
			treated(["give: pool, dose: 1 mg, at: -24 h", "give: pool, dose: 2 mg, at: 0 h", "give: pool, dose: 4 mg, at: 4 day"]),
		);
		expect(run.events.map((event) => event.time)).toEqual([-24, 0, 96]);
		const times = run.trajectory.times;
		expect([times[0], times[1], times.at(-2), times.at(-1)]).toEqual([-24, -24, 96, 96]);
		expect([...column(run, "pool")].filter((value, row, all) => value !== all[row - 1])).toEqual([0, 1, 3, 7]);
	});
});

describe("the span of a run", () => {
	test("begins and ends exactly where it is told to, also off the grid", () => {
		for (const [until, hours] of [
			["10.3 h", 10.3],
			["0.5 day", 12],
			["100 min", 1.666666667],
			["-1 h", -1],
		] as const) {
			const { times } = aRunOf(`until: ${until}`).trajectory;
			expect([times[0], times.at(-1)]).toEqual([-24, hours]);
			expect(times).toEqual(times.toSorted());
			expect(new Set(times).size).toBe(times.length);
		}
	});

	test("of any length still gets a dose at its very end", () => {
		for (const until of ["100 min", "0.1 h", "4.7 day", "1000 s"]) {
			expect(aRunOf(treated([`give: pool, dose: 1 mg, at: ${until}`], until)).events).toHaveLength(1);
		}
	});

	test("may be shorter than any step", () => {
		const { times } = aRunOf("until: -23.999999 h").trajectory;
		expect([...times]).toEqual([-24, -23.999999]);
	});

	test("is 30 days unless told, and 366 days at most", () => {
		expect(aRunOf("").trajectory.times.at(-1)).toBe(720);
		expect(aScenario("until: 366 day").until).toBe(8784);
	});

	test("may be set from outside, over what the file says", () => {
		expect(aScenario("until: 5 day", { until: 48 }).until).toBe(48);
	});

	test("saved times are whole hours to the last digit", () => {
		expect([...aRunOf("").trajectory.times]).toEqual(Array.from({ length: 745 }, (_, i) => i - 24));
		expect([...aRunOf("until: 1 h", { every: 0.1 }).trajectory.times].map(String).every((time) => time.length <= 5)).toBe(true);
	});
});

describe("what does not matter", () => {
	test("the output grid: values at common times are the same bit for bit, and so are grades, events and counts", () => {
		const hourly = aRunOf(busy);
		for (const every of [0.25, 7]) {
			const other = aRunOf(busy, { every });
			const common = [...hourly.trajectory.times].filter((time) => other.trajectory.times.includes(time));
			expect(common.length).toBeGreaterThan(15);
			for (const one of numbers(hourly))
				for (const time of common)
					expect([one.name, time, valueAt(other, one.name, time)]).toEqual([one.name, time, valueAt(hourly, one.name, time)]);
			expect(other.grades).toEqual(hourly.grades);
			expect(other.events).toEqual(hourly.events);
			expect(other.changes).toEqual(hourly.changes);
			expect(other.solver).toEqual(hourly.solver);
		}
	});

	test("the order of keys in the file", () => {
		const one = aScenario(
			`until: 2 day\npatient: { weight: 60 kg, age: 30 year }\nset: { gain: 3 /h, drug_loss: 2x }\ntreatments: [{ give: drug, dose: 9 mg, at: 1 h, every: 6 h, for: 1 day }]`,
		);
		const other = aScenario(
			`treatments: [{ for: 1 day, every: 6 h, at: 1 h, dose: 9 mg, give: drug }]\nset: { drug_loss: 2x, gain: 3 /h }\npatient: { age: 30 year, weight: 60 kg }\nuntil: 2 day`,
		);
		expect(asText(runPlan(other))).toBe(asText(runPlan(one)));
	});

	test("whether it is run again: the same scenario gives the same bytes, and is left as it was", () => {
		const scenario = aScenario(busy);
		const before = JSON.stringify(scenario);
		const first = asText(runPlan(scenario));
		expect(asText(runPlan(scenario))).toBe(first);
		expect(asText(runPlan(aScenario(busy)))).toBe(first);
		expect(asText(runPlan(structuredClone(scenario)))).toBe(first);
		expect(JSON.stringify(scenario)).toBe(before);
	});
});

describe("accuracy", () => {
	test("at the usual tolerance a trajectory is within 1e-5 of a tight run", () => {
		const [usual, tight] = [aRunOf(busy), aRunOf(busy, { relativeTolerance: 1e-10 })];
		expect(usual.trajectory.times).toEqual(tight.trajectory.times);
		for (const { name, values } of numbers(tight)) {
			const floor = 1e-3 * Math.max(...values.map(Math.abs));
			values.forEach((value, row) => {
				const miss = Math.abs(column(usual, name)[row]! - value);
				if (miss > 0) expect(miss / Math.max(Math.abs(value), floor)).toBeLessThan(1e-5);
			});
		}
	});

	test("a tighter run moves no peak by more than 0.1 %", () => {
		const [usual, tight] = [aRunOf(busy), aRunOf(busy, { relativeTolerance: 1e-9 })];
		for (const { name, values } of numbers(tight)) {
			const peak = Math.max(...values.map(Math.abs));
			expect(Math.abs(Math.max(...column(usual, name).map(Math.abs)) - peak)).toBeLessThanOrEqual(1e-3 * peak);
		}
	});

	test("changes replayed by another integrator on the flat model give the same trajectory", () => {
		const scenario = aScenario(busy);
		const run = runPlan(scenario, { relativeTolerance: 1e-9 });
		expect(new Set(run.changes.map((change) => change.kind))).toEqual(new Set(["add", "set"]));
		const replayed = replay(scenario.flat, run, scenario.from);
		for (const { name } of scenario.flat.states) {
			const values = column(run, name);
			const floor = Math.max(...values.map(Math.abs));
			replayed.forEach((row, i) => {
				expect(Math.abs(row.get(name)! - values[i]!)).toBeLessThanOrEqual(1e-6 * Math.max(floor, 1e-9));
			});
		}
	});
});

/** The rows of a run again, from nothing but its flat model and the changes it met. */
function replay(flat: FlatModel, run: Run, from: number): Map<string, number>[] {
	const values = new Map([...flat.parameters, ...flat.inputs].map(({ name, value }) => [name, value]));
	const names = flat.states.map((state) => state.name);
	let y = flat.states.map((state) => state.start);
	let time = from;
	const rates = (t: number, at: readonly number[]) => {
		const now = new Map(values);
		const number = (name: string) => (name === "t" ? t : (now.get(name) ?? Number.NaN));
		names.forEach((name, i) => void now.set(name, at[i]!));
		for (const flow of flat.flows) now.set(flow.name, evaluate(flow.is, { number }));
		return flat.states.map((state) => evaluate(state.rate, { number }));
	};
	const pending = [...run.changes];
	const advance = (to: number) => {
		if (to > time) y = rungeKutta(rates, { from: time, to, start: y, step: 0.05 });
		time = to;
	};
	const apply = (until: number, inclusive: boolean) => {
		while (pending[0] && (pending[0].time < until || (inclusive && pending[0].time === until))) {
			const change = pending.shift()!;
			advance(change.time);
			if (change.kind === "set") values.set(change.target, change.value);
			else y = y.map((value, i) => (names[i] === change.target ? value + change.value : value));
		}
	};
	return [...run.trajectory.times].map((saved, row, all) => {
		apply(saved, all[row - 1] === saved);
		advance(saved);
		return new Map(names.map((name, i) => [name, y[i]!]));
	});
}

describe("hazards", () => {
	const withHazard = (rate: string, lasts: string) => {
		const hazard = `hazards:\n  fit: { rate: ${rate}, then: { set: { fit_active: 1 }${lasts} } }\n`;
		const body = tinyModel().texts.get("modules/body.yaml")!.replace("inputs:\n", 'inputs:\n  fit_active: { unit: "1", rest: 0 }\n');
		return { model: { "modules/body.yaml": body + hazard } };
	};
	const strikes = (run: Run) => run.events.filter((event) => event.kind === "hazard").map((event) => event.time);

	test("strike when the cumulative hazard reaches ln 2, and again after as much hazard", () => {
		const run = aRunOf("until: 24 h", {}, withHazard("0.1 /h", ", for: 30 min"));
		const wanted = Array.from({ length: 6 }, (_, i) => -24 + (i + 1) * 10 * Math.LN2);
		expect(strikes(run)).toHaveLength(6);
		strikes(run).forEach((time, i) => {
			expect(Math.abs(time - wanted[i]!)).toBeLessThan(5e-6);
		});
	});

	test("set their inputs for their time and let them go back to rest", () => {
		const run = aRunOf("until: 0 h", {}, withHazard("0.1 /h", ", for: 30 min"));
		const sets = run.changes.filter((change) => change.target === "fit_active");
		expect(sets.map((change) => change.value)).toEqual([1, 0, 1, 0, 1, 0]);
		expect(sets[1]!.time - sets[0]!.time).toBeCloseTo(0.5, 8);
		expect(run.events[0]).toMatchObject({ what: "fit", until: sets[0]!.time + 0.5 });
	});

	test("a strike is saved before and after, as every event is", () => {
		const run = aRunOf("until: 0 h", {}, withHazard("0.1 /h", ", for: 30 min"));
		const [first] = strikes(run);
		const rows = [...run.trajectory.times.keys()].filter((row) => run.trajectory.times[row] === first);
		expect(rows.map((row) => column(run, "fit_active")[row])).toEqual([0, 1]);
	});

	test("a second strike inside the first prolongs it", () => {
		const run = aRunOf("until: 0 h", {}, withHazard("1 /h", ", for: 1 h"));
		const sets = run.changes.filter((change) => change.target === "fit_active");
		expect(sets.map((change) => change.value)).toEqual([1]);
		expect(strikes(run)).toHaveLength(Math.floor(24 / Math.LN2));
	});

	test("without a time they last for good", () => {
		const run = aRunOf("until: 0 h", {}, withHazard("0.1 /h", ""));
		expect(run.changes.filter((change) => change.target === "fit_active").map((change) => change.value)).toEqual([1]);
	});

	test("do not depend on the output grid", () => {
		const runs = [0.25, 1, 7].map((every) => aRunOf(busy, { every }, withHazard("0.1 /h", ", for: 30 min")));
		for (const run of runs) expect(run.events).toEqual(runs[0]!.events);
	});

	test("a condition sees them at once", () => {
		const run = aRunOf(treated(["give: pool, when: 'fit_active > 0'"]), {}, withHazard("0.1 /h", ", for: 6 min"));
		const [first] = strikes(run);
		expect(run.events.find((event) => event.what === "pool")?.time).toBe(first);
	});
});

describe("numerical failure is an outcome", () => {
	const withState = (rate: string) => ({
		model: {
			"modules/body.yaml": tinyModel()
				.texts.get("modules/body.yaml")!
				.replace("states:\n", `states:\n  bad: { unit: "1", start: "1", rate: ${rate} }\n`),
		},
	});

	test("a rate that becomes undefined ends the run, names the time and the state, and keeps the rows before", () => {
		const run = runPlan(aScenario("until: 4 day", withState('"1 /h * sqrt(5.5 - t / 1 h)"')));
		expect(run.outcome).toMatchObject({ kind: "not-finite", state: "bad", advice: expect.stringContaining("division by zero") });
		if (run.outcome.kind !== "finished") expect(run.outcome.time).toBeCloseTo(5.5, 3);
		expect(run.trajectory.times.at(-1)).toBe(5);
		expect([...column(run, "bad")].every(Number.isFinite)).toBe(true);
		expect(run.solver.evaluations).toBeLessThan(20_000);
	});

	test("a rate that is undefined from the start ends the run at its start", () => {
		const run = runPlan(aScenario("until: 4 day", withState('"1 /h * log(-1)"')));
		expect(run.outcome).toMatchObject({ kind: "not-finite", time: -24, state: "bad" });
		expect([...run.trajectory.times]).toEqual([-24]);
	});

	test("a state that runs away ends the run, quickly", () => {
		const run = runPlan(aScenario("until: 4 day", withState('"1 /h * bad^2"')));
		expect(run.outcome.kind).not.toBe("finished");
		if (run.outcome.kind === "not-finite" || run.outcome.kind === "step-too-small")
			expect([run.outcome.state, Math.abs(run.outcome.time + 23) < 0.01]).toEqual(["bad", true]);
		expect(run.solver.evaluations).toBeLessThan(100_000);
	});

	test("too few steps end the run with advice", () => {
		const run = runPlan(aScenario("until: 4 day"), { maxSteps: 5 });
		expect(run.outcome).toMatchObject({ kind: "too-many-steps", advice: expect.stringContaining("--rtol") });
	});
});

test("options that no run could end with are refused", () => {
	const scenario = aScenario("");
	for (const options of [
		{ every: 0 },
		{ every: Number.NaN },
		{ every: -1 },
		{ relativeTolerance: 0 },
		{ maxSteps: 0 },
		{ method: "magic" },
	]) {
		expect(() => runPlan(scenario, options)).toThrow(RangeError);
	}
});
