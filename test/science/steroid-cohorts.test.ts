import { describe, expect, test } from "vitest";
import { type Arm, cohort } from "../support/cohort.ts";
import { percent } from "../support/cohort-table.ts";

/**
 * Neurologic events of adults with lymphoma after axi-cel under three kinds of care; patients 1,000 to 1,119 of seed 2026, the same in each. Estimand: share with
 * any and with severe events by the crude reading of CTCAE that stands in `cohort.ts`. Seen: early steroid (cohort 4 of ZUMA-1, doi:10.1111/bjh.17673) any in 25, severe
 * in 7 of 41; steroid late (cohorts 1 and 2, doi:10.1056/NEJMoa1707447) 65 and 28 of 101. Bands are the exact intervals of cohort 4, to which the effect was fitted.
 */
const patients = 120;
const events = (care: string) => {
	const arm: Arm = { disease: "LBCL", product: "axi-cel", care };
	const facts = cohort(arm, { patients, first: 1000 });
	return {
		any: percent(facts, ({ neurologic }) => neurologic.worst >= 1),
		severe: percent(facts, ({ neurologic }) => neurologic.worst >= 3),
		icans: percent(facts, ({ icans }) => icans.worst >= 1),
	};
};

describe("steroids and neurologic events", () => {
	const [early, guideline, late] = [events("p6"), events("p4"), events("p2")];

	test("early steroid leaves as many severe events and any events as cohort 4 of ZUMA-1 had", () => {
		expect(early.severe).toBeGreaterThan(7.2);
		expect(early.severe).toBeLessThan(32.1);
		expect(early.any).toBeGreaterThan(44.5);
		expect(early.any).toBeLessThan(75.8);
	});

	test("it spares some patients a severe event, and hardly anyone all of it", () => {
		expect(early.severe).toBeLessThan(late.severe - 5);
		expect(early.any).toBeGreaterThan(late.any - 20);
	});

	test("guideline care does not silence ICANS: a third to two thirds have some", () => {
		expect(guideline.icans).toBeGreaterThan(33);
		expect(guideline.icans).toBeLessThan(67);
		expect(guideline.severe).toBeGreaterThan(7.2);
	});
});
