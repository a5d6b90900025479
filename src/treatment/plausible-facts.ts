import { type Bind, plausibleRanges } from "../chart/signs.ts";
import type { Problem } from "../input/problem.ts";
import { formatQuantity } from "../language/quantity.ts";
import type { Covariate, Model } from "../model/model.ts";

/** Least and most of what a chart may hold, by the names of a model. */
export type Plausible = ReadonlyMap<string, readonly [number, number]>;

/** Where a fact of a patient is plausible: as the model says, and within what a chart may hold. */
export function plausibleRange({ name, range }: Pick<Covariate, "name" | "range">, plausible: Plausible): readonly [number, number] | null {
	const charted = plausible.get(name);
	if (charted === undefined) return range;
	return range === null ? charted : [Math.max(range[0], charted[0]), Math.min(range[1], charted[1])];
}

/**
 * Facts that no patient can have, of those that stand for all who say nothing else: in the pages of a model, its diseases and its products.
 * Doses per kg go by them.
 *
 *     implausibleFacts(model, { weight: { column: "weight", factor: 1 } })[0]?.message   // '"-1 kg" is outside the plausible range'
 */
export function implausibleFacts({ modules, diseases, products }: Pick<Model, "modules" | "diseases" | "products">, bind: Bind): Problem[] {
	const plausible = plausibleRanges(bind);
	return [...modules, ...diseases.values(), ...products.values()]
		.flatMap(({ covariates }) => covariates)
		.flatMap((one) => {
			const { name, value, unit, place } = one;
			const range = plausibleRange(one, plausible);
			if (range === null || !(value < range[0] || value > range[1])) return [];
			const message = `"${formatQuantity({ value, unit })}" is outside the plausible range`;
			return [
				{ ...place, key: `covariates.${name}`, message, hint: `allowed: ${range[0]} to ${formatQuantity({ value: range[1], unit })}` },
			];
		});
}
