import { inUnit, type Quantity } from "../language/quantity.ts";
import { multiplyUnits, type Unit, unitOf } from "../language/units.ts";

/** What doses are measured by: kg and m2. */
export interface BodySize {
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

/** A number that goes with the body: `base`, times weight to the power `kg`, times surface to the power `m2`. */
export interface BodyScaled {
	readonly base: number;
	readonly kg: -1 | 0 | 1;
	readonly m2: -1 | 0 | 1;
}

type Power = BodyScaled["kg"];

/** A dose or rate as a number in `unit` (which may itself be per kg), for whatever body: 8 mg/kg is 8 times the weight in mg. */
export function scaledAmount(quantity: Quantity, unit: Unit): BodyScaled {
	const [from, to] = [perPatient(quantity.unit), perPatient(unit)];
	const power = (per: "kg" | "m2") => (Number(from.per === per) - Number(to.per === per)) as Power;
	return { base: inUnit({ value: quantity.value, unit: from.absolute }, to.absolute), kg: power("kg"), m2: power("m2") };
}

/** The number for one body. */
export function forBody({ base, kg, m2 }: BodyScaled, { weight, surface }: BodySize): number {
	const whole = base * (kg === 1 ? weight : 1) * (m2 === 1 ? surface : 1);
	return whole / ((kg === -1 ? weight : 1) * (m2 === -1 ? surface : 1));
}
