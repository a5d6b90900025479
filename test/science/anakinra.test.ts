import { describe, expect, test } from "vitest";
import { courseOf, healthy, patientWith } from "./support.ts";

const patient = "tumor_burden: 3";
const untreated = courseOf(patientWith({ patient }));
const first = untreated.reaches("temperature", 38.5);
const order = `give: anakinra, dose: 100 mg, at: ${first} h, every: 6 h, for: 10 day`;
const treated = courseOf(patientWith({ patient, treatments: [order] }));

describe("anakinra 100 mg every 6 h from the first fever in bulky lymphoma", () => {
	test("at its plateau it silences at least nine tenths of the interleukin-1 signal, and leaves interleukin-1 about where it was", () => {
		const at = first + 48;
		expect(treated.at("il1_signal", at)).toBeLessThan(0.1 * untreated.at("il1_signal", at));
		expect(treated.at("il1", at)).toBeGreaterThan(0.5 * untreated.at("il1", at));
	});

	test("it competes: what it leaves of the signal follows interleukin-1 against the antagonist", () => {
		const at = first + 48;
		const excess = treated.at("il1_excess", at);
		const occupied = excess / 3;
		const competition = treated.at("anakinra", at) / 0.05;
		expect(treated.at("il1_signal", at)).toBeCloseTo((excess * (1 + occupied)) / (1 + occupied + competition), 8);
	});

	test("interleukin-6, fever and leak are lower, yet the storm is not ended", () => {
		for (const name of ["il6", "temperature", "capillary_leak"]) expect(treated.peak(name).value).toBeLessThan(untreated.peak(name).value);
		expect(treated.peak("il6").value).toBeGreaterThan(0.25 * untreated.peak("il6").value);
		expect(treated.low("map").value).toBeGreaterThan(untreated.low("map").value);
	});

	test("the brain gains a little", () => {
		expect(treated.peak("neuroinflammation").value).toBeLessThan(untreated.peak("neuroinflammation").value);
	});

	test("CAR-T cells and tumor are unchanged", () => {
		for (const name of ["cart_cells", "tumor"])
			for (const time of [5, 8, 12, 20])
				expect(Math.abs(treated.at(name, time * 24) / untreated.at(name, time * 24) - 1)).toBeLessThan(1e-3);
	});

	test("failing kidneys keep it: at 30 mL/min the exposure is 2.5 times that at 95 mL/min", () => {
		const [failing, sound] = [30, 95].map((clearance) =>
			courseOf(
				healthy({
					patient: `creatinine_clearance: ${clearance} mL/min`,
					treatments: ["give: anakinra, dose: 100 mg, at: 0 h"],
					until: "6 day",
				}),
			),
		);
		expect(failing!.area("anakinra") / sound!.area("anakinra")).toBeCloseTo(173 / 69, 1);
	});
});
