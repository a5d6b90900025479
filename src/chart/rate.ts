/** Units in which a chart writes the rate of an infusion. */
export const rateUnits = ["ug/min", "ug/kg/min", "U/min", "U/kg/min"] as const;

export type RateUnit = (typeof rateUnits)[number];

/** A rate as a chart holds it. */
export interface Rate {
	readonly value: number;
	readonly unit: RateUnit;
}

/** Whether two units differ in nothing but the body weight. */
export const alikeButWeight = (a: RateUnit, b: RateUnit): boolean => withoutWeight(a) === withoutWeight(b);

const withoutWeight = (unit: RateUnit): string => unit.replace("/kg", "");

export const isPerKg = (unit: RateUnit): boolean => unit.includes("/kg");

/** A word that is a unit of rates here; `mcg` is `ug`, as is either sign for micro. Undefined for any other word. */
export function asRateUnit(word: string): RateUnit | undefined {
	const plain = word.replace(/^(?:mcg|[µμ]g)\b/, "ug");
	return rateUnits.find((unit) => unit === plain);
}

/**
 * The number of a rate in another unit; undefined where it takes a body weight (kg) that is not known, or where the two do not compare.
 *
 *     rateIn({ value: 0.1, unit: "ug/kg/min" }, "ug/min", 70)   // 7
 */
export function rateIn({ value, unit }: Rate, wanted: RateUnit, weight: number | undefined): number | undefined {
	if (unit === wanted) return value;
	if (!alikeButWeight(unit, wanted) || weight === undefined || Number.isNaN(weight)) return undefined;
	return isPerKg(wanted) ? value / weight : value * weight;
}
