import { describe, expect, test } from "vitest";
import { runShipped } from "../support/shipped.ts";
import { course, highest, lowest, onDay, runPatient } from "../support/whole-patient.ts";

const parts = ["pressure_by_tone", "pressure_by_volume", "pressure_by_heart"];
const bulky = runPatient("patient: { tumor_burden: 3 }\nuntil: 12 day");

describe("a change of pressure taken apart", () => {
	test("tone, volume and heart add up to it at every hour", () => {
		const [map, ...shares] = ["map", ...parts].map((name) => course(bulky, name));
		const rest = map![0]!;
		for (const [i, pressure] of map!.entries()) expect(shares.reduce((sum, share) => sum + share[i]!, 0)).toBeCloseTo(pressure - rest, 2);
	});

	test("in cytokine release tone is lost first and most, volume less, and the heart makes up for a part", () => {
		expect(lowest(bulky, "pressure_by_tone")).toBeLessThan(2 * lowest(bulky, "pressure_by_volume"));
		expect(lowest(bulky, "pressure_by_volume")).toBeLessThan(-5);
		expect(onDay(bulky, "pressure_by_heart", 5)).toBeGreaterThan(10);
		expect(onDay(bulky, "pressure_by_tone", 2)).toBeLessThan(onDay(bulky, "pressure_by_volume", 2));
	});

	// A few mmHg go where the reflex lets go of a pressure above the usual.
	test("vessels that cannot lose their tone keep it, and volume is lost all the same", () => {
		const leaky = runPatient("patient: { tumor_burden: 3 }\nset: { vasoplegia_limit: 0 }\nuntil: 12 day");
		expect(lowest(leaky, "pressure_by_tone")).toBeGreaterThan(-5);
		expect(lowest(leaky, "pressure_by_volume")).toBeLessThan(-5);
	});

	// The reflex lets go as the pressure comes back, so that the tone gained is less than the drug gives.
	test("norepinephrine gives tone back, and albumin volume", () => {
		const given = (order: string) => runPatient(`patient: { tumor_burden: 3 }\nuntil: 6 day\ntreatments: [{ ${order} }]`);
		const pressor = given("give: norepinephrine, rate: 0.2 ug/kg/min, at: 5 day, for: 12 h");
		const fluid = given("give: albumin, dose: 50 g, at: 5 day");
		expect(onDay(pressor, "pressure_by_tone", 5.25)).toBeGreaterThan(onDay(bulky, "pressure_by_tone", 5.25) + 1);
		expect(onDay(fluid, "pressure_by_volume", 5.25)).toBeGreaterThan(onDay(bulky, "pressure_by_volume", 5.25) + 2);
	});
});

describe("who makes interleukin-6", () => {
	const [usual, without] = [runShipped("untreated"), runShipped("who-makes-il6")];

	test("without macrophages CAR-T cells and interferon gamma are as before, and interleukin-6 and the fever do not come", () => {
		for (const name of ["cart_cells", "ifn_gamma", "gm_csf"]) expect(highest(without, name) / highest(usual, name)).toBeCloseTo(1, 2);
		expect(highest(usual, "il6")).toBeGreaterThan(10 * highest(without, "il6"));
		expect(highest(without, "il6")).toBeLessThan(8);
		expect(highest(without, "temperature")).toBeLessThan(38);
		expect(without.grades.crs.worst).toBe(0);
	});
});
