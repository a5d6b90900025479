import { type Expression, name, number } from "../../language/expression.ts";
import { naming } from "./names.ts";
import { readMathml } from "./read-mathml.ts";
import type { XmlElement } from "./read-xml.ts";
import type { Refusals } from "./refusals.ts";
import type { SbmlModel, SbmlRule, SbmlSpecies } from "./sbml-model.ts";

/** What the ids of an SBML file mean. */
export interface Symbols {
	/** What each id is called in the model language. */
	readonly names: ReadonlyMap<string, string>;
	readonly newName: (wished: string) => string;
	/** What an id is called, for an element that reads it. */
	readonly called: (id: string, at: XmlElement) => Expression;
	/** An expression, in the names of the model language; names of its own go before those of the file. */
	readonly math: (at: XmlElement, own?: ReadonlyMap<string, string>) => Expression;
	/** An expression that is true or false. */
	readonly condition: (at: XmlElement) => Expression;
	readonly ruleOf: (id: string) => SbmlRule | undefined;
	/** The expression of an initial assignment. */
	readonly assignmentOf: (id: string) => XmlElement | undefined;
	/** Whether the name of a species stands for an amount. */
	readonly isAmount: (species: SbmlSpecies) => boolean;
	/** The name of the flow that is the time; null: nothing has read it so far. */
	readonly time: () => string | null;
	/** Names whose rate of change was read so far, and what that is called. */
	readonly readRates: () => readonly { readonly of: string; readonly is: string }[];
}

export function symbolsIn(model: SbmlModel, refuse: Refusals["refuse"]): Symbols {
	const newName = naming();
	const references = model.reactions.flatMap((reaction) => reaction.references);
	const named = [...model.compartments, ...model.parameters, ...model.species, ...references, ...model.reactions];
	const names = new Map(named.flatMap(({ id }) => (id === undefined ? [] : [[id, newName(id)] as const])));
	const rules = new Map(model.rules.map((rule) => [rule.variable, rule]));
	const assignments = new Map(model.assignments.map(({ symbol, math }) => [symbol, math]));
	const functions = new Map(model.functions.map((one) => [one.id, one]));
	const points = new Set(model.compartments.filter(({ isPoint }) => isPoint).map(({ id }) => id));
	const rates = new Map<string, string>();
	let time: string | null = null;
	for (const { variable, at } of model.rules) if (!names.has(variable)) refuse(at, `nothing is called "${variable}"`);
	for (const { symbol, at } of model.assignments) if (!names.has(symbol)) refuse(at, `nothing is called "${symbol}"`);
	const timeName = () => {
		time ??= newName("time");
		return name(time);
	};
	const rateOf = (of: string) => {
		const is = rates.get(of) ?? newName(`${of}_rate`);
		rates.set(of, is);
		return name(is);
	};
	const read = (at: XmlElement, own?: ReadonlyMap<string, string>) => {
		const meaning = (id: string) => {
			const known = own?.get(id) ?? names.get(id);
			return known === undefined ? undefined : name(known);
		};
		return readMathml(at, { meaning, functions, time: timeName, rateOf, refuse });
	};
	return {
		names,
		newName,
		called: (id, at) => {
			const known = names.get(id);
			if (known === undefined) refuse(at, `nothing is called "${id}"`);
			return known === undefined ? number(0) : name(known);
		},
		math: (at, own) => read(at, own).number,
		condition: (at) => read(at).condition,
		ruleOf: (id) => rules.get(id),
		assignmentOf: (id) => assignments.get(id),
		isAmount: ({ isAmount, compartment }) => isAmount || points.has(compartment),
		time: () => time,
		readRates: () => [...rates].map(([of, is]) => ({ of, is })),
	};
}
