import { name } from "../language/expression.ts";
import { type Assignment, prelude } from "../language/generate.ts";
import { needed, type Output, placesOf, sortedFlows, stepsOf } from "./code.ts";
import { constantParts } from "./constant-parts.ts";
import type { FlatModel } from "./flat-model.ts";
import { type Routine, routineInJavaScript } from "./routine.ts";

/** The functions of starts, right-hand side and outputs, and what they work on. */
export interface EquationRoutines {
	/** Fills `k` with the flows, and parts of others, that depend on parameters alone. */
	readonly constants: Routine;
	/** States at the start, from parameters and `k`. */
	readonly starts: Routine;
	/** dy/dt per hour. */
	readonly rates: Routine;
	/** Every flow and observable, in the order of `signals`. */
	readonly observe: Routine;
	/** Only those that are looked at again and again; null: all are. */
	readonly watch: Routine | null;
	/** Names of what `observe` fills. */
	readonly signals: readonly string[];
	/** How many numbers `k` holds. */
	readonly constantCount: number;
}

/** `watched`: names of flows and observables, among others, that are looked at again and again; left out: all. */
export function equationRoutines(flat: FlatModel, watched?: ReadonlySet<string>): EquationRoutines {
	const { constants, moving } = sortedFlows(flat);
	const place = placesOf(
		flat,
		constants.map((flow) => flow.name),
		{ array: "k", index: constants.length },
	);
	const parts = constantParts(flat, place);
	const taken = <T extends Pick<Assignment, "is">>(rows: readonly T[]) => rows.map((row): T => ({ ...row, is: parts.taken(row.is) }));
	const rates = flat.states.map((state, index): Output => ({ into: { array: "dy", index }, is: state.rate }));
	const starts = flat.states.map((state, index): Output => ({ into: { array: "y", index }, is: state.startIs }));
	const inRates = needed(
		moving,
		flat.states.map((state) => state.rate),
	);
	const outputs = [...moving, ...flat.observables];
	const signals = [...constants, ...outputs].map((flow) => flow.name);
	const written = signals.map((signal, index): Output => ({ into: { array: "out", index }, is: name(signal) }));
	const [rateSteps, outputSteps] = [stepsOf(taken(inRates), taken(rates), place), stepsOf(taken(outputs), written, place)];
	const reads = { numbers: ["t"], place } as const;
	const observing = { ...reads, arrays: ["y", "p", "u", "k", "out"] } as const;
	const watchSteps = (names: ReadonlySet<string>) => {
		const shown = written.filter((_, i) => names.has(signals[i]!));
		const ways = needed(
			outputs,
			shown.map(({ is }) => is),
		);
		return stepsOf(taken(ways), shown, place);
	};
	return {
		constants: { name: "constants", numbers: [], arrays: ["p", "k"], place, steps: stepsOf([...constants, ...parts.found()], [], place) },
		starts: { name: "starts", numbers: [], arrays: ["p", "k", "y"], place, steps: stepsOf([], starts, place) },
		rates: { name: "rates", ...reads, arrays: ["y", "p", "u", "k", "dy"], steps: rateSteps },
		observe: { name: "observe", ...observing, steps: outputSteps },
		watch: watched === undefined ? null : { name: "watch", ...observing, steps: watchSteps(watched) },
		signals,
		constantCount: constants.length + parts.found().length,
	};
}

/**
 * The body of a function that returns `{ constants, starts, rates, observe, watch }`. The same text can be written as a module where `eval` is
 * forbidden.
 */
export function equationsInJavaScript({ constants, starts, rates, observe, watch }: EquationRoutines): string {
	const functions = [constants, starts, rates, observe, ...(watch === null ? [] : [watch])].flatMap(routineInJavaScript);
	const made = `return { constants, starts, rates, observe, watch${watch === null ? ": observe" : ""} };`;
	return ['"use strict";', prelude, ...functions, made].join("\n");
}
