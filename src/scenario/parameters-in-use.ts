import type { Module, Origin, Parameter, ValueSet, Variation } from "../model/model.ts";
import type { Library } from "../treatment/library.ts";
import type { Plan } from "./plan.ts";
import { spreadOf } from "./varying.ts";

/** A parameter as the nominal patient of a scenario has it, and why it is believed. */
export interface ParameterInUse extends Pick<Parameter, "name" | "unit" | "about" | "spread">, Origin, Variation {
	/** In the unit of its page. */
	readonly value: number;
	/** The page, treatment, disease, product or population that says the value. */
	readonly said: string;
}

/** Disease, product and tables of the population that the nominal patient belongs to, the nearer one last. */
function setsOf(
	{ model, populations }: Library,
	{ patient, population }: Plan,
): { readonly ofValues: ValueSet[]; readonly ofSpreads: ValueSet[] } {
	const sets = [model.diseases.get(patient.disease ?? ""), model.products.get(patient.product ?? "")].flatMap((set) => set ?? []);
	const table = population === null ? undefined : populations.get(population.name);
	const tables = table === undefined ? [] : [table, table.groups[population!.nominal]!].map((said) => ({ ...said, name: table.name }));
	const named = tables.map(({ name, values, keeps }) => ({ values: { ...values, name }, keeps }));
	const withValue = named.map(({ values, keeps }) => ({ ...values, parameters: values.parameters.filter((one) => !keeps.has(one.name)) }));
	return { ofValues: [...sets, ...withValue], ofSpreads: [...sets, ...named.map(({ values }) => values)] };
}

const nearest = (sets: readonly ValueSet[]) =>
	new Map(sets.flatMap((set) => set.parameters.map((row) => [row.name, { row, said: set.name }] as const)));

/** Bounds around a value that the scenario may have moved beyond them. */
const around = (value: number, range: Variation["range"]) => (range && range[0] <= value && value <= range[1] ? range : null);

/**
 * The parameters of a scenario's equations, each as its nominal patient has it: what product or disease say goes before what the page says, for
 * value and spread alike.
 *
 *     parametersInUse(library, plan).find(({ name }) => name === "il6_gain")?.spread?.evidence   // "assumed"
 */
export function parametersInUse(library: Library, plan: Plan): readonly ParameterInUse[] {
	const { ofValues, ofSpreads } = setsOf(library, plan);
	const [values, spreads] = [nearest(ofValues), nearest(ofSpreads)];
	const inPlan = new Map(plan.flat.parameters.map(({ name, value }) => [name, value]));
	const varies = new Map(plan.varying.map((one) => [one.name, one]));
	const pages: readonly Module[] = [...library.model.modules, ...[...library.treatments.values()].map(({ equations }) => equations)];
	return pages.flatMap((page) =>
		page.parameters.flatMap((own) => {
			const { name, unit } = own;
			const value = inPlan.get(name);
			if (value === undefined) return [];
			const { row, said } = values.get(name) ?? { row: own, said: page.name };
			const spread = spreads.get(name)?.row;
			const { cv, distribution, range } = varies.get(name) ?? spreadOf(own, spread);
			return [
				{
					name,
					unit,
					value,
					said,
					about: row.about || own.about,
					source: row.source,
					evidence: row.evidence,
					spread: (spread ?? own).spread,
					cv,
					distribution,
					range: around(value, range),
				},
			];
		}),
	);
}
