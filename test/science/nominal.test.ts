import { describe, expect, test } from "vitest";
import { courseOf, day, patientWith } from "./support.ts";

const untreated = courseOf(patientWith());
const bulky = courseOf(patientWith({ patient: "tumor_burden: 3" }));
const noTumor = courseOf(patientWith({ patient: "tumor_burden: 0" }));
const fever = 38;

describe("the nominal adult with large B-cell lymphoma, untreated", () => {
	test("CAR-T cells in blood are highest between day 7 and day 14", () => {
		const peak = day(untreated.peak("cart_cells").at);
		expect(peak).toBeGreaterThanOrEqual(7);
		expect(peak).toBeLessThanOrEqual(14);
	});

	test("fever starts between day 1 and day 5", () => {
		const onset = day(untreated.reaches("temperature", fever));
		expect(onset).toBeGreaterThanOrEqual(1);
		expect(onset).toBeLessThanOrEqual(5);
	});

	test("fever ends: the temperature is normal from day 15 on", () => {
		expect(untreated.peak("temperature", { from: 15 * 24 }).value).toBeLessThan(37.5);
	});

	test("interleukin-6 peaks at 50 to 3,000 pg/mL between day 3 and day 11", () => {
		const { value, at } = untreated.peak("il6");
		expect(value).toBeGreaterThanOrEqual(50);
		expect(value).toBeLessThanOrEqual(3000);
		expect(day(at)).toBeGreaterThanOrEqual(3);
		expect(day(at)).toBeLessThanOrEqual(11);
	});

	test.each([
		["nominal", untreated],
		["three times the burden", bulky],
	])(
		"interferon gamma peaks no later than interleukin-6, which peaks before C-reactive protein, which peaks no later than ferritin (%s)",
		(_, course) => {
			const [ifn, il6, crp, ferritin] = ["ifn_gamma", "il6", "crp", "ferritin"].map((name) => course.peak(name).at);
			expect(ifn!).toBeLessThanOrEqual(il6!);
			expect(il6!).toBeLessThan(crp!);
			expect(crp!).toBeLessThanOrEqual(ferritin!);
		},
	);

	test("fever comes while CAR-T cells in blood are still below a tenth of their peak", () => {
		const onset = untreated.reaches("temperature", fever);
		expect(untreated.at("cart_cells", onset)).toBeLessThan(0.1 * untreated.peak("cart_cells").value);
	});

	test("the grade is 1: fever, and neither low pressure nor need of oxygen", () => {
		expect(untreated.run.grades.crs.worst).toBe(1);
		expect(untreated.low("map").value).toBeGreaterThan(65);
		expect(untreated.low("spo2").value).toBeGreaterThanOrEqual(90);
	});

	test("the organs recover: on day 30 pressure, oxygen, leak and ICE are as before", () => {
		const last = 30 * 24;
		expect(untreated.at("map", last)).toBeCloseTo(untreated.at("map", -24), 0);
		expect(untreated.at("spo2", last)).toBeCloseTo(untreated.at("spo2", -24), 0);
		expect(untreated.at("capillary_leak", last)).toBeLessThan(0.01);
		expect(untreated.at("ice", last)).toBe(10);
	});
});

describe("without a tumor", () => {
	test("there is no fever and no grade, and no cell engrafts", () => {
		expect(noTumor.peak("temperature").value).toBeLessThan(37.01);
		expect(noTumor.run.grades.crs.worst).toBe(0);
		expect(noTumor.run.grades.icans.worst).toBe(0);
		expect(noTumor.peak("cart_cells").value).toBe(0);
	});
});

describe("three times the burden", () => {
	test("brings fever earlier", () => {
		expect(bulky.reaches("temperature", fever)).toBeLessThan(untreated.reaches("temperature", fever));
	});

	test.each(["cart_cells", "ifn_gamma", "il6", "crp", "ferritin", "capillary_leak", "neuroinflammation"])("drives %s higher", (name) => {
		expect(bulky.peak(name).value).toBeGreaterThan(untreated.peak(name).value);
	});

	test("brings interleukin-6 to its peak earlier", () => {
		expect(bulky.peak("il6").at).toBeLessThan(untreated.peak("il6").at);
	});

	test("makes the worst grade of cytokine release worse, and encephalopathy no better", () => {
		expect(bulky.run.grades.crs.worst!).toBeGreaterThan(untreated.run.grades.crs.worst!);
		expect(bulky.run.grades.icans.worst!).toBeGreaterThanOrEqual(untreated.run.grades.icans.worst!);
	});

	test("drops pressure and oxygen further", () => {
		expect(bulky.low("map").value).toBeLessThan(untreated.low("map").value);
		expect(bulky.low("spo2").value).toBeLessThan(untreated.low("spo2").value);
	});
});

describe("children", () => {
	const sizes = [
		{ weight: 12, age: 2 },
		{ weight: 38, age: 11 },
		{ weight: 70, age: 30 },
	];
	const resting = sizes.map(({ weight, age }) =>
		courseOf(patientWith({ patient: `disease: B-ALL, product: tisa-cel, weight: ${weight} kg, age: ${age} year`, until: "1 h" })),
	);

	// The medians at 2 years are those of Fleming and others 2011 (doi:10.1016/S0140-6736(10)62226-X).
	test.each([
		["heart_rate", 113, 72],
		["resp_rate", 26, 16],
	] as const)("%s at rest is %d /min at 2 years and falls with age to the adult's %d", (name, small, grown) => {
		const rates = resting.map((course) => course.at(name, -24));
		expect(Math.abs(rates[0]! / small - 1)).toBeLessThan(0.02);
		expect(rates[1]!).toBeLessThan(rates[0]!);
		expect(rates[1]!).toBeGreaterThan(grown);
		expect(Math.abs(rates[2]! / grown - 1)).toBeLessThan(0.02);
	});

	test("pressure at rest rises with age and lies above the child's line of hypotension", () => {
		const [small, big, adult] = resting.map((course) => course.at("map", -24));
		expect(small!).toBeLessThan(big!);
		expect(big!).toBeLessThan(adult!);
		sizes.forEach(({ age }, i) => void expect(resting[i]!.at("sbp", -24)).toBeGreaterThan(Math.min(70 + 2 * age, 90)));
	});
});
