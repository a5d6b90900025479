import { name } from "../expression/expression.ts";
import { type Assignment, prelude } from "../expression/generate.ts";
import type { Kernel } from "../ode/kernel.ts";
import { type KernelModule, kernelsOf, type RunNumbers } from "../ode/kernel-in-webassembly.ts";
import type { RosenbrockTableau } from "../ode/rosenbrock-tableau.ts";
import { needed, type Output, placesOf, sortedFlows, stepsOf } from "./code.ts";
import { constantParts } from "./constant-parts.ts";
import type { FlatModel } from "./flat-model.ts";
import { functionFromText } from "./function-from-text.ts";
import { compileLinearization, type Linearization, linearizationCode } from "./linearization.ts";
import { type Routine, routineInJavaScript } from "./routine.ts";

/** Right-hand side and outputs of a flat model over plain arrays; nothing is allocated when they are called. */
export interface CompiledModel {
	/** Fills `k` with the flows, and parts of others, that depend on parameters alone: once a run, before anything else. */
	readonly constants: (p: Float64Array, k: Float64Array) => void;
	/** dy/dt per hour. */
	readonly rates: (t: number, y: Float64Array, p: Float64Array, u: Float64Array, k: Float64Array, dy: Float64Array) => void;
	/** Every flow and observable, in the order of `signals`. */
	readonly observe: (t: number, y: Float64Array, p: Float64Array, u: Float64Array, k: Float64Array, out: Float64Array) => void;
	/** Names of what `observe` fills. */
	readonly signals: readonly string[];
	/** How many numbers `k` holds. */
	readonly constantCount: number;
	/** The Jacobian and its algebra; generated at the first call, because not every method asks for it. */
	readonly linearization: () => Linearization;
	/** Makes the kernel of a run for a method; undefined when no module was made for that. */
	readonly kernels: (tableau: RosenbrockTableau) => ((run: RunNumbers) => Kernel) | undefined;
}

/** The body of a function that returns `{constants, rates, observe}`, with what describes their arrays. */
export interface EquationCode extends Pick<CompiledModel, "signals" | "constantCount"> {
	readonly body: string;
}

/** Code of a flat model that was generated before, as plain data: it can be kept in a file and cross a worker's wall. */
export interface ModelCode {
	readonly equations: EquationCode;
	/** The step of the usual method as machine code. Without it, it runs as JavaScript, to the same numbers. */
	readonly kernel: KernelModule;
}

/** The functions of the right-hand side and of the outputs, and what they work on. */
export interface EquationRoutines extends Pick<CompiledModel, "signals" | "constantCount"> {
	readonly constants: Routine;
	readonly rates: Routine;
	readonly observe: Routine;
}

export function equationRoutines(flat: FlatModel): EquationRoutines {
	const { constants, moving } = sortedFlows(flat);
	const place = placesOf(
		flat,
		constants.map((flow) => flow.name),
		{ array: "k", index: constants.length },
	);
	const parts = constantParts(flat, place);
	const taken = <T extends Pick<Assignment, "is">>(rows: readonly T[]) => rows.map((row): T => ({ ...row, is: parts.taken(row.is) }));
	const rates = flat.states.map((state, index): Output => ({ slot: { array: "dy", index }, is: state.rate }));
	const inRates = needed(
		moving,
		flat.states.map((state) => state.rate),
	);
	const outputs = [...moving, ...flat.observables];
	const signals = [...constants, ...outputs].map((flow) => flow.name);
	const written = signals.map((signal, index): Output => ({ slot: { array: "out", index }, is: name(signal) }));
	const [rateSteps, outputSteps] = [stepsOf(taken(inRates), taken(rates), place), stepsOf(taken(outputs), written, place)];
	const reads = { numbers: ["t"], place } as const;
	return {
		constants: { name: "constants", numbers: [], arrays: ["p", "k"], place, steps: stepsOf([...constants, ...parts.found()], [], place) },
		rates: { name: "rates", ...reads, arrays: ["y", "p", "u", "k", "dy"], steps: rateSteps },
		observe: { name: "observe", ...reads, arrays: ["y", "p", "u", "k", "out"], steps: outputSteps },
		signals,
		constantCount: constants.length + parts.found().length,
	};
}

/**
 * The generated code of a flat model as plain text. The same text can be written as a module where `eval` is forbidden.
 */
export function generateCode(flat: FlatModel): EquationCode {
	const { constants, rates, observe, ...rest } = equationRoutines(flat);
	const functions = [constants, rates, observe].flatMap(routineInJavaScript);
	return { body: ['"use strict";', prelude, ...functions, "return { constants, rates, observe };"].join("\n"), ...rest };
}

function compiledAnew(flat: FlatModel, code: ModelCode | undefined): CompiledModel {
	const { body, signals, constantCount } = code?.equations ?? generateCode(flat);
	let linear: Linearization | undefined;
	let kernels: ReturnType<CompiledModel["kernels"]>;
	return {
		...functionFromText<Pick<CompiledModel, "constants" | "rates" | "observe">>(body),
		signals,
		constantCount,
		linearization: () => {
			linear ??= compileLinearization(linearizationCode(flat));
			return linear;
		},
		kernels: ({ name: method, gamma }) => {
			if (code?.kernel.method !== method) return undefined;
			kernels ??= kernelsOf(code.kernel, gamma);
			return kernels;
		},
	};
}

const sameRows = <T>(one: readonly T[], other: readonly T[], same: (a: T, b: T) => boolean) =>
	one.length === other.length && one.every((row, i) => same(row, other[i]!));
const sameName = (a: { readonly name: string }, b: { readonly name: string }) => a.name === b.name;

/** The same equations, whatever the values of parameters, inputs and starts: two patients of one model share their code. */
export function sameEquations(one: FlatModel, other: FlatModel): boolean {
	return (
		sameRows(one.states, other.states, (a, b) => a.rate === b.rate && sameName(a, b)) &&
		sameRows(one.parameters, other.parameters, sameName) &&
		sameRows(one.inputs, other.inputs, sameName) &&
		sameRows(one.observables, other.observables, (a, b) => a.is === b.is && sameName(a, b))
	);
}

/** What was compiled, by the list of flows. It only saves time: the same equations would give the same functions again. */
const compiled = new WeakMap<FlatModel["flows"], { readonly flat: FlatModel; readonly functions: CompiledModel }>();

/**
 * Compiles a flat model to functions; once, if it comes again with the same equations and other values. Code that was generated before,
 * from the same equations, is taken as it is.
 *
 *     const { rates } = compile(flat);
 *     rates(0, y, p, u, k, dy);   // dy[i] in the unit of state i per hour
 */
export function compile(flat: FlatModel, code?: ModelCode): CompiledModel {
	const known = compiled.get(flat.flows);
	if (known && sameEquations(known.flat, flat)) return known.functions;
	const functions = compiledAnew(flat, code);
	compiled.set(flat.flows, { flat, functions });
	return functions;
}
