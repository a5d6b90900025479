import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aRunOf, aScenario, column, doseTimes, problemsIn, tinyModel, treated, valueAt } from "../support/a-scenario.ts";

const close = (actual: number, wanted: number, within = 1e-6) =>
	expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(wanted)));
/** What is left of a dose of `drug` after some hours. */
const left = (hours: number) => (hours < 0 ? 0 : Math.exp(-0.1 * hours));

describe("laws", () => {
	test("two half doses at one instant equal one dose", () => {
		const halves = aRunOf(treated(["give: drug, dose: 20 mg, at: 5 h", "give: drug, dose: 20 mg, at: 5 h"]));
		const whole = aRunOf(treated(["give: drug, dose: 40 mg, at: 5 h"]));
		expect(column(halves, "drug")).toEqual(column(whole, "drug"));
	});

	test("doses of a linear drug add up", () => {
		const both = aRunOf(treated(["give: drug, dose: 30 mg, at: 2 h", "give: drug, dose: 50 mg, over: 3 h, at: 4.5 h"]));
		const first = aRunOf(treated(["give: drug, dose: 30 mg, at: 2 h"]));
		const second = aRunOf(treated(["give: drug, dose: 50 mg, over: 3 h, at: 4.5 h"]));
		for (const time of [3, 5, 7, 8, 24, 96])
			close(valueAt(both, "drug", time), valueAt(first, "drug", time) + valueAt(second, "drug", time));
	});

	test("a bolus of a linear drug follows its closed form to the tolerance", () => {
		const run = aRunOf(treated(["give: drug, dose: 40 mg, at: 5 h"]));
		run.trajectory.times.forEach((time, row) => {
			if (time !== 5) close(column(run, "drug")[row]!, 40 * left(time - 5), 1e-5);
		});
	});

	test("an infusion over an hour delivers exactly its amount", () => {
		const run = aRunOf(treated(["give: pool, dose: 70 mg, route: drip, at: 3.7 h", "give: pool, dose: 1 mg, over: 7 min, at: 20 h"]));
		close(valueAt(run, "pool", 10), 70, 1e-9);
		close(valueAt(run, "pool", 96), 71, 1e-9);
	});

	describe("the doses of the events are those of the states", () => {
		const aLength = fc
			.tuple(fc.constantFrom("s", "min", "h", "day"), fc.double({ min: -11, max: 1, noNaN: true }))
			.map(([unit, power]) => `${Number((10 ** power).toPrecision(3))} ${unit}`);
		const given = fc.constantFrom(
			"give: pool, route: push",
			"give: pool, route: drip",
			"give: drug, route: push",
			"give: drug, route: skin",
		);
		const anOrder = fc.record({
			given,
			dose: fc.integer({ min: 1, max: 90 }),
			at: fc.double({ min: -20, max: 40, noNaN: true }),
			over: fc.option(aLength),
			every: fc.option(fc.record({ every: fc.constantFrom("8 h", "50 min", "1 day"), lasts: aLength, taper: fc.option(aLength) })),
		});
		const written = ({ given, dose, at, over, every }: typeof anOrder extends fc.Arbitrary<infer Order> ? Order : never) => {
			const taper = every?.taper ? `, taper: [ { dose: 1 mg, every: 3 h, for: ${every.taper} } ]` : "";
			const again = every ? `, every: ${every.every}, for: ${every.lasts}${taper}` : "";
			return `${given}, dose: ${dose} mg, at: ${at} h${over === null ? "" : `, over: ${over}`}${again}`;
		};

		test("whatever is ordered is given whole, or refused; nothing is charted that never came", () => {
			let given = 0;
			fc.assert(
				fc.property(fc.array(anOrder, { minLength: 1, maxLength: 3 }), (orders) => {
					const lines = `set: { drug_loss: 0 /h }\n${treated(orders.map(written), "20 day")}`;
					if (problemsIn(() => aScenario(lines)).length > 0) return;
					const run = aRunOf(lines);
					const whole = run.events.filter(({ until, time }) => (until ?? time) <= 480 && time + 2 <= 480);
					if (whole.length < run.events.length) return;
					given += run.events.length;
					for (const [what, share] of [
						["pool", () => 1],
						["drug", (route: string) => (route === "skin" ? 0.5 : 1)],
					] as const) {
						const charted = run.events
							.filter((event) => event.what === what)
							.reduce((sum, { amount, route }) => sum + amount! * share(route), 0);
						if (charted > 0) close(valueAt(run, what, 480), charted, 1e-5);
					}
				}),
				{ numRuns: 150 },
			);
			expect(given).toBeGreaterThan(50);
		});

		test.each([
			["over: 1e-10 h", "over"],
			["over: 0.9 s", "over"],
			["every: 8 h, for: 1e-9 h", "for"],
			["every: 8 h, for: 1e-7 min", "for"],
			["every: 1e-10 h, for: 1 h", "every"],
			["repeat: { every: 1e-12 day }", "repeat.every"],
		])("%s is too short to be given", (keys, key) => {
			const found = problemsIn(() => aScenario(treated([`give: pool, at: 1 h, ${keys}`])));
			expect(found.map((one) => [one.key, one.message.endsWith("is shorter than a second")])).toEqual([[`treatments[0].${key}`, true]]);
		});
	});

	test("two half infusions back to back equal one long infusion", () => {
		const halves = aRunOf(treated(["give: drug, dose: 30 mg, over: 2 h, at: 1 h", "give: drug, dose: 30 mg, over: 2 h, at: 3 h"]));
		const long = aRunOf(treated(["give: drug, dose: 60 mg, over: 4 h, at: 1 h"]));
		for (const time of [2, 3, 4, 5, 30]) close(valueAt(halves, "drug", time), valueAt(long, "drug", time));
	});

	test("consecutive infusions leave no instant without a rate, whatever their length", () => {
		for (const minutes of [7, 10, 50, 59]) {
			const orders = Array.from({ length: 12 }, (_, i) => `give: pool, dose: 5 mg, over: ${minutes} min, at: ${i * minutes} min`);
			const run = aRunOf(treated(orders));
			close(valueAt(run, "pool", 96), 60, 1e-8);
			const rates = run.changes.filter((change) => change.target === "pool_infusion").map((change) => [change.time, change.value]);
			expect(rates.at(-1)).toEqual([expect.closeTo((12 * minutes) / 60, 8), 0]);
			for (const [time, value] of rates.slice(0, -1)) if (value === 0) expect(rates.some(([t, v]) => t === time && v! > 0)).toBe(true);
		}
	});

	test("overlapping infusions add up, and after all have ended the input is exactly at rest", () => {
		const orders = [3.3, 0.7, 11.1, 0.1].map((dose, i) => `give: pool, dose: ${dose} mg, over: ${3 + i} h, at: ${0.3 * i} h`);
		const run = aRunOf(treated(orders));
		const rates = run.changes.filter((change) => change.target === "pool_infusion");
		expect(rates.at(-1)?.value).toBe(0);
		expect(valueAt(run, "pool_infusion", 96)).toBe(0);
		expect(Math.max(...rates.map((change) => change.value))).toBeCloseTo(3.3 / 3 + 0.7 / 4 + 11.1 / 5 + 0.1 / 6, 12);
		close(valueAt(run, "pool", 96), 3.3 + 0.7 + 11.1 + 0.1, 1e-12);
	});

	test("a rate in ug/kg/min and the same in ug/min or mg/h agree for the patient's weight", () => {
		const runs = ["rate: 0.1 ug/kg/min", "rate: 8 ug/min", "rate: 0.48 mg/h"].map((rate) =>
			aRunOf(`patient: { weight: 80 kg }\n${treated([`give: pressor, ${rate}, at: 2 h, for: 10 h`])}`),
		);
		for (const run of runs) {
			close(valueAt(run, "pressor_rate", 5), 0.1, 1e-12);
			close(valueAt(run, "pressed", 96), 4800, 1e-12);
			expect(run.events[0]).toMatchObject({ kind: "rate", amount: expect.closeTo(0.1, 12), unit: "ug/kg/min", until: 12 });
		}
	});

	test("fluid by a dose and by a rate fills the same volume", () => {
		const dose = aRunOf(treated(["give: saline, dose: 500 mL, over: 2 h, at: 4 h"]));
		const rate = aRunOf(treated(["give: saline, rate: 250 mL/h, at: 4 h, for: 2 h"]));
		const perWeight = aRunOf(treated(["give: saline, rate: 3 mL/kg/h, at: 4 h, for: 2 h"]));
		expect(column(rate, "volume")).toEqual(column(dose, "volume"));
		close(valueAt(dose, "volume", 96), 500, 1e-12);
		close(valueAt(perWeight, "volume", 96), 420, 1e-12);
	});
});

describe("regimens", () => {
	test("10 mg every 6 h for 3 day are 12 doses", () => {
		const run = aRunOf(treated(["give: pool, dose: 10 mg, at: 6 h, every: 6 h, for: 3 day"]));
		expect(doseTimes(run, "pool")).toEqual(Array.from({ length: 12 }, (_, i) => 6 + 6 * i));
		expect(valueAt(run, "pool", 96)).toBe(120);
	});

	test("a taper begins where for ends", () => {
		const run = aRunOf(
			treated([
				"give: pool, dose: 10 mg, at: 0 h, every: 6 h, for: 1 day, taper: [{dose: 8 mg, every: 12 h, for: 1 day}, {dose: 4 mg, every: 12 h, for: 1 day}]",
			]),
		);
		const doses = run.events.map((event) => [event.time, event.amount]);
		expect(doses).toEqual([
			[0, 10],
			[6, 10],
			[12, 10],
			[18, 10],
			[24, 8],
			[36, 8],
			[48, 4],
			[60, 4],
		]);
	});

	test("a tapered rate changes where for ends, without a gap and without an overlap", () => {
		const run = aRunOf(treated(["give: pressor, rate: 0.2 ug/kg/min, at: 1 h, for: 2 h, taper: [{rate: 0.1 ug/kg/min, for: 3 h}]"]));
		expect([1, 2, 3, 5, 6].map((time) => valueAt(run, "pressor_rate", time))).toEqual([0.2, 0.2, 0.1, 0.1, 0]);
		close(valueAt(run, "pressed", 96), 70 * 60 * (0.2 * 2 + 0.1 * 3), 1e-12);
	});

	test("doses without an end go on to the end of the run, which still gets one", () => {
		const run = aRunOf(treated(["give: pool, dose: 10 mg, at: 0.1 h, every: 0.1 h"], "2 h"));
		expect(doseTimes(run, "pool")).toHaveLength(20);
		expect(doseTimes(run, "pool").at(-1)).toBe(2);
	});

	test("times of many doses do not drift", () => {
		const run = aRunOf(treated(["give: pool, dose: 1 mg, at: 0 h, every: 0.1 h"]));
		expect(doseTimes(run, "pool")[720]).toBe(72);
		expect(run.trajectory.times.every((time) => Number(time.toFixed(9)) === time)).toBe(true);
	});

	test("the usual dose, its cap and the default route are taken when nothing else is said", () => {
		const light = aRunOf(`patient: { weight: 60 kg }\n${treated(["give: drug, at: 0 h"])}`);
		expect(light.events[0]).toMatchObject({ amount: 60, unit: "mg", route: "push", why: "at 0 h" });
		expect(light.warnings).toEqual([]);
	});
});

describe("doses for a patient", () => {
	test("a dose per kg is cut at the cap, and the cut is a warning", () => {
		const run = aRunOf(`patient: { weight: 120 kg }\n${treated(["give: drug, at: 0 h"])}`);
		expect(run.events[0]?.amount).toBe(100);
		expect(run.warnings).toEqual(["drug: 1 mg/kg would be 120 mg; cut at 100 mg"]);
	});

	test("a dose in mg is not cut at the cap", () => {
		const run = aRunOf(treated(["give: drug, dose: 120 mg, at: 0 h"]));
		expect(run.events[0]?.amount).toBe(120);
		expect(run.warnings).toEqual([]);
	});

	test("a dose per m2 takes the body surface of the weight", () => {
		const run = aRunOf(treated(["give: pool, dose: 10 mg/m2, at: 0 h"]));
		close(run.events[0]!.amount!, (10 * (4 * 70 + 7)) / 160, 1e-12);
	});

	test("a dose in g of a treatment in mg is converted exactly", () => {
		const run = aRunOf(treated(["give: pool, dose: 0.02 g, at: 0 h", "give: pool, dose: 1000 ug/kg, at: 0 h"]));
		expect(run.events.map((event) => event.amount)).toEqual([20, 70]);
	});

	test("only a share arrives by a route with less bioavailability, and only after its lag", () => {
		const run = aRunOf(treated(["give: drug, dose: 40 mg, route: skin, at: 3 h"]), { every: 0.5 });
		expect(valueAt(run, "drug", 4.5)).toBe(0);
		expect(valueAt(run, "drug", 5)).toBe(20);
		close(valueAt(run, "drug", 15), 20 * left(10), 1e-5);
		expect(run.events[0]).toMatchObject({ time: 3, amount: 40, route: "skin" });
		expect(run.changes).toEqual([{ time: 5, target: "drug", kind: "add", value: 20 }]);
	});
});

describe("devices", () => {
	const fio2 = (orders: readonly string[], times: readonly number[]) => times.map((time) => valueAt(aRunOf(treated(orders)), "fio2", time));

	test("the device begun last counts; when it ends the earlier one counts again, then none", () => {
		const orders = ["give: oxygen, device: nasal_cannula, at: 2 h, for: 20 h", "give: oxygen, device: cpap, at: 5 h, for: 5 h"];
		expect(fio2(orders, [1, 2, 5, 9, 10, 21, 22])).toEqual([0.21, 0.29, 0.6, 0.6, 0.29, 0.29, 0.21]);
		const run = aRunOf(treated(orders));
		const word = run.trajectory.columns.get("oxygen_device")!;
		const at = (time: number) => word.values[run.trajectory.times.lastIndexOf(time)];
		expect([1, 2, 5, 10, 22].map(at)).toEqual(["none", "nasal_cannula", "cpap", "nasal_cannula", "none"]);
	});

	test("a weaker device begun later also counts, and what it does not set is at rest", () => {
		const orders = ["give: oxygen, device: cpap, at: 2 h, for: 20 h", "give: oxygen, device: nasal_cannula, at: 5 h, for: 5 h"];
		const run = aRunOf(treated(orders));
		expect([3, 6, 11, 23].map((time) => valueAt(run, "fio2", time))).toEqual([0.6, 0.29, 0.6, 0.21]);
		expect([3, 6, 11, 23].map((time) => valueAt(run, "peep", time))).toEqual([8, 0, 8, 0]);
	});

	test("an earlier device that ends under a later one changes nothing", () => {
		const orders = ["give: oxygen, device: nasal_cannula, at: 2 h, for: 5 h", "give: oxygen, device: cpap, at: 5 h, for: 10 h"];
		expect(fio2(orders, [4, 6, 7, 14, 15])).toEqual([0.29, 0.6, 0.6, 0.6, 0.21]);
	});

	test("settings that are left out are the usual ones of the device", () => {
		const run = aRunOf(treated(["give: oxygen, device: cpap, peep: 12 cmH2O, at: 1 h"]));
		expect([valueAt(run, "fio2", 5), valueAt(run, "peep", 5)]).toEqual([0.6, 12]);
		expect(run.events[0]).toMatchObject({ kind: "device", amount: 0.6, unit: "1", route: "cpap", until: null });
	});

	test("the end of a rate and of a device is an event, that of an infused dose is not", () => {
		const run = aRunOf(
			treated([
				"give: oxygen, device: cpap, at: 1 h, for: 2 h",
				"give: pressor, rate: 7 ug/min, at: 1 h, for: 3 h",
				"give: pool, route: drip, at: 1 h",
			]),
		);
		expect(run.events.map((event) => [event.time, event.what, event.kind, event.until])).toEqual([
			[1, "oxygen", "device", 3],
			[1, "pressor", "rate", 4],
			[1, "pool", "dose", 2],
			[3, "oxygen", "stop", null],
			[4, "pressor", "stop", null],
		]);
	});
});

test("columns of a treatment that is not given are not in a model without named outputs, and 0 in one with them", () => {
	const named = tinyModel().texts.get("model.yaml")! + "outputs: [wave, drug, pool]\n";
	const run = aRunOf(treated(["give: pool, at: 0 h"]), {}, { model: { "model.yaml": named } });
	expect(new Set(column(run, "drug"))).toEqual(new Set([0]));
	expect(aScenario(treated(["give: pool, at: 0 h"])).flat.columns).not.toContain("drug");
});
