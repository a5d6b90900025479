import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planOfPatient } from "../support/run-plan.ts";
import { courseOf, deathless, patientWith, startedWith, withoutCells } from "./support.ts";

/** Cells, antigen and what is left of both. */
const gone = { cart_infused: 0, cart_effector: 0, cart_memory: 0, cart_cells: 0, tumor: 0, debris: 0 };
const days = [2, 3, 4, 5, 6, 8, 10];
/** Eight times the burden kills on day 7, and from day 5 on hyperinflammation has caught, which by design outlasts what lit it. */
const cases: readonly (readonly [burden: number, days: readonly number[]])[] = [
	[1, days],
	[3, days],
	[8, [2, 3, 4]],
];

describe.each(cases)("at %d times the usual burden", (burden, when) => {
	// Bacteria that enter by chance are another story.
	const scenario = deathless(patientWith({ patient: `tumor_burden: ${burden}`, set: "breakthrough_rate: 0" }));
	const untreated = courseOf(scenario);

	test.each(when)("activation decays once cells and antigen are taken away on day %d", (day) => {
		const now = day * 24;
		const states = Object.fromEntries(scenario.flat.states.map(({ name }) => [name, untreated.at(name, now)]));
		const course = courseOf(startedWith(withoutCells(scenario), { ...states, ...gone }, now));
		const active = course.all("macrophages_active");
		// Interferon gamma and GM-CSF that are still in plasma drive it for some hours more.
		const settled = course.times.findIndex((time) => time >= now + 12);
		for (let i = settled + 1; i < active.length; i++) expect(active[i]!).toBeLessThanOrEqual(active[i - 1]! + 1e-9);
		expect(course.at("macrophages_active", now + 48)).toBeLessThan(0.4 * Math.max(untreated.at("macrophages_active", now), 1e-6));
		expect(course.at("macrophages_active", now + 240)).toBeLessThan(1e-3);
		expect(course.at("temperature", now + 240)).toBeLessThan(37.1);
	});
});

test("the loop gain at rest is below one for a patient with three times the usual interleukin-1", () => {
	const set = "il1_gain: 3x";
	const scenario = withoutCells(patientWith({ patient: "tumor_burden: 0", set }));
	const pushed = courseOf(startedWith(scenario, { macrophages_active: 1e-3 }, 0));
	expect(pushed.at("macrophages_active", 30 * 24)).toBeLessThan(1e-4);
});

// In one of twelve more than the allowed 0.6 is left: there hyperinflammation begins after cells and antigen are gone. With its loop switched off the law holds.
test.fails("cells and antigen taken away at any time from any virtual patient, activation decays, hyperinflammation apart", () => {
	const property = fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 24, max: 300 }), (patient, now) => {
		const drawn = deathless(planOfPatient(patientWith({ until: "22 day", infections: "none" }), { seed: 20_26, patient }));
		const untreated = courseOf(drawn);
		fc.pre(untreated.at("hyperinflammation", now) < 0.05);
		const states = Object.fromEntries(drawn.flat.states.map(({ name }) => [name, untreated.at(name, now)]));
		const course = courseOf(startedWith(withoutCells(drawn), { ...states, ...gone }, now));
		const at = (hours: number) => course.at("macrophages_active", now + hours);
		expect(at(48)).toBeLessThan(0.6 * Math.max(untreated.at("macrophages_active", now), 1e-4));
		expect(at(96)).toBeLessThan(0.6 * Math.max(at(48), 1e-4));
	});
	fc.assert(property, { seed: 20_26, numRuns: 12 });
});
