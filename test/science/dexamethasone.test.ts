import { describe, expect, test } from "vitest";
import { courseOf, patientWith } from "./support.ts";

const patient = "tumor_burden: 3";
const untreated = courseOf(patientWith({ patient }));
const first = untreated.reaches("temperature", 38.5);
const every6h = (dose: string, hours: number) =>
	courseOf(patientWith({ patient, treatments: [`give: dexamethasone, dose: ${dose}, at: ${first} h, every: 6 h, for: ${hours} h`] }));
const long = every6h("10 mg", 240);
const doubled = every6h("20 mg", 240);
const short = every6h("10 mg", 36);

describe("dexamethasone from the first fever in bulky lymphoma", () => {
	test("the effect is delayed: hours pass between the drug and half of its effect", () => {
		expect(long.peak("dexamethasone", { from: first, to: first + 1 }).value).toBeGreaterThan(0.15);
		expect(long.at("glucocorticoid_effect", first)).toBe(0);
		const fine = courseOf(patientWith({ patient, until: "3 day", treatments: [`give: dexamethasone, dose: 10 mg, at: ${first} h`] }), {
			every: 0.1,
		});
		expect(fine.peak("dexamethasone").at).toBe(first);
		expect(fine.peak("glucocorticoid_effect").at - first).toBeGreaterThan(2);
		// Interleukin-6 needs its own half-life on top: it has not halved in the first hour.
		expect(fine.at("il6", first + 1)).toBeGreaterThan(0.5 * untreated.at("il6", first + 1));
	});

	test("one dose does its work for half a day: half of the effect after 6 h, a third after a day, a tenth after two", () => {
		const one = courseOf(patientWith({ patient, treatments: [`give: dexamethasone, dose: 10 mg, at: ${first} h`] }));
		const effect = (hours: number) => one.at("glucocorticoid_effect", first + hours);
		expect(effect(6)).toBeGreaterThan(0.45);
		expect(effect(24)).toBeLessThan(0.7 * effect(6));
		expect(effect(48)).toBeLessThan(0.2);
		expect(one.at("glucocorticoid_effect_brain", first + 48)).toBeLessThan(0.15);
	});

	test("dose and interval count, the more the less is given: 10 mg a day, every 12 h, every 6 h, 20 mg every 6 h", () => {
		const courses = [24, 12].map((every) =>
			courseOf(patientWith({ patient, treatments: [`give: dexamethasone, dose: 10 mg, at: ${first} h, every: ${every} h, for: 10 day`] })),
		);
		const all = [...courses, long, doubled];
		const effects = all.map((one) => one.area("glucocorticoid_effect", { from: first + 24, to: first + 72 }) / 48);
		const gains = effects.slice(1).map((effect, i) => effect / effects[i]!);
		expect(effects[2]!).toBeGreaterThan(0.65);
		expect(effects[2]!).toBeLessThan(0.85);
		for (const gain of gains) expect(gain).toBeGreaterThan(1.05);
		expect(gains[2]!).toBeLessThan(gains[0]!);
		expect(gains[2]!).toBeLessThan(1.15);
		const brains = all.map((one) => one.peak("neuroinflammation").value);
		expect(brains).toEqual([...brains].sort((a, b) => b - a));
	});

	test("it does less the later it comes: three days after the first fever the brain is inflamed already", () => {
		const late = courseOf(
			patientWith({ patient, treatments: [`give: dexamethasone, dose: 10 mg, at: ${first + 72} h, every: 6 h, for: 7 day`] }),
		);
		expect(late.peak("neuroinflammation").value).toBeGreaterThan(0.6 * untreated.peak("neuroinflammation").value);
		expect(late.peak("neuroinflammation").value).toBeLessThan(untreated.peak("neuroinflammation").value);
	});

	test("fever, interleukin-6 and low pressure are held down", () => {
		expect(long.peak("il6").value).toBeLessThan(0.2 * untreated.peak("il6").value);
		// By 0.996 °C.
		expect(long.peak("temperature", { from: first + 24 }).value).toBeLessThan(untreated.peak("temperature").value - 0.95);
		expect(long.low("map").value).toBeGreaterThan(untreated.low("map").value + 10);
	});

	test("CAR-T cells are damped, and the tumor shrinks less", () => {
		expect(long.peak("cart_cells").value).toBeLessThan(0.8 * untreated.peak("cart_cells").value);
		expect(long.at("tumor", 20 * 24)).toBeGreaterThan(untreated.at("tumor", 20 * 24));
	});

	test("the brain is protected, as the drug enters it", () => {
		expect(long.peak("neuroinflammation").value).toBeLessThan(0.5 * untreated.peak("neuroinflammation").value);
	});

	test("an abrupt stop after 36 h, while cells and antigen last, brings the storm back within three days", () => {
		const stop = first + 36;
		const flare = short.peak("il6", { from: stop, to: stop + 72 });
		expect(flare.value).toBeGreaterThan(2 * short.at("il6", stop));
		expect(flare.at - stop).toBeGreaterThan(12);
		expect(short.peak("temperature", { from: stop + 12 }).value).toBeGreaterThan(short.at("temperature", stop) + 0.5);
	});

	test("the flare is under way 12 to 48 h after the stop", () => {
		const stop = first + 36;
		const [early, later] = [12, 48].map((hours) => short.at("il6", stop + hours));
		expect(later!).toBeGreaterThan(1.5 * early!);
	});

	test("no flare follows a stop after ten days, when the tumor is gone", () => {
		const stop = first + 240;
		expect(long.peak("il6", { from: stop }).value).toBeLessThan(1.5 * Math.max(long.at("il6", stop), 10));
		expect(long.peak("temperature", { from: stop }).value).toBeLessThan(37.5);
	});

	test("inflammation slows its removal", () => {
		const inflamed = courseOf(patientWith({ patient, treatments: ["give: dexamethasone, dose: 10 mg, at: 6 day"] }));
		const calm = courseOf(patientWith({ patient, treatments: ["give: dexamethasone, dose: 10 mg, at: 25 day"], until: "30 day" }));
		expect(inflamed.at("dexamethasone", 6 * 24 + 12)).toBeGreaterThan(1.3 * calm.at("dexamethasone", 25 * 24 + 12));
	});
});
