import type { FunctionMaker } from "./function-from-text.ts";
import type { MatrixEntry } from "./sparse-lu.ts";

/** The generated linear algebra of a flat model, over plain arrays; nothing is allocated when it is called. */
export interface Linearization {
	/** Fills `q` with what depends on parameters alone: once a run, before anything else. */
	readonly prepare: (p: Float64Array, k: Float64Array, q: Float64Array) => void;
	/** Rates into `dy`, df/dt into `slope`, df/dy into `j` in the order of `places`. */
	readonly linearize: (
		t: number,
		y: Float64Array,
		p: Float64Array,
		u: Float64Array,
		k: Float64Array,
		q: Float64Array,
		dy: Float64Array,
		slope: Float64Array,
		j: Float64Array,
	) => void;
	/** Factorizes shift I - J into `m`; false when a pivot cannot be used. */
	readonly factorize: (shift: number, j: Float64Array, m: Float64Array) => boolean;
	/** Solves with the factors in `m`, in place. */
	readonly solve: (m: Float64Array, b: Float64Array) => void;
	readonly places: readonly MatrixEntry[];
	/** Numbers in `q` and in `m`. */
	readonly partCount: number;
	readonly memory: number;
}

type AlgebraFunctions = Pick<Linearization, "prepare" | "linearize" | "factorize" | "solve">;

/** The code as plain data: the body of a function that returns `{ prepare, linearize, factorize, solve }`, and what it works on. */
export interface AlgebraCode extends Omit<Linearization, keyof AlgebraFunctions> {
	readonly body: string;
}

/** Makes functions of the code. */
export const loadAlgebra = ({ body, ...rest }: AlgebraCode, functions: FunctionMaker): Linearization => ({
	...functions<AlgebraFunctions>(body),
	...rest,
});
