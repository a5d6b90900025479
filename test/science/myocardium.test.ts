import { describe, expect, test } from "vitest";
import { byTier } from "../support/tiers.ts";
import { ofEach, share } from "../support/virtual-patients.ts";
import { course, highest, lowest, onDay, runPatient } from "../support/whole-patient.ts";

const storm = "patient: { tumor_burden: 4 }\nuntil: 40 day";
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

// Ganatra 2020: 12 of 116 (10.3 %; 6 to 12 % in other series, recalled), from 58 to 36 % on average, found within a median of 12.5 days (2 to 24). Estimand: an ejection fraction
// below 50 % that fell by more than ten points, within 28 days of axi-cel under the care of its trial; one seed, not that of the setting; bands as wide as 70 patients ask for.
describe("adults with lymphoma after axi-cel", () => {
	const text = "patient: { disease: LBCL, product: axi-cel }\ncare: p2\nuntil: 28 day";
	const all = ofEach({ text, patients: byTier({ fast: 40, usual: 70, long: 600 }), seed: 26 }, (run) => {
		const values = course(run, "ejection_fraction");
		const least = Math.min(...values);
		return { least, day: run.trajectory.times[values.indexOf(least)]! / 24, ill: least < 50 && values[0]! - least > 10 };
	});
	const ill = all.filter((one) => one.ill);

	test("have a cardiomyopathy in some 6 to 12 %", () => {
		expect(share(all, (one) => one.ill)).toBeGreaterThan(byTier({ fast: 0, usual: 0.02, long: 0.05 }));
		expect(share(all, (one) => one.ill)).toBeLessThan(byTier({ fast: 0.25, usual: 0.2, long: 0.14 }));
	});

	test("whose hearts are weakest around day 12, at an ejection fraction of a third on average", () => {
		const [least, days] = [ill.map((one) => one.least), ill.map(({ day }) => day).sort((a, b) => a - b)];
		const mean = least.reduce((a, b) => a + b, 0) / ill.length;
		expect(mean).toBeGreaterThan(byTier({ fast: 26, usual: 29, long: 32 }));
		expect(mean).toBeLessThan(byTier({ fast: 46, usual: 43, long: 40 }));
		expect(days[Math.floor(days.length / 2)]).toBeGreaterThan(byTier({ fast: 7, usual: 9, long: 10 }));
		expect(days[Math.floor(days.length / 2)]).toBeLessThan(byTier({ fast: 20, usual: 17, long: 15 }));
	});
});
