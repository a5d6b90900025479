import { describe, expect, test } from "vitest";
import { courseOf, patientWith } from "./support.ts";

/** A patient in whom fever is all: vessels lose neither tone nor plasma. */
const febrile = courseOf(
	patientWith({
		patient: "tumor_burden: 1",
		set: "vasoplegia_limit: 0, endothelium_on: 0 /h, fever_amplitude: 3 degC",
		infections: "none",
		until: "12 day",
	}),
	{ every: 1 },
);
const temperature = febrile.all("temperature");
const hottest = temperature.indexOf(Math.max(...temperature));
const [before] = [febrile.times.indexOf(0)];
const ratio = (name: string) => febrile.all(name)[hottest]! / febrile.all(name)[before]!;

describe("a fever by itself", () => {
	test("is high in this patient", () => expect(temperature[hottest]!).toBeGreaterThan(39));

	test("raises the output of the heart by 10 to 40 %", () => {
		// Cooling from 39.4 to 37.0 degC lowered it from 8.4 to 6.5 L/min in seven patients (doi:10.1164/ajrccm.151.1.7812538).
		expect(ratio("cardiac_output")).toBeGreaterThan(1.1);
		expect(ratio("cardiac_output")).toBeLessThan(1.4);
	});

	test("leaves the pressure within 5 % of what it was: vessels open for what tissue burns", () => {
		expect(Math.abs(ratio("map") - 1)).toBeLessThan(0.05);
	});

	test("makes no CRS of grade 2", () => expect(Math.max(...febrile.all("crs_grade"))).toBe(1));
});
