import { inUnit, type Quantity } from "../expression/quantity.ts";
import { multiplyUnits, type Unit, unitOf } from "../expression/units.ts";

/** What doses are measured by: kg and m2. */
export interface Body {
	readonly weight: number;
	/** Body surface area, m2. */
	readonly surface: number;
}

const kilogram = unitOf("kg");
const squareMeter = unitOf("m2");

/**
 * Body surface area (m2) from weight (kg) alone, for children and adults: (4 W + 7)/(W + 90).
 * Source: Costeff 1966, doi:10.1136/adc.41.220.681.
 */
export function surfaceOf(weight: number): number {
	return (4 * weight + 7) / (weight + 90);
}

/** Splits `/kg` or `/m2` off a dose's unit by its spelling: 8 mg/kg is per kg of body weight, though mass/mass has no dimension. */
export function perPatient(unit: Unit): { readonly absolute: Unit; readonly per: "kg" | "m2" | null } {
	if (unit.parts["kg"] === -1) return { absolute: multiplyUnits(unit, kilogram), per: "kg" };
	if (unit.parts["m2"] === -1) return { absolute: multiplyUnits(unit, squareMeter), per: "m2" };
	return { absolute: unit, per: null };
}

const share = (per: "kg" | "m2" | null, body: Body) => (per === "kg" ? body.weight : per === "m2" ? body.surface : 1);

/** A dose or rate for this patient, as a number in `unit` (which may itself be per kg): 8 mg/kg of a 70 kg patient is 560 in mg. */
export function amountFor(quantity: Quantity, unit: Unit, body: Body): number {
	const [from, to] = [perPatient(quantity.unit), perPatient(unit)];
	if (from.per === to.per) return inUnit({ value: quantity.value, unit: from.absolute }, to.absolute);
	return (inUnit({ value: quantity.value, unit: from.absolute }, to.absolute) * share(from.per, body)) / share(to.per, body);
}
