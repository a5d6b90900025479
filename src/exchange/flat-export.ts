import { printExpression } from "../language/print.ts";
import { revalued } from "../model/flatten.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Patient } from "../simulate/patient.ts";
import type { Run } from "../simulate/run.ts";

/** A run that any other solver can replay, in pure numbers. Expressions as text; times in hours since infusion. */
export interface FlatExport {
	readonly time_unit: "h";
	readonly start: number;
	readonly until: number;
	readonly states: readonly { readonly name: string; readonly unit: string; readonly start: number }[];
	readonly parameters: readonly { readonly name: string; readonly value: number; readonly unit: string }[];
	readonly inputs: readonly { readonly name: string; readonly unit: string; readonly value: number }[];
	/** In order of evaluation. */
	readonly flows: readonly { readonly name: string; readonly unit: string; readonly expression: string }[];
	/** In the state's unit per hour. */
	readonly rates: readonly { readonly state: string; readonly expression: string }[];
	/** In order; every numeric column of `trajectory.csv` that is neither a state nor a flow. */
	readonly observables: readonly { readonly name: string; readonly unit: string; readonly expression: string }[];
	readonly crossings: readonly { readonly expression: string; readonly direction: "up" | "down" | "both"; readonly then: unknown }[];
	readonly events: readonly { readonly time: number; readonly target: string; readonly kind: "add" | "set"; readonly value: number }[];
}

/**
 * The equations of a scenario with one patient's numbers, and what happened in a run, decided events included.
 *
 *     JSON.stringify(flatExport(plan, patient, simulate(engine, patient)))
 */
export function flatExport({ flat: nominal, from, until }: Plan, { values }: Patient, run: Pick<Run, "changes">): FlatExport {
	const flat = revalued(nominal, new Map(nominal.parameters.map(({ name }, i) => [name, values[i]!])));
	const states = new Set(flat.states.map((state) => state.name));
	const computed = new Set([...flat.flows, ...flat.observables].map((flow) => flow.name));
	const inputs = new Map([...flat.inputs, ...flat.parameters].map((input) => [input.name, input]));
	// Columns that are inputs are observed by their name; observables that need one another stay in their order before them.
	const columns = flat.columns.filter((name) => !states.has(name) && !computed.has(name));
	return {
		time_unit: "h",
		start: from,
		until,
		states: flat.states.map(({ name, unit, start }) => ({ name, unit, start })),
		parameters: flat.parameters.map(({ name, value, unit }) => ({ name, value, unit })),
		inputs: flat.inputs.map(({ name, unit, value }) => ({ name, unit, value })),
		flows: flat.flows.map(({ name, unit, is }) => ({ name, unit, expression: printExpression(is) })),
		rates: flat.states.map(({ name, rate }) => ({ state: name, expression: printExpression(rate) })),
		observables: [
			...flat.observables.map(({ name, unit, is }) => ({ name, unit, expression: printExpression(is) })),
			...columns.map((name) => ({ name, unit: inputs.get(name)!.unit, expression: name })),
		],
		crossings: flat.hazards
			.filter(({ happens }) => happens)
			.map(({ state, draw, sets, lasts, dies }) => ({
				expression: `${state} - ${draw}`,
				direction: "up",
				then: dies === null ? { set: Object.fromEntries(sets.map(({ input, value }) => [input, value])), for: lasts } : { die: dies },
			})),
		events: run.changes.map(({ time, target, kind, value }) => ({ time, target, kind, value })),
	};
}
