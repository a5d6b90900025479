import { describe, expect, test } from "vitest";
import { courseOf, healthy, holding, patientWith } from "./support.ts";

/** Minutes as saved hours. */
const minute = 1 / 60;
const start = 24;
const infusion = (rate: number, at: number, hours = 6) => `give: norepinephrine, rate: ${rate} ug/kg/min, at: ${at} h, for: ${hours} h`;
const fine = { every: 0.05 };
const gainIn = (patient: string, at: number) => {
	const until = `${at + 8} h`;
	const [without, with_] = [[], [infusion(0.1, at)]].map((treatments) => courseOf(patientWith({ patient, until, treatments }), fine));
	return {
		/** Gain of pressure some hours after the start. */
		after: (hours: number) => with_!.at("map", at + hours) - without!.at("map", at + hours),
		without: without!,
		with: with_!,
	};
};

const healthyRun = courseOf(healthy({ treatments: [infusion(0.1, start)], until: "36 h" }), { every: minute });
const near = (hours: number) => healthyRun.times.find((time) => time >= hours - 1e-9)!;

describe("kinetics", () => {
	const clearance = 3;
	const plateau = (0.1 * 70) / clearance;
	const half = (Math.LN2 * 8.8) / clearance / 60;

	test("the plateau is rate times weight over clearance, in health 2.3 ug/L at 0.1 ug/kg/min", () => {
		expect(healthyRun.at("norepinephrine", near(start + 5))).toBeCloseTo(plateau, 4);
	});

	test.each([
		[1, 0.5],
		[3.3, 0.9],
		[5, 0.97],
	])("after %d half-lives it stands at %d of the plateau", (count, share) => {
		const exact = courseOf(healthy({ treatments: [infusion(0.1, start)], until: `${start + count * half} h` }));
		expect(Math.abs(exact.at("norepinephrine", exact.times.at(-1)!) / plateau - share)).toBeLessThan(0.005);
	});

	test("95 % of the plateau is reached within 9 to 16 minutes in mild and 29 minutes in the gravest illness", () => {
		const minutes = (course: typeof healthyRun, level: number) => (course.reaches("norepinephrine", 0.95 * level, start) - start) * 60;
		const mild = minutes(healthyRun, plateau);
		expect(mild).toBeGreaterThanOrEqual(8.5);
		expect(mild).toBeLessThanOrEqual(16);
		const grave = holding(healthy({ treatments: [infusion(0.1, start)], until: "36 h" }), { norepinephrine_removal: 0.9 });
		expect(Math.abs(minutes(courseOf(grave, { every: minute }), 7 / 0.9) - 29)).toBeLessThan(1.5);
	});

	test("the level falls by half within minutes of the stop", () => {
		expect(healthyRun.at("norepinephrine", near(start + 6 + half))).toBeLessThan(0.51 * plateau);
	});
});

describe("pressure", () => {
	const shock = gainIn("tumor_burden: 8", 75);
	const late = gainIn("tumor_burden: 8", 112);
	const healthyGain = healthyRun.at("map", near(start + 0.5)) - 90;

	test("rises within minutes: most of the gain of half an hour is there after ten minutes", () => {
		const soon = healthyRun.at("map", near(start + 10 * minute)) - 90;
		expect(soon).toBeGreaterThan(0.8 * healthyGain);
		expect(shock.after(0.2)).toBeGreaterThan(0.8 * shock.after(0.5));
		expect(shock.after(0.2)).toBeGreaterThan(3);
	});

	test("gains less the deeper the vasoplegia", () => {
		expect(late.without.at("vasoplegia", 112)).toBeGreaterThan(shock.without.at("vasoplegia", 75));
		expect(shock.after(0.5)).toBeLessThan(0.75 * healthyGain);
		expect(late.after(0.5)).toBeLessThan(shock.after(0.5));
	});

	test("rises with the rate, and heart rate falls through the reflex", () => {
		const runs = [0.05, 0.1, 0.2, 0.5].map((rate) =>
			courseOf(patientWith({ patient: "tumor_burden: 3", until: "80 h", treatments: [infusion(rate, 75, 3)] })),
		);
		const pressures = runs.map((course) => course.at("map", 77));
		const rates = runs.map((course) => course.at("heart_rate", 77));
		expect(pressures).toEqual([...pressures].sort((a, b) => a - b));
		expect(rates).toEqual([...rates].sort((a, b) => b - a));
		expect(rates[0]!).toBeLessThan(shock.without.at("heart_rate", 77));
	});

	test("falls back within an hour of the stop", () => {
		expect(Math.abs(healthyRun.at("map", near(start + 7)) - 90)).toBeLessThan(0.25 * healthyGain);
	});

	test("a steroid makes vessels answer a little more", () => {
		const steroid = courseOf(
			patientWith({
				patient: "tumor_burden: 3",
				until: "90 h",
				treatments: ["give: dexamethasone, dose: 10 mg, at: 70 h", infusion(0.1, 75)],
			}),
		);
		expect(steroid.at("norepinephrine_half_now", 77)).toBeLessThan(shock.with.at("norepinephrine_half_now", 77));
	});
});
