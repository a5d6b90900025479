import { describe, expect, test } from "vitest";
import { byTier } from "../support/tiers.ts";
import { ofEach, share } from "../support/virtual-patients.ts";
import { course, highest, lowest, onDay, runPatient } from "../support/whole-patient.ts";

const storm = "patient: { tumor_burden: 2 }\nuntil: 40 day";
const sound = runPatient(storm);
const weak = runPatient(`${storm}\nset: { heart_susceptibility: 20x }`);

describe("the heart in cytokine release", () => {
	test("weakens in those whose hearts do so readily, over days, and most of it comes back within weeks", () => {
		expect(lowest(sound, "ejection_fraction")).toBeGreaterThan(0.5 * 100);
		expect(lowest(weak, "ejection_fraction")).toBeLessThan(0.4 * 100);
		expect(onDay(weak, "ejection_fraction", 3)).toBeGreaterThan(0.5 * 100);
		expect(onDay(weak, "ejection_fraction", 40)).toBeGreaterThan(0.5 * 100);
	});

	test("then pumps less, so that pressure falls further and lactate rises higher", () => {
		expect(lowest(weak, "map")).toBeLessThan(lowest(sound, "map"));
		expect(highest(weak, "cardiac_output")).toBeLessThan(highest(sound, "cardiac_output"));
		expect(highest(weak, "lactate")).toBeGreaterThan(highest(sound, "lactate"));
	});

	test("stroke volume falls less than the ejection fraction: the chamber widens", () => {
		const run = runPatient(`${storm}\nset: { heart_susceptibility: 20x }`, { also: ["heart_on_stroke_volume", "heart_strength"] });
		expect(lowest(run, "heart_on_stroke_volume")).toBeGreaterThan(lowest(run, "heart_strength") + 0.05);
	});

	test("stays as it is without cytokine release", () => {
		const calm = runPatient("patient: { tumor_burden: 0 }\nset: { heart_susceptibility: 20x }");
		expect(lowest(calm, "ejection_fraction")).toBeCloseTo(58, 6);
	});
});

// Ganatra 2020: 12 of 116 (10.3 %; 6 to 12 % in other series, recalled). Estimand: an ejection fraction below 50 % that fell by more than ten points, within 28 days of axi-cel
// under the care of its trial; one seed, not that of the setting; band as wide as 70 patients ask for.
test("some 6 to 12 % of adults have a cardiomyopathy", () => {
	const text = "patient: { disease: LBCL, product: axi-cel }\ncare: p2\nuntil: 28 day";
	const ill = ofEach({ text, patients: byTier({ fast: 40, usual: 70, long: 600 }), seed: 26 }, (run) => {
		const values = course(run, "ejection_fraction");
		return Math.min(...values) < 50 && values[0]! - Math.min(...values) > 10;
	});
	expect(share(ill, Boolean)).toBeGreaterThan(byTier({ fast: 0, usual: 0.02, long: 0.05 }));
	expect(share(ill, Boolean)).toBeLessThan(byTier({ fast: 0.25, usual: 0.2, long: 0.14 }));
});
