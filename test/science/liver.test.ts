import { describe, expect, test } from "vitest";
import { runShipped } from "../support/shipped.ts";
import { byTier } from "../support/tiers.ts";
import { ofEach, share } from "../support/virtual-patients.ts";
import { course, dayOfPeak, highest, lowest, onDay, runPatient } from "../support/whole-patient.ts";
import { courseOf, deathless, halfLife, healthy, holding, patientWith, startedWith } from "./support.ts";

const untreated = runShipped("hyperinflammation");
const anakinra = runShipped("hyperinflammation-anakinra");

describe("the liver", () => {
	test("is hurt by hyperinflammation: transaminases above five times the limit, bilirubin above 1.5 mg/dL", () => {
		expect(highest(untreated, "transaminases")).toBeGreaterThan(5);
		expect(highest(untreated, "bilirubin")).toBeGreaterThan(1.5);
		expect(dayOfPeak(untreated, "transaminases")).toBeGreaterThan(dayOfPeak(untreated, "hyperinflammation"));
	});

	test("hardly by a storm: a severe one stays below five times the limit and without jaundice", () => {
		const bulky = runPatient("patient: { tumor_burden: 8 }\nuntil: 20 day");
		expect(highest(bulky, "transaminases")).toBeGreaterThan(1.2);
		expect(highest(bulky, "transaminases")).toBeLessThan(5);
		expect(highest(bulky, "bilirubin")).toBeLessThan(1.2);
	});

	test("lets go of alanine aminotransferase with a half-life of 47 h", () => {
		const run = courseOf(startedWith(healthy({ until: "5 day" }), { transaminases: 20 }, 0));
		expect(halfLife(run, "transaminases", { from: 0, to: 96, rest: 0.6 })).toBeCloseTo(47, 1);
	});
});

describe("hyperinflammation is an illness of organs", () => {
	test("untreated it takes kidney, clotting and all three lines of blood; anakinra saves part of each", () => {
		expect(highest(untreated, "creatinine")).toBeGreaterThan(1.5 * onDay(untreated, "creatinine", 0));
		expect(lowest(untreated, "fibrinogen")).toBeLessThan(150);
		expect(lowest(untreated, "hemoglobin")).toBeLessThan(7);
		expect(highest(anakinra, "transaminases")).toBeLessThan(highest(untreated, "transaminases"));
		expect(onDay(anakinra, "hemoglobin", 29)).toBeGreaterThan(onDay(untreated, "hemoglobin", 29));
	});

	// A known miss: creatinine is at its highest before anakinra is given.
	test.fails("anakinra lowers the highest creatinine", () =>
		expect(highest(anakinra, "creatinine")).toBeLessThan(highest(untreated, "creatinine")));

	test("anakinra from day 11 on lowers creatinine, which was at its highest before", () => {
		for (const day of [16, 21, 26]) expect(onDay(anakinra, "creatinine", day)).toBeLessThan(onDay(untreated, "creatinine", day));
	});

	test("it calms with treatment or when CAR-T cells contract, and not by itself", () => {
		const plan = deathless(patientWith({ set: "hyperinflammation_susceptibility: 4.5x", until: "40 day" }));
		const lasting = courseOf(holding(plan, { loop_cells: 0.8 }));
		expect(lasting.at("hyperinflammation", 24 * 40)).toBeGreaterThan(0.9 * lasting.at("hyperinflammation", 24 * 20));
		expect(courseOf(plan).at("hyperinflammation", 24 * 40)).toBeLessThan(0.1);
	});
});

describe("how often", () => {
	const patients = byTier({ fast: 40, usual: 80, long: 600 });
	// Estimand: hyperinflammation of 0.2 and more within 28 days. Adults 3 to 4 % of all products (recalled), 5 of 100 after axi-cel; children 26 of 184 after tisa-cel. One seed; bands as wide as 80 ask for.
	test.each([
		["adults", "patient: { disease: LBCL, product: axi-cel }\ncare: standard", 0, 0.1],
		["children", "patient: { disease: B-ALL, product: tisa-cel, weight: 40 kg, age: 11 year }\ncare: p1", 0.05, 0.25],
	])("%s fall in", (_, text, least, most) => {
		const ill = ofEach(
			{ text: `${text}\nuntil: 28 day`, patients, seed: 25 },
			(run) => Math.max(...course(run, "hyperinflammation")) >= 0.2,
		);
		expect(share(ill, Boolean)).toBeGreaterThanOrEqual(least);
		expect(share(ill, Boolean)).toBeLessThanOrEqual(most);
	});
});
