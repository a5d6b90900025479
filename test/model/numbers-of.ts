import { evaluate } from "../../src/language/evaluate.ts";
import type { FlatModel } from "../../src/model/flat-model.ts";
import { loadModel, type ModelEngine } from "../../src/model/model-engine.ts";
import { compileModel } from "../../src/model/model-program.ts";

export interface Point {
	readonly t: number;
	readonly y: Float64Array;
	readonly p: Float64Array;
	readonly u: Float64Array;
}

export const pointOf = (flat: FlatModel): Point => ({
	t: 0,
	y: Float64Array.from(flat.states, ({ start }) => start),
	p: Float64Array.from(flat.parameters, ({ value }) => value),
	u: Float64Array.from(flat.inputs, ({ value }) => value),
});

/** What is given at a point, by name. */
export function given(flat: FlatModel, { t, y, p, u }: Point): Map<string, number> {
	const named = (rows: readonly { readonly name: string }[], values: Float64Array) =>
		rows.map(({ name }, i) => [name, values[i]!] as const);
	return new Map([["t", t] as const, ...named(flat.states, y), ...named(flat.parameters, p), ...named(flat.inputs, u)]);
}

/** All values by name, by the slow way: each flow in turn, then the rates under `d(state)`. */
export function slowly(flat: FlatModel, point: Point): Map<string, number> {
	const values = given(flat, point);
	const number = (name: string) => {
		const value = values.get(name);
		if (value === undefined) throw new Error(`${name} is read before it stands`);
		return value;
	};
	for (const { name, is } of [...flat.flows, ...flat.observables]) values.set(name, evaluate(is, { number }));
	for (const { name, rate } of flat.states) values.set(`d(${name})`, evaluate(rate, { number }));
	return values;
}

/** The functions of a flat model, made once for each. */
const engines = new Map<FlatModel, ModelEngine>();

export function engineFor(flat: FlatModel): ModelEngine {
	const known = engines.get(flat) ?? loadModel(compileModel(flat, { machineCode: false }));
	engines.set(flat, known);
	return known;
}

/** The same by the generated code. */
export function quickly(flat: FlatModel, { t, y, p, u }: Point): Map<string, number> {
	const { constants, rates, observe, program } = engineFor(flat);
	const { signals, constantCount } = program;
	const [k, dy, out] = [constantCount, flat.states.length, signals.length].map((size) => new Float64Array(size)) as [
		Float64Array,
		Float64Array,
		Float64Array,
	];
	constants(p, k);
	rates(t, y, p, u, k, dy);
	observe(t, y, p, u, k, out);
	return new Map([
		...signals.map((name, i) => [name, out[i]!] as const),
		...flat.states.map(({ name }, i) => [`d(${name})`, dy[i]!] as const),
	]);
}
