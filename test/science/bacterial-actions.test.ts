import { describe, expect, test } from "vitest";
import { highest, lowest, onDay, runPatient } from "../support/whole-patient.ts";
import { courseOf, deathless, holding, patientWith } from "./support.ts";

const treatments = ["give: bacteremia, dose: 0.001, at: 4 day"];
const patient = "product: liso-cel";
const septic = deathless(patientWith({ patient, until: "9 day", infections: "none", treatments }));
/** The same without any signal of interleukin-6 or interleukin-1: what is left is what bacteria do themselves. */
const direct = courseOf(holding(septic, { il6_signal: 0, il1_signal: 0 }));
const both = courseOf(septic);

describe("bacterial products, with interleukin-6 and interleukin-1 silenced", () => {
	test("open the vessels, fill the tissues, use up fibrinogen, raise lactate and cloud the mind", () => {
		expect(direct.low("map").value).toBeLessThan(55);
		expect(direct.peak("capillary_leak").value).toBeGreaterThan(0.1);
		expect(direct.low("fibrinogen").value).toBeLessThan(200);
		expect(direct.peak("lactate").value).toBeGreaterThan(8);
		expect(direct.low("ice").value).toBeLessThan(8);
	});

	test("weaken the heart: output falls below what the same filling and rate would give", () => {
		expect(direct.low("septic_contractility").value).toBeGreaterThan(0.7);
		expect(direct.low("septic_contractility").value).toBeLessThan(0.8);
	});

	test("make most of the fall of pressure that the whole sepsis makes", () => {
		// 0.748; slow mediators carry a part that bacteria call for by macrophages.
		expect((90 - direct.low("map").value) / (90 - both.low("map").value)).toBeGreaterThan(0.7);
	});

	test("act within hours and wear off within a day or two once the bacteria are gone", () => {
		const treated = courseOf(
			deathless(
				patientWith({
					patient,
					until: "9 day",
					infections: "none",
					treatments: [...treatments, "give: meropenem, dose: 1000 mg, at: 120 h, every: 8 h, for: 4 day"],
				}),
			),
		);
		const peak = treated.peak("nitric_oxide");
		expect(treated.at("nitric_oxide", Math.ceil(peak.at) + 24)).toBeLessThan(0.5 * peak.value);
		expect(treated.at("nitric_oxide", Math.ceil(peak.at) + 24)).toBeGreaterThan(0.1 * peak.value);
	});
});

describe("lactate", () => {
	test("in refractory septic shock reaches 8 to 20 mmol/L, in the deepest untreated CRS less", () => {
		expect(both.peak("lactate").value).toBeGreaterThan(8);
		expect(both.peak("lactate").value).toBeLessThan(20);
		const crs = courseOf(deathless(patientWith({ patient: "tumor_burden: 15", until: "10 day", infections: "none" })));
		expect(crs.peak("lactate").value).toBeLessThan(0.6 * both.peak("lactate").value);
	});
});

describe("other infections", () => {
	test("gram-positives are slower and milder than gram-negatives", () => {
		const positive = courseOf(
			deathless(patientWith({ patient, until: "9 day", infections: "none", treatments: [`${treatments[0]}, route: iv_gram_positive`] })),
		);
		expect(positive.reaches("bacteria", 1, 96)).toBeGreaterThan(both.reaches("bacteria", 1, 96));
		expect(positive.peak("nitric_oxide").value).toBeLessThan(0.75 * both.peak("nitric_oxide").value);
		expect(positive.low("map").value).toBeGreaterThan(both.low("map").value + 5);
		expect(positive.peak("temperature").value).toBeGreaterThan(38);
	});

	// Two in five gram-positives are such that beta-lactams hardly reach; vancomycin reaches all, and no gram-negative.
	test("vancomycin clears gram-positives that meropenem does not, within three days, and leaves gram-negatives as they were", () => {
		const drug = (name: string, dose: string) => `give: ${name}, dose: ${dose}, at: 6 day, every: 12 h, for: 5 day`;
		const left = (route: string, orders: readonly string[]) =>
			courseOf(
				deathless(
					patientWith({
						patient,
						until: "10 day",
						infections: "none",
						set: "gram_positive_susceptibility: 0.15x",
						treatments: [`${treatments[0]}, route: ${route}`, ...orders],
					}),
				),
			).at("bacteria", 24 * 9);
		expect(left("iv_gram_positive", [drug("meropenem", "1000 mg")])).toBeGreaterThan(0.5);
		expect(left("iv_gram_positive", [drug("vancomycin", "15 mg/kg")])).toBeLessThan(1e-4);
		expect(left("iv", [drug("vancomycin", "15 mg/kg")]) / left("iv", [])).toBeCloseTo(1, 3);
	});

	test("an infection outside the blood brings fever and C-reactive protein, and little pressure", () => {
		const viral = courseOf(
			holding(patientWith({ patient: "tumor_burden: 0", until: "9 day", infections: "none" }), { local_infection: 1 }),
		);
		expect(viral.peak("temperature").value).toBeGreaterThan(38);
		expect(viral.peak("temperature").value).toBeLessThan(39.5);
		expect(viral.peak("crp").value).toBeGreaterThan(40);
		expect(viral.low("map").value).toBeGreaterThan(85);
	});
});

test("a septic mind is no neurotoxicity: it clears as the sepsis does, and neuroinflammation is no higher than before", () => {
	const run = runPatient(
		`patient: { ${patient} }\ninfections: none\nuntil: 14 day\ntreatments:\n  - { ${treatments[0]} }\n  - { give: meropenem, dose: 1000 mg, at: 136 h, every: 8 h, for: 7 day }`,
	);
	expect(lowest(run, "ice")).toBeLessThan(10);
	expect(highest(run, "neuroinflammation")).toBeLessThan(0.35);
	// One point is lost sooner and given back later since the score falls over a wider range.
	expect(onDay(run, "ice", 9)).toBeGreaterThanOrEqual(9);
	expect(onDay(run, "ice", 12)).toBe(10);
});
