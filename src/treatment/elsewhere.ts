import { gradeNamesOf, usualNames } from "../grading/toxicities.ts";
import { InputError } from "../input/problem.ts";
import type { Library, Models } from "./library.ts";

/** Every name of a model's files that a rule may write: signs and facts, what is given or charted, toxicities and scales. */
function namesOf({ model, treatments, formulary, toxicities }: Library): ReadonlySet<string> {
	const pages = [...model.modules, ...[...treatments.values()].map(({ equations }) => equations)];
	const rows = pages.flatMap((page) => [
		...page.covariates,
		...page.inputs,
		...page.slots,
		...page.states,
		...page.flows,
		...page.observables,
	]);
	return new Set([...rows.map(({ name }) => name), ...Object.keys(formulary), ...gradeNamesOf(toxicities)]);
}

/** The names of a model; none of one that cannot be read, whose own problems are told to those who run it. */
function namesIn(models: Models, name: string): ReadonlySet<string> {
	try {
		return namesOf(models.get(name)!);
	} catch (error) {
		if (error instanceof InputError) return new Set();
		throw error;
	}
}

/**
 * Gives a function that says whether a name which a model lacks is one that others know, and not misspelled: a toxicity that is usual, a drug
 * that only charts may name, or whatever another of the models has. The others are read when they are asked for.
 *
 *     const isKnown = knownElsewhere(models, library);   // of a model without oxygen
 *     isKnown("oxygen")    // true
 *     isKnown("oxygne")    // false
 */
export function knownElsewhere(models: Models, here: Library): (name: string) => boolean {
	const own = namesOf(here);
	const read = new Map<string, ReadonlySet<string>>();
	const others = () => [...models.keys()].filter((name) => name !== here.model.name);
	const namesOfOther = (name: string) => {
		const names = read.get(name) ?? namesIn(models, name);
		read.set(name, names);
		return names;
	};
	const isCharted = (name: string) => here.formulary[name]?.simulated === false;
	return (name) =>
		isCharted(name) || (!own.has(name) && (usualNames.includes(name) || others().some((other) => namesOfOther(other).has(name))));
}
