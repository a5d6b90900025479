import { describe, expect, test } from "vitest";
import { type Course, courseOf, halfLife, patientWith } from "./support.ts";

const dose = (at: number) => `give: tocilizumab, dose: 8 mg/kg, at: ${at} h`;
const given = (patient: string, at: number) => courseOf(patientWith({ patient, treatments: [dose(at)] }));

const nominal = "tumor_burden: 1";
const bulky = "tumor_burden: 3";
const untreated = courseOf(patientWith({ patient: nominal }));
const untreatedBulky = courseOf(patientWith({ patient: bulky }));
const height = untreated.peak("temperature").at;
const dayOfFever = untreated.reaches("temperature", 38) + 24;
const gradeTwo = untreatedBulky.run.grades.crs.points.find((point) => point.grade === 2)!.time;

interface Case {
	readonly when: string;
	readonly at: number;
	readonly without: Course;
	readonly course: Course;
}
const cases: readonly Case[] = [
	{ when: "at the height of fever", at: height, without: untreated, course: given(nominal, height) },
	{ when: "a day after the first fever", at: dayOfFever, without: untreated, course: given(nominal, dayOfFever) },
	{ when: "at grade 2 in bulky lymphoma", at: gradeTwo, without: untreatedBulky, course: given(bulky, gradeTwo) },
];

describe.each(cases)("tocilizumab $when", ({ at, without, course }) => {
	test("interleukin-6 in serum rises at least twofold within 48 h", () => {
		expect(course.peak("il6", { from: at, to: at + 48 }).value).toBeGreaterThanOrEqual(2 * course.before("il6", at));
	});

	test("the interleukin-6 signal falls by at least 80 % within 6 h", () => {
		expect(course.at("il6_signal", at + 6)).toBeLessThanOrEqual(0.2 * course.before("il6_signal", at));
	});

	test("the temperature falls below 38 degC within 24 h and stays there for two days", () => {
		const below = course.fallsBelow("temperature", 38, at);
		expect(below - at).toBeLessThanOrEqual(24);
		expect(course.peak("temperature", { from: below, to: at + 72 }).value).toBeLessThan(38);
	});

	// The liver answers the signal with a lag of 8 h, so that the fall is pure a day after the peak. Rest is taken off; 10 % either way.
	test("C-reactive protein falls with its half-life of 19 h from one day to three days after its peak", () => {
		const peak = course.peak("crp", { from: at, to: at + 48 }).at;
		expect(peak - at).toBeLessThanOrEqual(12);
		const half = halfLife(course, "crp", { from: peak + 24, to: peak + 72, rest: course.at("crp", -24) });
		expect(Math.abs(half / 19 - 1)).toBeLessThan(0.1);
	});

	test("CAR-T cells are unchanged, and so is the tumor", () => {
		for (const name of ["cart_cells", "tumor"])
			for (const time of [5, 8, 12, 20, 30]) {
				const plain = without.at(name, time * 24);
				expect(Math.abs(course.at(name, time * 24) - plain)).toBeLessThanOrEqual(1e-4 * plain + 1e-6);
			}
	});

	test("the pressure does not fall further than without it", () => {
		expect(course.low("map", { from: at + 12 }).value).toBeGreaterThan(without.low("map", { from: at + 12 }).value);
	});
});

describe("the brain", () => {
	test("neuroinflammation is not protected: given at the height or at grade 2, its peak stays within a tenth", () => {
		for (const { course, without } of [cases[0]!, cases[2]!])
			expect(course.peak("neuroinflammation").value).toBeGreaterThan(0.9 * without.peak("neuroinflammation").value);
	});

	test("interleukin-6 in cerebrospinal fluid rises with that in serum", () => {
		for (const { course, without } of cases) expect(course.peak("csf_il6").value).toBeGreaterThan(without.peak("csf_il6").value);
	});

	test("hardly any drug enters: receptors in the brain are less occupied than in the body by far", () => {
		for (const { course, at } of cases) expect(course.at("il6r_occupancy_brain", at + 6)).toBeLessThan(0.5);
	});
});

describe("dose and time", () => {
	test("given later than the peak of interleukin-6 it cannot undo the leak", () => {
		const late = given(bulky, 7 * 24);
		expect(late.peak("capillary_leak").value).toBeGreaterThan(0.95 * untreatedBulky.peak("capillary_leak").value);
	});

	test("twice the dose more than doubles the exposure, as its loss saturates", () => {
		const [four, eight] = ["4 mg/kg", "8 mg/kg"].map((size) =>
			courseOf(patientWith({ patient: nominal, until: "60 day", treatments: [`give: tocilizumab, dose: ${size}, at: ${height} h`] })),
		);
		expect(eight!.area("tocilizumab")).toBeGreaterThan(2 * four!.area("tocilizumab"));
	});

	test("a fever that the slow mediators carry outlasts it", () => {
		const set = "late_fever: 0.6";
		const stubborn = courseOf(patientWith({ patient: bulky, set, treatments: [dose(gradeTwo)] }));
		expect(stubborn.at("temperature", gradeTwo + 24)).toBeGreaterThan(38);
	});
});
