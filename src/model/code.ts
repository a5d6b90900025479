import { binary, choice, type Expression, isComparison, mapChildren, namesIn, number } from "../expression/expression.ts";
import { type Assignment, javascript, shareCommon } from "../expression/generate.ts";
import type { FlatModel } from "./flat-model.ts";
import { constantFlows } from "./flatten.ts";

/** Turns the names of a flat model, and those that generation makes, into places in generated code. */
export type Reference = (name: string) => string;

/** Names that generation makes begin so; no name of a model can. Shared parts, derivatives, and parts that depend on parameters alone. */
export const sharedName = (index: number) => `%c${index}`;
export const derivativeName = (index: number) => `%d${index}`;
const partName = (index: number) => `%p${index}`;

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

/** Parts that depend on parameters alone, found while generating: each is computed once a run. */
export interface ConstantParts {
	/** The expression as arithmetic, with each such part replaced by its name. */
	readonly taken: (e: Expression) => Expression;
	readonly found: () => readonly Assignment[];
}

const isCondition = (e: Expression) =>
	e.kind === "not" || (e.kind === "binary" && (isComparison(e.operator) || e.operator === "and" || e.operator === "or"));

/** x^n for a small whole n as products of x, which is shared. */
function product(x: Expression, n: number): Expression {
	const square = binary("*", x, x);
	return n === 1 ? x : n === 2 ? square : n === 3 ? binary("*", square, x) : binary("*", square, square);
}

const smallWhole = (e: Expression) => e.kind === "number" && [1, 2, 3, 4].includes(e.value);
const power = (x: Expression, n: Expression) => (n.kind === "number" && smallWhole(n) ? product(x, n.value) : binary("^", x, n));

/**
 * Hill functions and whole powers as arithmetic: the engine writes only the first few calls of a long function into it, and every call that
 * is left costs more than the arithmetic. Not-a-number stays not-a-number.
 */
function asArithmetic(e: Expression): Expression {
	const inner = mapChildren(e, asArithmetic);
	if (inner.kind === "binary" && inner.operator === "^") return power(inner.left, inner.right);
	if (inner.kind !== "call" || inner.name !== "hill") return inner;
	const [x, k, n = number(1)] = inner.args as [Expression, Expression, Expression | undefined];
	const powered = power(x, n);
	return choice(binary("<=", x, number(0)), number(0), binary("/", powered, binary("+", power(k, n), powered)));
}

export function constantParts(flat: FlatModel, reference: Reference): ConstantParts {
	const constant = new Set([...flat.parameters.map((parameter) => parameter.name), ...constantFlows(flat)]);
	const names = new Map<string, string>();
	const found: Assignment[] = [];
	const isConstant = (e: Expression): boolean => {
		const names = namesIn(e);
		return names.size > 0 && [...names].every((name) => constant.has(name));
	};
	const taken = (e: Expression): Expression => {
		if (e.kind === "name" || e.kind === "number") return e;
		if (isCondition(e) || !isConstant(e)) return mapChildren(e, taken);
		const key = javascript(e, reference);
		const name = names.get(key) ?? partName(names.size);
		if (!names.has(key)) {
			names.set(key, name);
			found.push({ name, is: e });
		}
		return { kind: "name", name, span: e.span };
	};
	return { taken: (e) => taken(asArithmetic(e)), found: () => found };
}

/** Lines of code that make the assignments, what they share computed once. Targets that are places are written to, others are declared. */
export function lines(assignments: readonly Assignment[], reference: Reference): string[] {
	const target = (name: string) => {
		const place = name.endsWith("]") ? name : reference(name);
		return place.endsWith("]") ? place : `const ${place}`;
	};
	return shareCommon(assignments, sharedName).map(({ name, is }) => `\t${target(name)} = ${javascript(is, reference)};`);
}
