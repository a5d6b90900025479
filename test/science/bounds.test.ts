import fc from "fast-check";
import { expect, test } from "vitest";
import { shippedDisplay } from "../support/shown.ts";
import { courseOf, patientWith } from "./support.ts";

const hours = (from: number, to: number) => fc.integer({ min: from, max: to });
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).map((value) => value.toFixed(3));

/** Up to four doses, at least eight hours apart. */
const tocilizumab = fc
	.tuple(hours(0, 480), fc.array(hours(8, 96), { maxLength: 3 }))
	.map(([first, gaps]) => [0, ...gaps].map((_, i) => first + gaps.slice(0, i).reduce((sum, gap) => sum + gap, 0)))
	.map((times) => times.map((at) => `give: tocilizumab, dose: 8 mg/kg, at: ${at} h`));
const dexamethasone = fc
	.record({ at: hours(0, 480), dose: number(1, 25), every: fc.constantFrom(6, 8, 12, 24), days: hours(1, 30) })
	.map(({ at, dose, every, days }) => [`give: dexamethasone, dose: ${dose} mg, at: ${at} h, every: ${every} h, for: ${days} day`]);
const anakinra = fc
	.record({ at: hours(0, 480), every: fc.constantFrom(6, 12, 24), days: hours(1, 20), route: fc.constantFrom("sc", "iv") })
	.map(({ at, every, days, route }) => [
		`give: anakinra, dose: 1 mg/kg, at: ${at} h, every: ${every} h, for: ${days} day, route: ${route}`,
	]);
const norepinephrine = fc
	.record({ at: hours(0, 480), rate: number(0.01, 3), hold: hours(1, 200) })
	.map(({ at, rate, hold }) => [`give: norepinephrine, rate: ${rate} ug/kg/min, at: ${at} h, for: ${hold} h`]);
const crystalloid = fc
	.record({ at: hours(0, 480), dose: number(5, 30), every: fc.constantFrom(12, 24), days: hours(1, 5) })
	.map(({ at, dose, every, days }) => [
		`give: crystalloid, dose: ${dose} mL/kg, over: 1 h, at: ${at} h, every: ${every} h, for: ${days} day`,
	]);
const oxygen = fc
	.record({ at: hours(0, 480), fio2: number(0.21, 1), peep: number(0, 20), hold: hours(1, 300) })
	.map(({ at, fio2, peep, hold }) => [`give: oxygen, device: invasive, fio2: ${fio2}, peep: ${peep} cmH2O, at: ${at} h, for: ${hold} h`]);
/** Drugs of which one usual course is enough to try: cells, bacteria and everything at once included. */
const others = fc
	.subarray([
		"give: bacteremia, dose: 0.001, at: 100 h",
		"give: cefepime, dose: 2000 mg, at: 120 h, every: 8 h, for: 10 day",
		"give: meropenem, dose: 1000 mg, at: 200 h, every: 8 h, for: 7 day",
		"give: methylprednisolone, dose: 2 mg/kg, at: 90 h, every: 12 h, for: 5 day",
		"give: siltuximab, dose: 11 mg/kg, at: 110 h",
		"give: ruxolitinib, dose: 10 mg, at: 150 h, every: 12 h, for: 14 day",
		"give: filgrastim, dose: 5 ug/kg, at: 8 day, every: 24 h, for: 10 day",
		"give: epinephrine, rate: 0.2 ug/kg/min, at: 100 h, for: 30 h",
		"give: vasopressin, rate: 0.03 U/min, at: 96 h, for: 48 h",
		"give: acetaminophen, dose: 12.5 mg/kg, at: 50 h, every: 6 h, for: 5 day",
		"give: levetiracetam, dose: 500 mg, at: 0 h, every: 12 h, for: 30 day",
		"give: fibrinogen_concentrate, dose: 50 mg/kg, at: 12 day",
		"give: platelet_transfusion, dose: 4.5e9 cells/kg, at: 9 day, every: 72 h, for: 15 day",
		"give: red_cells, dose: 4 mL/kg, at: 11 day",
		"give: albumin, dose: 0.3 g/kg, at: 130 h",
	])
	.map((orders) => [...orders]);

const course = fc.record({
	patient: fc
		.record({
			disease: fc.constantFrom("LBCL", "B-ALL"),
			product: fc.constantFrom("axi-cel", "tisa-cel", "liso-cel"),
			// The largest order of fluid, 30 mL/kg twice a day, passes 10 L a day above 160 kg.
			weight: number(8, 150),
			age: hours(1, 85),
			burden: number(0, 12),
		})
		.map((p) => `disease: ${p.disease}, product: ${p.product}, weight: ${p.weight} kg, age: ${p.age} year, tumor_burden: ${p.burden}`),
	// Spread in what makes patients differ most.
	set: fc.record({ macrophages: number(0.2, 4), leak: number(0.3, 3), lungs: number(0.2, 4) }),
	days: hours(30, 60),
	treatments: fc
		.tuple(
			...[tocilizumab, dexamethasone, anakinra, norepinephrine, crystalloid, oxygen, others].map((orders) =>
				fc.option(orders, { nil: [] as string[] }),
			),
		)
		.map((orders) => orders.flat()),
});

/** The bounds that the model itself gives its signs: outside of them nothing alive is measured. */
const rails = Object.entries(shippedDisplay).flatMap(([name, { bounds }]) => (bounds === undefined ? [] : [[name, ...bounds] as const]));

test("the signs of the bedside have bounds", () => {
	expect(rails.map(([name]) => name)).toEqual(
		expect.arrayContaining(["spo2", "map", "heart_rate", "resp_rate", "temperature", "pao2", "plasma_volume", "ice", "il6r_occupancy"]),
	);
});

test("no state is ever negative or not finite, and signs keep to their rails, whatever legal treatment a patient gets", () => {
	fc.assert(
		fc.property(course, ({ patient, set, days, treatments }) => {
			const scenario = patientWith({
				patient,
				set: `macrophage_response: ${set.macrophages}x, leak_gain: ${set.leak}x, lung_leak_gain: ${set.lungs}x`,
				until: `${days} day`,
				treatments,
			});
			const run = courseOf(scenario, { every: 2 });
			for (const name of run.names) expect(run.all(name).every(Number.isFinite), name).toBe(true);
			// Veins may close around a loss, so their volume alone has two signs.
			for (const { name, scale } of scenario.flat.states)
				if (name !== "vein_relaxation") expect(Math.min(...run.all(name)), name).toBeGreaterThanOrEqual(-1e-5 * scale);
			for (const [name, low, high] of rails) {
				expect(Math.min(...run.all(name)), name).toBeGreaterThanOrEqual(low);
				expect(Math.max(...run.all(name)), name).toBeLessThanOrEqual(high);
			}
		}),
		{ seed: 20_26, numRuns: 24 },
	);
});
