import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readQuantity } from "../../src/language/quantity.ts";
import { unitOf } from "../../src/language/units.ts";
import { forBody, perPatient, scaledAmount, surfaceOf } from "../../src/treatment/amount.ts";

const body = { weight: 70, surface: 1.8 };
const amount = (written: string, unit: string, of = body) => {
	const read = readQuantity(written);
	if (!("quantity" in read)) throw new Error(read.message);
	return forBody(scaledAmount(read.quantity, unitOf(unit)), of);
};

describe("doses for a patient", () => {
	test("a dose per kg grows with the weight, a dose per m2 with the surface, any other with neither", () => {
		fc.assert(
			fc.property(fc.double({ min: 3, max: 250, noNaN: true }), fc.double({ min: 0.2, max: 3, noNaN: true }), (weight, surface) => {
				const of = { weight, surface };
				expect(amount("8 mg/kg", "mg", of)).toBeCloseTo(8 * weight, 9);
				expect(amount("30 mg/m2", "mg", of)).toBeCloseTo(30 * surface, 9);
				expect(amount("8 mg", "mg", of)).toBe(8);
			}),
		);
	});

	test.each([
		["8 mg/kg", "mg", 560],
		["0.5 g", "mg", 500],
		["8000 ug/kg", "mg", 560],
		["30 mg/m2", "mg", 54],
		["2e6 cells/kg", "cells", 1.4e8],
		["0.1 ug/kg/min", "ug/kg/min", 0.1],
		["7 ug/min", "ug/kg/min", 0.1],
		["0.42 mg/h", "ug/kg/min", 0.1],
		["0.1 ug/kg/min", "ug/h", 420],
		["6 ug/kg/h", "ug/kg/min", 0.1],
		["1 mL/kg/h", "mL/h", 70],
	] as const)("%s in %s is %d for 70 kg and 1.8 m2", (written, unit, wanted) => {
		expect(amount(written, unit)).toBeCloseTo(wanted, 10);
	});

	test("per kg is told by its spelling, though mass over mass has no dimension", () => {
		expect(perPatient(unitOf("mg/kg")).per).toBe("kg");
		expect(perPatient(unitOf("mg/m2")).per).toBe("m2");
		for (const unit of ["mg", "1", "percent", "mg/L", "kg"]) expect(perPatient(unitOf(unit)).per).toBeNull();
	});
});

test("body surface lies where Costeff's table has it", () => {
	for (const [weight, surface] of [
		[3, 0.2],
		[10, 0.47],
		[20, 0.79],
		[30, 1.06],
		[70, 1.79],
	] as const)
		expect(surfaceOf(weight)).toBeCloseTo(surface, 1);
});
