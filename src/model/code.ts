import { type Expression, namesIn } from "../language/expression.ts";
import { type Assignment, shareCommon } from "../language/generate.ts";
import type { FlatModel } from "./flat-model.ts";
import { constantFlows } from "./flatten.ts";
import type { Address, Operand, Statement } from "./routine.ts";

/** Names that generation makes begin with %; no name of a model can. Shared parts and derivatives; %p are parts that depend on parameters alone. */
export const sharedName = (index: number) => `%c${index}`;
export const derivativeName = (index: number) => `%d${index}`;

/** Where each name is found at run time; `parts` is the address of the first part that depends on parameters alone. */
export function placesOf(flat: FlatModel, constants: readonly string[], parts: Address): (name: string) => Operand {
	const places = new Map<string, Operand>([["t", "t"]]);
	const inArray = (array: string, names: readonly string[]) => names.forEach((name, index) => void places.set(name, { array, index }));
	const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
	inArray("y", names(flat.states));
	inArray("p", names(flat.parameters));
	inArray("u", names(flat.inputs));
	[...flat.flows, ...flat.observables].forEach(({ name }, i) => void places.set(name, `f${i}`));
	inArray("k", constants);
	const made = (name: string): Operand | undefined => {
		if (name.startsWith("%p")) return { array: parts.array, index: parts.index + Number(name.slice(2)) };
		return name.startsWith("%") ? name.slice(1) : undefined;
	};
	return (name) => {
		const place = places.get(name) ?? made(name);
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

/** A number that is made for an address in an array, and read by nobody from there. */
export interface Output {
	readonly into: Address;
	readonly is: Expression;
}

/** Steps that make the assignments and then the outputs, what they share computed once. */
export function stepsOf(assignments: readonly Assignment[], outputs: readonly Output[], place: (name: string) => Operand): Statement[] {
	const written = new Map(outputs.map((output, i) => [`%o${i}`, output.into]));
	const all = [...assignments, ...outputs.map(({ is }, i) => ({ name: `%o${i}`, is }))];
	return shareCommon(all, sharedName).map(({ name, is }): Statement => {
		const at = written.get(name) ?? place(name);
		return typeof at === "string" ? { name, is } : { name: "", into: at, is };
	});
}
