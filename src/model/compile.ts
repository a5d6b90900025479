import { type Expression, namesIn } from "../expression/expression.ts";
import { type Assignment, javascript, prelude, shareCommon } from "../expression/generate.ts";
import type { FlatModel } from "./flat-model.ts";
import { constantFlows } from "./flatten.ts";
import { functionFromText } from "./function-from-text.ts";

/** Right-hand side and outputs of a flat model over plain arrays; nothing is allocated when they are called. */
export interface CompiledModel {
	/** Fills `k` with the flows that depend on parameters alone: once a run, before anything else. */
	readonly constants: (p: Float64Array, k: Float64Array) => void;
	/** dy/dt per hour. */
	readonly rates: (t: number, y: Float64Array, p: Float64Array, u: Float64Array, k: Float64Array, dy: Float64Array) => void;
	/** Every flow and observable, in the order of `signals`. */
	readonly observe: (t: number, y: Float64Array, p: Float64Array, u: Float64Array, k: Float64Array, out: Float64Array) => void;
	/** Names of what `observe` fills. */
	readonly signals: readonly string[];
	/** How many numbers `k` holds. */
	readonly constantCount: number;
}

/** Where each name is found at run time. */
function references(flat: FlatModel, constants: readonly string[]) {
	const places = new Map<string, string>([["t", "t"]]);
	flat.states.forEach(({ name }, i) => void places.set(name, `y[${i}]`));
	flat.parameters.forEach(({ name }, i) => void places.set(name, `p[${i}]`));
	flat.inputs.forEach(({ name }, i) => void places.set(name, `u[${i}]`));
	[...flat.flows, ...flat.observables].forEach(({ name }, i) => void places.set(name, `f${i}`));
	constants.forEach((name, i) => void places.set(name, `k[${i}]`));
	return (name: string) => places.get(name) ?? name;
}

/** The flows that some expressions need, directly or not, in their order. */
function needed(flows: FlatModel["flows"], by: readonly Expression[]): FlatModel["flows"] {
	const wanted = new Set(by.flatMap((e) => [...namesIn(e)]));
	for (const flow of [...flows].reverse()) if (wanted.has(flow.name)) for (const name of namesIn(flow.is)) wanted.add(name);
	return flows.filter((flow) => wanted.has(flow.name));
}

function lines(assignments: readonly Assignment[], reference: (name: string) => string, target: (name: string) => string): string[] {
	return shareCommon(assignments, (i) => `c${i}`).map(({ name, is }) => `\t${target(name)} = ${javascript(is, reference)};`);
}

/**
 * The generated code of a flat model as plain text: the body of a function that returns `{constants, rates, observe}`. The same text can
 * be written as a module where `eval` is forbidden.
 */
export function generateCode(flat: FlatModel): { body: string; signals: string[]; constantCount: number } {
	const constantNames = constantFlows(flat);
	const constants = flat.flows.filter((flow) => constantNames.has(flow.name));
	const moving = flat.flows.filter((flow) => !constantNames.has(flow.name));
	const reference = references(
		flat,
		constants.map((flow) => flow.name),
	);
	const local = (name: string) => (reference(name).startsWith("k[") ? reference(name) : `const ${reference(name)}`);
	const rates = flat.states.map((state, i): Assignment => ({ name: `dy[${i}]`, is: state.rate }));
	const inRates = needed(
		moving,
		flat.states.map((state) => state.rate),
	);
	const ratesTarget = (name: string) => (name.startsWith("dy[") ? name : local(name));
	const outputs = [...moving, ...flat.observables];
	const signals = [...constants, ...outputs].map(({ name }) => name);
	const write = [
		...constants.map((_, i) => `\tout[${i}] = k[${i}];`),
		...outputs.map(({ name }, i) => `\tout[${constants.length + i}] = ${reference(name)};`),
	];
	const body = [
		'"use strict";',
		prelude,
		"const constants = (p, k) => {",
		...lines(constants, reference, local),
		"};",
		"const rates = (t, y, p, u, k, dy) => {",
		...lines([...inRates, ...rates], reference, ratesTarget),
		"};",
		"const observe = (t, y, p, u, k, out) => {",
		...lines(outputs, reference, local),
		...write,
		"};",
		"return { constants, rates, observe };",
	].join("\n");
	return { body, signals, constantCount: constants.length };
}

/**
 * Compiles a flat model to functions.
 *
 *     const { rates } = compile(flat);
 *     rates(0, y, p, u, k, dy);   // dy[i] in the unit of state i per hour
 */
export function compile(flat: FlatModel): CompiledModel {
	const { body, signals, constantCount } = generateCode(flat);
	return { ...functionFromText<Pick<CompiledModel, "constants" | "rates" | "observe">>(body), signals, constantCount };
}
