import { describe, expect, test } from "vitest";
import { courseOf, deathless, healthy, holding } from "./support.ts";

interface Breath {
	readonly shunt?: number;
	readonly fio2?: number;
	readonly peep?: number;
	readonly paco2?: number;
	/** Excess lung water that is held, mL/kg. */
	readonly wet?: number;
}

/** The lungs at balance on a device, some wires held. */
function breathing({ shunt, fio2 = 0.21, peep = 0, paco2 = 40, wet }: Breath) {
	const treatments = [`give: oxygen, device: invasive, fio2: ${fio2}, peep: ${peep} cmH2O, at: 0 h`];
	const held = { paco2, ...(shunt === undefined ? {} : { shunt }), ...(wet === undefined ? {} : { lung_flooding: wet * 0.0747 }) };
	const course = courseOf(deathless(holding(healthy({ treatments, until: "4 day" }), held)), { every: 12 });
	return (name: string) => course.at(name, 96);
}

describe("alveolar gas, full form at 760 mmHg", () => {
	test.each([
		[0.21, 40, 101.8],
		[1, 40, 673],
		[0.21, 50, 89.85],
	])("FiO2 %d at a carbon dioxide of %d mmHg makes %d mmHg", (fio2, paco2, expected) => {
		expect(Math.abs(breathing({ fio2, paco2 })("alveolar_oxygen") - expected)).toBeLessThan(0.05);
	});
});

describe("saturation after Severinghaus", () => {
	const saturation = (pao2: number) => 100 / (23400 / (pao2 ** 3 + 150 * pao2) + 1);
	test.each([
		[26.86, 50],
		[26.8, 49.9],
		[40, 75],
		[60, 90.6],
		[80, 95.7],
		[100, 97.75],
	])("%d mmHg gives %d %%", (pao2, expected) => {
		expect(Math.abs(saturation(pao2) - expected)).toBeLessThan(0.06);
	});

	test("the model's saturation is that curve at each tension it passes", () => {
		for (const shunt of [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]) {
			const lungs = breathing({ shunt });
			expect(lungs("spo2")).toBeCloseTo(saturation(lungs("pao2")), 6);
		}
	});
});

describe("shunt", () => {
	test("without shunt, arterial equals alveolar tension", () => {
		for (const fio2 of [0.21, 0.4, 1]) {
			const lungs = breathing({ shunt: 0, fio2 });
			expect(Math.abs(lungs("pao2") / lungs("alveolar_oxygen") - 1)).toBeLessThan(1e-3);
		}
	});

	test("arterial tension falls as shunt grows", () => {
		const tensions = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map((shunt) => breathing({ shunt })("pao2"));
		for (let i = 1; i < tensions.length; i++) expect(tensions[i]!).toBeLessThan(tensions[i - 1]!);
	});

	test("at a shunt of one half, pure oxygen instead of air adds less than 15 mmHg", () => {
		expect(breathing({ shunt: 0.5, fio2: 1 })("pao2") - breathing({ shunt: 0.5 })("pao2")).toBeLessThan(15);
	});

	test("saturation rises with inspired oxygen at every shunt", () => {
		for (const wet of [0, 4, 8, 12]) {
			const values = [0.21, 0.3, 0.4, 0.6, 0.8, 1].map((fio2) => breathing({ wet, fio2 })("spo2"));
			for (let i = 1; i < values.length; i++) expect(values[i]!).toBeGreaterThan(values[i - 1]!);
		}
	});
});

describe("devices", () => {
	test("end-expiratory pressure opens flooded lung, costs cardiac output, and helps a patient who does not answer to it less", () => {
		const [none, ten] = [0, 10].map((peep) => breathing({ wet: 9, fio2: 0.6, peep }));
		expect(ten!("shunt")).toBeLessThan(none!("shunt"));
		expect(ten!("pao2")).toBeGreaterThan(none!("pao2"));
		expect(ten!("cardiac_output")).toBeLessThan(none!("cardiac_output"));
	});

	test.each([
		[1, 25],
		[2, 29],
		[3, 33],
		[4, 37],
		[5, 41],
		[6, 45],
	])("a cannula at %d L/min gives %d %% oxygen", (flow, percent) => {
		const course = courseOf(healthy({ treatments: [`give: oxygen, device: nasal_cannula, flow: ${flow} L/min, at: 0 h`], until: "2 h" }));
		expect(Math.abs(100 * course.at("fio2", 1) - percent)).toBeLessThan(0.5);
	});

	test("oxygen acts within minutes: after half an hour nothing more changes", () => {
		const scenario = healthy({ treatments: ["give: oxygen, device: venturi, fio2: 0.4, at: 1 h"], until: "4 h" });
		const course = courseOf(holding(scenario, { shunt: 0.2, paco2: 40 }), { every: 0.25 });
		const gain = (hours: number) => course.at("pao2", 1 + hours) - course.before("pao2", 1);
		expect(gain(0.25)).toBeGreaterThan(0.9 * gain(2));
		expect(gain(0.5)).toBeGreaterThan(0.99 * gain(2));
	});
});
