import { type Assignment, prelude } from "../language/generate.ts";
import type { AlgebraCode, Linearization } from "./algebra.ts";
import { derivativeName, needed, type Output, placesOf, sortedFlows, stepsOf } from "./code.ts";
import { constantParts } from "./constant-parts.ts";
import type { FlatModel } from "./flat-model.ts";
import { jacobianOf } from "./jacobian.ts";
import { type Routine, routineInJavaScript } from "./routine.ts";
import { luRoutines, solveInJavaScript } from "./sparse-lu.ts";

/** The functions of the linear algebra, and what they work on. */
export interface LinearizationRoutines extends Omit<Linearization, "prepare" | "linearize" | "factorize" | "solve"> {
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
	const rates = flat.states.map((state, index): Output => ({ into: { array: "dy", index }, is: state.rate }));
	const matrix = inMatrix.map(({ is }, index): Output => ({ into: { array: "j", index }, is }));
	const slope = inTime.map(({ row, is }): Output => ({ into: { array: "slope", index: row }, is }));
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
