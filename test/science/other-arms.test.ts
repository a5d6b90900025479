import { describe, expect, test } from "vitest";
import { type Arm, cohort } from "../support/cohort.ts";
import { measured } from "../support/cohort-table.ts";

/** Products and diseases to which the cohorts of the four great trials say nothing; few patients, so wide laws only. */
const patients = 30;

const arms = {
	// 91 % cytokine release, 18 % severe, onset day 3; neurologic events 81 %, 37 % severe, in 82 patients (doi:10.1056/NEJMoa1914347).
	brexu: { disease: "MCL", product: "brexu-cel", care: "p2" },
	// 84 %, 5 %, onset day 1; neurologic events 18 %, in 128 (doi:10.1056/NEJMoa2024850).
	ide: { disease: "MM", product: "ide-cel", care: "p2" },
	// 95 %, 4 %, onset day 7; tocilizumab 69 %, in 97 (doi:10.1016/S0140-6736(21)00933-8).
	cilta: { disease: "MM", product: "cilta-cel", care: "p4" },
} satisfies Record<string, Arm>;

const found = Object.fromEntries(Object.entries(arms).map(([name, arm]) => [name, measured(cohort(arm, { patients }), "lee")]));
const [brexu, ide, cilta] = [found["brexu"]!, found["ide"]!, found["cilta"]!];

describe("brexu-cel in mantle cell lymphoma, ide-cel and cilta-cel in myeloma", () => {
	test("most patients have cytokine release", () => {
		for (const { any } of [brexu, ide, cilta]) expect(any).toBeGreaterThan(60);
	});

	test("it begins on the first days after ide-cel, then after brexu-cel, and a week after cilta-cel", () => {
		expect(ide.onsetDay).toBeLessThan(brexu.onsetDay);
		expect(brexu.onsetDay).toBeLessThan(cilta.onsetDay);
		expect(ide.onsetDay).toBeLessThan(2);
		expect(Math.abs(brexu.onsetDay - 3)).toBeLessThan(1.2);
	});

	// A known miss since the output of its cells was fitted to how many have cytokine release: day 4.8.
	test.fails("after cilta-cel near day 7", () => expect(Math.abs(cilta.onsetDay - 7)).toBeLessThan(2));

	test("severe release is rare in myeloma and commoner after brexu-cel", () => {
		for (const { severe } of [ide, cilta]) expect(severe).toBeLessThan(25);
		expect(brexu.severe).toBeGreaterThan(cilta.severe);
	});

	test("neurologic events are common after brexu-cel and not in myeloma", () => {
		expect(brexu.neurologic).toBeGreaterThan(40);
		for (const { neurologic } of [ide, cilta]) expect(neurologic).toBeLessThan(45);
	});
});
