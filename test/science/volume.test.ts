import { describe, expect, test } from "vitest";
import { byTier } from "../support/tiers.ts";
import { ofEach } from "../support/virtual-patients.ts";
import { course } from "../support/whole-patient.ts";
import { type Course, courseOf, deathless, holding, patientWith } from "./support.ts";

const bulky = deathless(patientWith({ patient: "tumor_burden: 3", until: "12 day" }));
const untreated = courseOf(bulky);
const lowest = (run: Course, name: string) => run.low(name, { from: 0, to: 24 * 7 }).value;

describe("a severe leak that nobody treats", () => {
	// A known miss: 0.348 since the endothelium was fitted.
	test.fails("is above a third and more", () => expect(untreated.peak("effective_leak").value).toBeGreaterThan(0.35));

	test("takes 10 to 20 % of the plasma", () => {
		const lost = 1 - lowest(untreated, "plasma_volume") / 3;
		expect(lost).toBeGreaterThan(0.1);
		expect(lost).toBeLessThan(0.2);
	});

	test("thickens the blood: hemoglobin stands above what its red cells would make of the usual plasma", () => {
		const hour = 24 * 5;
		expect(untreated.at("hemoglobin", hour)).toBeGreaterThan(1.05 * untreated.at("red_cell_mass", hour));
	});

	test("takes its part of the fall in pressure beside that of slack vessels: more than with no leak, less than tone", () => {
		const dry = courseOf(holding(bulky, { effective_leak: 0 }));
		const tight = courseOf(holding(bulky, { vasoplegia_target: 0 }));
		const fall = (run: Course) => 90 - lowest(run, "map");
		expect(fall(untreated) - fall(dry)).toBeGreaterThan(5);
		expect(fall(dry)).toBeGreaterThan(fall(tight));
	});
});

// Published: albumin fell to a median of 27 g/L in patients whose vessels leaked and to 34 g/L in the others (Blood 2018;132 Suppl 1:5204, second-hand). Estimand: medians of the
// lowest values in 28 days under P2, in those whose leak passed 0.25 and in those in whom it stayed below 0.1; one seed; 4 g/L either way.
test("albumin falls further with leak than without", () => {
	const text = "patient: { disease: LBCL, product: axi-cel }\ncare: p2\nuntil: 28 day";
	const facts = ofEach({ text, patients: byTier({ fast: 40, usual: 70, long: 400 }), seed: 24 }, (run) => ({
		leak: Math.max(...course(run, "capillary_leak")),
		albumin: Math.min(...course(run, "albumin")),
	}));
	const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
	const leaky = median(facts.filter(({ leak }) => leak > 0.25).map(({ albumin }) => albumin));
	const tight = median(facts.filter(({ leak }) => leak < 0.1).map(({ albumin }) => albumin));
	expect(Math.abs(leaky - 27)).toBeLessThan(4);
	expect(Math.abs(tight - 34)).toBeLessThan(4);
});
