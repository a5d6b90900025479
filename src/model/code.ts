import { type Expression, namesIn } from "../expression/expression.ts";
import { type Assignment, javascript, type Reference, shareCommon } from "../expression/generate.ts";
import type { FlatModel } from "./flat-model.ts";
import { constantFlows } from "./flatten.ts";
import type { Line } from "./pieces.ts";

/** Names that generation makes begin with %; no name of a model can. Shared parts and derivatives; %p are parts that depend on parameters alone. */
export const sharedName = (index: number) => `%c${index}`;
export const derivativeName = (index: number) => `%d${index}`;

/** Where each name is found at run time; `parts` is the place of the first part that depends on parameters alone. */
export function references(
	flat: FlatModel,
	constants: readonly string[],
	parts: { readonly array: string; readonly from: number },
): Reference {
	const places = new Map<string, string>([["t", "t"]]);
	flat.states.forEach(({ name }, i) => void places.set(name, `y[${i}]`));
	flat.parameters.forEach(({ name }, i) => void places.set(name, `p[${i}]`));
	flat.inputs.forEach(({ name }, i) => void places.set(name, `u[${i}]`));
	[...flat.flows, ...flat.observables].forEach(({ name }, i) => void places.set(name, `f${i}`));
	constants.forEach((name, i) => void places.set(name, `k[${i}]`));
	return (name) => {
		const made = name.startsWith("%p") ? `${parts.array}[${parts.from + Number(name.slice(2))}]` : name.slice(1);
		const place = places.get(name) ?? (name.startsWith("%") ? made : undefined);
		if (place === undefined) throw new Error(`the flat model has no ${name}`);
		return place;
	};
}

/** The flows of a model, by what they depend on. */
export function sortedFlows(flat: FlatModel): { constants: FlatModel["flows"]; moving: FlatModel["flows"] } {
	const names = constantFlows(flat);
	return { constants: flat.flows.filter((flow) => names.has(flow.name)), moving: flat.flows.filter((flow) => !names.has(flow.name)) };
}

/** The flows that some expressions need, directly or not, in their order. */
export function needed(flows: FlatModel["flows"], by: readonly Expression[]): FlatModel["flows"] {
	const wanted = new Set(by.flatMap((e) => [...namesIn(e)]));
	for (const flow of [...flows].reverse()) if (wanted.has(flow.name)) for (const name of namesIn(flow.is)) wanted.add(name);
	return flows.filter((flow) => wanted.has(flow.name));
}

/** Lines of code that make the assignments, what they share computed once. Targets that are places are written to, others are names. */
export function lines(assignments: readonly Assignment[], reference: Reference): Line[] {
	return shareCommon(assignments, sharedName).map(({ name, is }) => {
		const target = name.endsWith("]") ? name : reference(name);
		const code = javascript(is, reference);
		return target.endsWith("]") ? { name: "", place: target, is: code } : { name: target, is: code };
	});
}
