import { type Assignment, prelude } from "../expression/generate.ts";
import { derivativeName, needed, type Output, placesOf, sortedFlows, stepsOf } from "./code.ts";
import { constantParts } from "./constant-parts.ts";
import type { FlatModel } from "./flat-model.ts";
import { functionFromText } from "./function-from-text.ts";
import { jacobianOf } from "./jacobian.ts";
import { type Routine, routineInJavaScript } from "./routine.ts";
import { luRoutines, type Place2, solveInJavaScript } from "./sparse-lu.ts";

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

/** The code as plain data: the body of a function that returns `{ prepare, linearize, factorize, solve }`, and what it works on. */
export interface AlgebraCode extends Omit<Linearization, keyof Functions> {
	readonly body: string;
}

/** The functions of the linear algebra, and what they work on. */
export interface LinearizationRoutines extends Omit<Linearization, keyof Functions> {
	readonly prepare: Routine;
	readonly linearize: Routine;
	readonly factorize: Routine;
	readonly forward: Routine;
	readonly backward: Routine;
}

export function linearizationRoutines(flat: FlatModel): LinearizationRoutines {
	const { constants, moving } = sortedFlows(flat);
	const place = placesOf(
		flat,
		constants.map((flow) => flow.name),
		{ array: "q", index: 0 },
	);
	const parts = constantParts(flat, place);
	const flows = needed(
		moving,
		flat.states.map((state) => state.rate),
	);
	const { steps, entries } = jacobianOf(flat, flows, derivativeName);
	const size = flat.states.length;
	const inMatrix = entries.filter(({ column }) => column < size);
	const inTime = entries.filter(({ column }) => column === size);
	const taken = <T extends Pick<Assignment, "is">>(rows: readonly T[]) => rows.map((row): T => ({ ...row, is: parts.taken(row.is) }));
	const rates = flat.states.map((state, index): Output => ({ slot: { array: "dy", index }, is: state.rate }));
	const matrix = inMatrix.map(({ is }, index): Output => ({ slot: { array: "j", index }, is }));
	const slope = inTime.map(({ row, is }): Output => ({ slot: { array: "slope", index: row }, is }));
	const made = stepsOf(taken([...flows, ...steps]), taken([...rates, ...matrix, ...slope]), place);
	return {
		prepare: { name: "prepare", numbers: [], arrays: ["p", "k", "q"], place, steps: stepsOf(parts.found(), [], place) },
		linearize: { name: "linearize", numbers: ["t"], arrays: ["y", "p", "u", "k", "q", "dy", "slope", "j"], place, steps: made },
		...luRoutines(size, inMatrix),
		places: inMatrix.map(({ row, column }) => ({ row, column })),
		partCount: parts.found().length,
	};
}

export function algebraInJavaScript({ prepare, linearize, factorize, forward, backward, ...rest }: LinearizationRoutines): AlgebraCode {
	const functions = [linearize, prepare, factorize, forward, backward].flatMap(routineInJavaScript);
	const body = ['"use strict";', prelude, ...functions, ...solveInJavaScript, "return { prepare, linearize, factorize, solve };"].join(
		"\n",
	);
	return { body, ...rest };
}

/** Makes functions of the code. */
export function loadAlgebra({ body, ...rest }: AlgebraCode): Linearization {
	return { ...functionFromText<Functions>(body), ...rest };
}
