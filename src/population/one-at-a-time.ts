import { numberWithin, wholeIn } from "../model/spread.ts";
import type { ParameterInUse } from "../scenario/parameters-in-use.ts";
import type { Engine } from "../simulate/engine.ts";
import { nominalPatient, patientWith } from "../simulate/patient.ts";
import { simulate } from "../simulate/simulate.ts";
import type { Outcome } from "./outcome.ts";
import { columnsOf, momentsOf } from "./read-of-runs.ts";
import { outcomesReader } from "./read-outcomes.ts";

/** By what the bounds of a parameter are set. */
export type Bounds = "range" | "spread" | "a fifth";

/** Where a parameter plausibly lies. */
export interface Plausible {
	readonly least: number;
	readonly most: number;
	readonly by: Bounds;
}

/** Standard deviations between which 95 of 100 patients lie. */
const nearlyAll = 1.96;

/**
 * Where a parameter plausibly lies: where 95 of 100 patients have it; without a spread, in its range; without that either, a fifth around its value.
 * Null for a zero of which nothing is said.
 *
 *     plausibleBounds({ ...parameter, value: 10, cv: 0, range: null })   // { least: 8, most: 12, by: "a fifth" }
 */
export function plausibleBounds(one: Pick<ParameterInUse, "value" | "unit" | "cv" | "distribution" | "range">): Plausible | null {
	const { value, unit, cv, distribution, range } = one;
	if (cv > 0 && value !== 0) {
		const spread = { value, cv, distribution, range, holdsMedian: true, whole: wholeIn(unit) } as const;
		return { least: numberWithin(-nearlyAll, spread), most: numberWithin(nearlyAll, spread), by: "spread" };
	}
	if (range) return { least: range[0], most: range[1], by: "range" };
	const fifth = Math.abs(value) / 5;
	return value === 0 ? null : { least: value - fifth, most: value + fifth, by: "a fifth" };
}

/** An outcome by which parameters are judged, and the smallest difference of it that matters, in its unit. */
export interface Judge {
	readonly outcome: Outcome;
	readonly matters: number;
}

/** What a parameter does when it alone is moved through where it plausibly lies. */
export interface Influence {
	readonly parameter: ParameterInUse;
	readonly plausible: Plausible;
	/** Of each outcome, in the order of the judges: at the least and at the most, and by how many differences that matter it moves. Not a number where unknown. */
	readonly moved: readonly { readonly atLeast: number; readonly atMost: number; readonly times: number }[];
	/** The mean of these, over the outcomes that are known. */
	readonly effect: number;
	/** Place of the outcome that moves most. */
	readonly most: number;
}

export interface Influences {
	/** The outcomes of the nominal patient. */
	readonly nominal: readonly number[];
	/** Strongest first; of two alike the one that the model names first. */
	readonly influences: readonly Influence[];
	/** Names of parameters that are 0 and of which no range is said: they were not moved. */
	readonly unmoved: readonly string[];
	/** Runs that failed. */
	readonly failed: number;
}

const meanOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / Math.max(numbers.length, 1);

/** How far apart three numbers lie. */
const width = (numbers: readonly number[]) => Math.max(...numbers) - Math.min(...numbers);

function influenceOf(
	{ parameter, plausible }: Pick<Influence, "parameter" | "plausible">,
	{ judges, nominal, least, most }: Record<"nominal" | "least" | "most", readonly number[]> & { readonly judges: readonly Judge[] },
): Influence {
	const moved = judges.map(({ matters }, i) => {
		const [atLeast, atMost] = [least[i]!, most[i]!];
		// A difference may be largest in the middle: an outcome that rises and falls again.
		return { atLeast, atMost, times: width([atLeast, nominal[i]!, atMost]) / matters };
	});
	const times = moved.map((one) => one.times);
	const known = times.filter((one) => !Number.isNaN(one));
	return { parameter, plausible, moved, effect: meanOf(known), most: times.indexOf(Math.max(...known)) };
}

/** Tells how many runs of all are done. */
type Tell = (progress: { readonly done: number; readonly all: number }) => void;

/**
 * Moves every parameter by itself, all others at the values of the nominal patient, and ranks them by what that does to the outcomes. Without any
 * draw: the same at each call.
 *
 *     const { influences } = oneAtATime(engine, parametersInUse(library, plan), { judges });
 *     influences[0]?.parameter.name
 */
export function oneAtATime(
	engine: Engine,
	parameters: readonly ParameterInUse[],
	{ judges, onProgress = () => {} }: { readonly judges: readonly Judge[]; readonly onProgress?: Tell },
): Influences {
	const { program } = engine;
	const study = { outcomes: judges.map(({ outcome }) => outcome), bands: [], trajectories: null };
	const kept = { columns: columnsOf(study, program.bind), moments: momentsOf(study, program) };
	const { read } = outcomesReader(study.outcomes);
	let failed = 0;
	const outcomesWith = (changes: ReadonlyMap<string, number>): readonly number[] => {
		const run = simulate(engine, patientWith(program, nominalPatient(program), changes), kept);
		if (run.outcome.kind === "finished") return read(run);
		failed++;
		return judges.map(() => Number.NaN);
	};
	const nominal = outcomesWith(new Map());
	const moves = parameters.flatMap((parameter) => {
		const plausible = plausibleBounds(parameter);
		return plausible ? [{ parameter, plausible }] : [];
	});
	const influences = moves.map((move, i) => {
		const at = (value: number) => outcomesWith(new Map([[move.parameter.name, value]]));
		const influence = influenceOf(move, { judges, nominal, least: at(move.plausible.least), most: at(move.plausible.most) });
		onProgress({ done: 2 * (i + 1), all: 2 * moves.length });
		return influence;
	});
	const isMoved = new Set(moves.map(({ parameter }) => parameter.name));
	return {
		nominal,
		influences: influences.sort((a, b) => b.effect - a.effect),
		unmoved: parameters.flatMap(({ name }) => (isMoved.has(name) ? [] : [name])),
		failed,
	};
}
