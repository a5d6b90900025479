import { number } from "../../src/language/expression.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import type { RunOptions } from "../../src/simulate/options.ts";
import { failureWords, type Run } from "../../src/simulate/run.ts";
import { runPlan } from "../support/run-plan.ts";

export const models = modelsAtHand();

/** What distinguishes a patient of these tests from the nominal adult with large B-cell lymphoma after axi-cel. */
export interface Wishes {
	/** As written in a scenario's `patient`, for example `tumor_burden: 3`. */
	readonly patient?: string;
	/** As written in a scenario's `set`. */
	readonly set?: string;
	/** One order a row, in YAML's short form without its braces. */
	readonly treatments?: readonly string[];
	readonly until?: string;
	/** `none`: no infection comes by chance. */
	readonly infections?: "chance" | "none";
	/** Standing treatments that are left out, for example `fludarabine`. */
	readonly without?: readonly string[];
}

/** A scenario of the shipped model. */
export function patientWith({
	patient = "",
	set = "",
	treatments = [],
	until = "30 day",
	infections = "chance",
	without = [],
}: Wishes = {}): Plan {
	const orders = treatments.length === 0 ? [] : ["treatments:", ...treatments.map((order) => `  - { ${order} }`)];
	const head = [
		"about: A test.",
		"model: cart-crs",
		`patient: { ${patient} }`,
		`set: { ${set} }`,
		`until: ${until}`,
		`infections: ${infections}`,
	];
	const text = [...head, `without: [${without.join(", ")}]`, ...orders].join("\n");
	return parseScenario(text, { file: "test.yaml", models });
}

/** What a parameter is of the nominal adult with large B-cell lymphoma after axi-cel, in its hours and own unit. */
export const nominalValue = (name: string): number => {
	const found = patientWith().flat.parameters.find((one) => one.name === name);
	if (found === undefined) throw new Error(`no parameter ${name}`);
	return Number(found.value);
};

/** Nobody infuses cells: an experiment on a body alone. */
export const withoutCells = (scenario: Plan): Plan => ({
	...scenario,
	orders: scenario.orders.filter((order) => order.treatment !== "cart_infusion"),
});

/** An experiment beyond what a patient survives: the equations without the hazards of death. */
export const deathless = (scenario: Plan): Plan => ({
	...scenario,
	flat: { ...scenario.flat, hazards: scenario.flat.hazards.filter(({ dies }) => dies === null) },
});

/** The drugs that stand in every run before the cells. */
export const lymphodepletion = ["fludarabine", "cyclophosphamide"];

/** A healthy body without tumor or cells, on which drugs and fluids are tried. */
export const healthy = (wishes: Wishes = {}): Plan =>
	withoutCells(patientWith({ ...wishes, patient: [wishes.patient, "tumor_burden: 0"].filter(Boolean).join(", ") }));

/** The same patient with some states at other values when the run starts, at `from` hours. */
export function startedWith(scenario: Plan, starts: Readonly<Record<string, number>>, from: number = scenario.from): Plan {
	const states = scenario.flat.states.map((state) => {
		const start = starts[state.name];
		return start === undefined ? state : { ...state, start, startIs: number(start) };
	});
	return { ...scenario, from, flat: { ...scenario.flat, states } };
}

/** The same patient with some flows held at a number whatever happens: an experiment that cuts one wire. */
export function holding(scenario: Plan, held: Readonly<Record<string, number>>): Plan {
	const flows = scenario.flat.flows.map((flow) => (flow.name in held ? { ...flow, is: number(held[flow.name]!) } : flow));
	return { ...scenario, flat: { ...scenario.flat, flows } };
}

/** A run whose every state, flow and input can be asked for. */
export interface Course {
	readonly run: Run;
	readonly times: Float64Array;
	readonly names: readonly string[];
	/** All saved values of a name. */
	readonly all: (name: string) => Float64Array;
	/** Value at a saved hour, after all that happens at that instant. */
	readonly at: (name: string, time: number) => number;
	/** Value at a saved hour, before anything happens at that instant. */
	readonly before: (name: string, time: number) => number;
	readonly peak: (name: string, window?: Window) => Extreme;
	readonly low: (name: string, window?: Window) => Extreme;
	/** First saved hour from `from` on at which the value is at least (or below) a bound; infinite when never. */
	readonly reaches: (name: string, bound: number, from?: number) => number;
	readonly fallsBelow: (name: string, bound: number, from?: number) => number;
	/** Area under the saved curve, value times hours. */
	readonly area: (name: string, window?: Window) => number;
}

/** Hours, both ends included. */
export interface Window {
	readonly from?: number;
	readonly to?: number;
}

export interface Extreme {
	readonly value: number;
	/** Hours since infusion. */
	readonly at: number;
}

/** Runs a scenario and keeps every state, flow and input beside the usual columns. Fails when the numbers do. */
export function courseOf(scenario: Plan, options: Partial<RunOptions> = {}): Course {
	const { flat } = scenario;
	const names = [...new Set([...flat.columns, ...[...flat.states, ...flat.flows, ...flat.inputs].map((one) => one.name)])];
	const run = runPlan({ ...scenario, flat: { ...flat, columns: names } }, options);
	if (run.outcome.kind !== "finished") throw new Error(`${failureWords(run.outcome)} at hour ${run.outcome.time}`);
	const { times } = run.trajectory;
	const all = (name: string): Float64Array => {
		const column = run.trajectory.columns.get(name);
		if (column?.kind !== "number") throw new Error(`no numbers called ${name}`);
		return column.values;
	};
	const row = (index: number, time: number): number => {
		if (index < 0) throw new Error(`nothing saved at hour ${time}`);
		return index;
	};
	const extreme =
		(better: (a: number, b: number) => boolean) =>
		(name: string, { from = 0, to = Number.POSITIVE_INFINITY }: Window = {}): Extreme => {
			let best: Extreme | undefined;
			all(name).forEach((value, i) => {
				const time = times[i]!;
				if (time >= from && time <= to && (best === undefined || better(value, best.value))) best = { value, at: time };
			});
			if (best === undefined) throw new Error(`nothing saved between hours ${from} and ${to}`);
			return best;
		};
	const firstWhere = (name: string, from: number, holds: (value: number) => boolean): number => {
		const values = all(name);
		return times.find((time, i) => time >= from && holds(values[i]!)) ?? Number.POSITIVE_INFINITY;
	};
	return {
		run,
		times,
		names,
		all,
		at: (name, time) => all(name)[row(times.lastIndexOf(time), time)]!,
		before: (name, time) => all(name)[row(times.indexOf(time), time)]!,
		peak: extreme((a, b) => a > b),
		low: extreme((a, b) => a < b),
		reaches: (name, bound, from = 0) => firstWhere(name, from, (value) => value >= bound),
		fallsBelow: (name, bound, from = 0) => firstWhere(name, from, (value) => value < bound),
		area: (name, { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = {}) => {
			const values = all(name);
			let sum = 0;
			for (let i = 1; i < times.length; i++)
				if (times[i - 1]! >= from && times[i]! <= to) sum += ((values[i]! + values[i - 1]!) / 2) * (times[i]! - times[i - 1]!);
			return sum;
		},
	};
}

/** Half-life of what is left above rest between two saved hours. */
export function halfLife(course: Course, name: string, { from, to, rest = 0 }: { from: number; to: number; rest?: number }): number {
	return ((to - from) * Math.LN2) / Math.log((course.at(name, from) - rest) / (course.at(name, to) - rest));
}

/** Largest change of a state from its value at the first row, relative to that value or (near zero) to its scale. */
export function drift(course: Course, scenario: Plan, name: string, window: Window = {}): number {
	const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = window;
	const values = course.all(name);
	const { start, scale } = scenario.flat.states.find((state) => state.name === name)!;
	const size = Math.max(Math.abs(start), scale);
	return values.reduce((most, value, i) => {
		const time = course.times[i]!;
		return time >= from && time <= to ? Math.max(most, Math.abs(value - start) / size) : most;
	}, 0);
}

/** Day of an hour. */
export const day = (hours: number): number => hours / 24;
