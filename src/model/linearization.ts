import { type Assignment, prelude } from "../expression/generate.ts";
import { derivativeName, lines, needed, references, sortedFlows } from "./code.ts";
import { constantParts } from "./constant-parts.ts";
import type { FlatModel } from "./flat-model.ts";
import { functionFromText } from "./function-from-text.ts";
import { jacobianOf } from "./jacobian.ts";
import { asFunction } from "./pieces.ts";
import { luCode, type Place2 } from "./sparse-lu.ts";

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
	readonly places: readonly Place2[];
	/** Numbers in `q` and in `m`. */
	readonly partCount: number;
	readonly memory: number;
}

type Functions = Pick<Linearization, "prepare" | "linearize" | "factorize" | "solve">;

/** The code as plain data: the body of a function that returns `{prepare, linearize, factorize, solve}`, and what it works on. */
export interface LinearizationCode extends Omit<Linearization, keyof Functions> {
	readonly body: string;
}

export function linearizationCode(flat: FlatModel): LinearizationCode {
	const { constants, moving } = sortedFlows(flat);
	const reference = references(
		flat,
		constants.map((flow) => flow.name),
		{ array: "q", from: 0 },
	);
	const parts = constantParts(flat, reference);
	const flows = needed(
		moving,
		flat.states.map((state) => state.rate),
	);
	const { steps, entries } = jacobianOf(flat, flows, derivativeName);
	const size = flat.states.length;
	const inMatrix = entries.filter(({ column }) => column < size);
	const inTime = entries.filter(({ column }) => column === size);
	const assignments: Assignment[] = [
		...flows,
		...flat.states.map((state, i) => ({ name: `dy[${i}]`, is: state.rate })),
		...steps,
		...inMatrix.map(({ is }, i) => ({ name: `j[${i}]`, is })),
		...inTime.map(({ row, is }) => ({ name: `slope[${row}]`, is })),
	].map(({ name, is }) => ({ name, is: parts.taken(is) }));
	const { lines: algebra, memory } = luCode(size, inMatrix);
	const body = [
		'"use strict";',
		prelude,
		...asFunction({ name: "linearize", parameters: "t, y, p, u, k, q, dy, slope, j" }, lines(assignments, reference)),
		...asFunction({ name: "prepare", parameters: "p, k, q" }, lines(parts.found(), reference)),
		...algebra,
		"return { prepare, linearize, factorize, solve };",
	].join("\n");
	return { body, places: inMatrix.map(({ row, column }) => ({ row, column })), partCount: parts.found().length, memory };
}

/** Makes functions of the code. */
export function compileLinearization({ body, ...rest }: LinearizationCode): Linearization {
	return { ...functionFromText<Functions>(body), ...rest };
}
