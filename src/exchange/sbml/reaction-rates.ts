import { binary, type Expression, negate, number } from "../../language/expression.ts";
import { folded } from "./mathml-functions.ts";
import type { Refusals } from "./refusals.ts";
import type { SbmlModel, SbmlReference, SbmlSpecies } from "./sbml-model.ts";
import type { Symbols } from "./symbols.ts";

function stoichiometryOf(reference: SbmlReference, symbols: Symbols, refuse: Refusals["refuse"]): Expression {
	const { id, stoichiometry, math, at } = reference;
	if (math) return symbols.math(math);
	if (id !== undefined) return symbols.called(id, at);
	if (stoichiometry === undefined) refuse(at, "its stoichiometry is missing");
	return number(stoichiometry ?? 1);
}

/** What reactions make of a species per time, as an amount; undefined: none touches it. */
export function amountRate(
	{ reactions, conversionFactor }: SbmlModel,
	species: SbmlSpecies,
	symbols: Symbols,
	refuse: Refusals["refuse"],
): Expression | undefined {
	if (species.boundary || species.constant) return undefined;
	const terms = reactions.flatMap(({ id, at, references, law }) =>
		references
			.filter((reference) => law && reference.species === species.id)
			.map((reference) => {
				const by = stoichiometryOf(reference, symbols, refuse);
				const rate = symbols.called(id, at);
				const term = by.kind === "number" && by.value === 1 ? rate : binary("*", by, rate);
				return reference.sign < 0 ? negate(term) : term;
			}),
	);
	if (terms.length === 0) return undefined;
	const factor = species.conversionFactor ?? conversionFactor;
	const sum = folded("+", terms);
	return factor === undefined ? sum : binary("*", sum, symbols.called(factor, species.at));
}
