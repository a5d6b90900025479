import { mistaken, type NumberField, numberField } from "./field.ts";
import type { Medicine } from "./formulary.ts";
import { alikeButWeight, isPerKg, type RateUnit, rateIn, rateUnits } from "./rate.ts";
import { signField } from "./signs.ts";

/** A usual adult, kg: only to say what a rate that is too high looks like. */
const USUAL_WEIGHT = 70;

/** Units in which a chart may write the rate of a drug; the first is the one that its file uses. */
export function unitsOf({ most }: Medicine): readonly RateUnit[] {
	if (most === null) return ["ug/min", "ug/kg/min"];
	return [most.unit, ...rateUnits.filter((unit) => unit !== most.unit && alikeButWeight(unit, most.unit))];
}

/**
 * What may stand as the rate of a drug in a unit: from 0 to the most that its file says. `weight` in kg, where the unit differs from the
 * file's in it; unknown, the most that any patient could get.
 *
 *     rateField(formulary["norepinephrine"], "ug/min", 70).to   // 210
 */
export function rateField({ most }: Medicine, unit: RateUnit, weight?: number): NumberField {
	if (most === null) return numberField(unit, [0, Number.POSITIVE_INFINITY]);
	const { from: lightest, to: heaviest } = signField("weight_kg");
	const bound = rateIn(most, unit, weight ?? (isPerKg(unit) ? lightest : heaviest));
	const mistakes = unit.startsWith("U")
		? [mistaken(1 / 60, unit.replace("/min", "/h"), { decimals: 3 })]
		: isPerKg(unit)
			? [mistaken(1 / (weight ?? USUAL_WEIGHT), unit.replace("/kg", ""), { decimals: 2 })]
			: [];
	return numberField(unit, [0, bound!], { mistakes });
}
