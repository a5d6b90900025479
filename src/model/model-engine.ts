import type { Kernel } from "../ode/kernel.ts";
import { type KernelModule, kernelsOf, type RunNumbers } from "../ode/kernel-in-webassembly.ts";
import type { Implicit } from "../ode/method.ts";
import type { RosenbrockTableau } from "../ode/rosenbrock-tableau.ts";
import { loadAlgebra } from "./algebra.ts";
import { type FunctionMaker, functionFromText } from "./function-from-text.ts";
import type { ModelProgram } from "./model-program.ts";

/** An array of a run, and a place in it. */
export interface RunAddress {
	/** States, parameters, inputs, and what `observe` fills. */
	readonly array: "y" | "p" | "u" | "signals";
	readonly index: number;
}

interface EquationFunctions {
	/** Fills `k` from the parameters: once a run, before anything else. */
	readonly constants: (p: Float64Array, k: Float64Array) => void;
	/** Fills `y` with the states at the start. */
	readonly starts: (p: Float64Array, k: Float64Array, y: Float64Array) => void;
	/** dy/dt per hour. */
	readonly rates: (t: number, y: Float64Array, p: Float64Array, u: Float64Array, k: Float64Array, dy: Float64Array) => void;
	/** Every flow and observable, in the order of `signals`. */
	readonly observe: (t: number, y: Float64Array, p: Float64Array, u: Float64Array, k: Float64Array, out: Float64Array) => void;
	/** Only those that are watched, to the same numbers. */
	readonly watch: EquationFunctions["observe"];
}

/** The arrays of one run that its equations read. */
export type RunArrays = Pick<RunNumbers, "p" | "u" | "k">;

/** Equations as functions over plain arrays; nothing is allocated when they are called. One run works with it at a time. */
export interface ModelEngine extends EquationFunctions {
	readonly program: ModelProgram;
	/** Where the value of a name stands; undefined for a name that the model does not have. */
	readonly placeOf: (name: string) => RunAddress | undefined;
	/** Whether a name is a signal that `watch` leaves out. */
	readonly isUnwatched: (name: string) => boolean;
	/** The linear algebra in JavaScript, at the parameters and inputs of a run; its code is made at the first call, because the kernel brings its own. */
	readonly implicit: (run: RunArrays) => Implicit;
	/** The machine code of a step by a method, for a run; undefined when there is none for that method. */
	readonly kernel: (tableau: RosenbrockTableau, run: RunNumbers) => Kernel | undefined;
}

function placesOf({ signals, inputs, parameters, states }: ModelProgram): ReadonlyMap<string, RunAddress> {
	const named = (array: RunAddress["array"], names: readonly string[]) => names.map((name, index) => [name, { array, index }] as const);
	const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
	return new Map([
		...named("signals", signals),
		...named("u", names(inputs)),
		...named("p", names(parameters)),
		...named("y", names(states)),
	]);
}

/** The generated linear algebra over the arrays of one run. */
function implicitOf(algebra: ReturnType<typeof loadAlgebra>, { p, u, k }: RunArrays): Implicit {
	const { prepare, linearize, factorize, solve, places, partCount, memory } = algebra;
	const q = new Float64Array(partCount);
	const j = new Float64Array(places.length);
	const m = new Float64Array(memory);
	prepare(p, k, q);
	// A derivative can be infinite where its rate is not, as that of a root at 0. Without it the step is less exact, which the error shows.
	const drop = () => {
		let sum = 0;
		for (let i = 0; i < j.length; i++) sum += 0 * j[i]!;
		if (sum !== 0) for (let i = 0; i < j.length; i++) if (!Number.isFinite(j[i]!)) j[i] = 0;
	};
	return {
		linearize: (t, y, dy, slope) => {
			linearize(t, y, p, u, k, q, dy, slope, j);
			drop();
		},
		factorize: (shift) => factorize(shift, j, m),
		solve: (b) => solve(m, b),
	};
}

/** What makes the kernel of a run; the module is instantiated at the first call. */
function kernelMaker(module: KernelModule | null): ModelEngine["kernel"] {
	let make: ReturnType<typeof kernelsOf>;
	return ({ name, gamma }, run) => {
		if (module?.method !== name) return undefined;
		make ??= kernelsOf(module, gamma);
		return make?.(run);
	};
}

/** How a program is loaded. */
export interface LoadOptions {
	/** False lets every step run as JavaScript, to the same numbers: where WebAssembly is forbidden, and to compare. */
	readonly machineCode?: boolean;
	/** What makes functions of the program's texts; left out: the text itself is run. */
	readonly functions?: FunctionMaker;
}

/**
 * Makes functions and memory of the equations of a program.
 *
 *     const { rates } = loadModel(compileModel(flat));
 *     rates(0, y, p, u, k, dy);   // dy[i] in the unit of state i per hour
 */
export function loadModel(program: ModelProgram, { machineCode = true, functions = functionFromText }: LoadOptions = {}): ModelEngine {
	const { code } = program;
	const places = placesOf(program);
	const watched = new Set(program.watched);
	let algebra: ReturnType<typeof loadAlgebra> | undefined;
	return {
		program,
		...functions<EquationFunctions>(code.equations),
		placeOf: (name) => places.get(name),
		isUnwatched: (name) => places.get(name)?.array === "signals" && !watched.has(name),
		implicit: (run) => {
			algebra ??= loadAlgebra(code.algebra, functions);
			return implicitOf(algebra, run);
		},
		kernel: kernelMaker(machineCode ? code.kernel : null),
	};
}
