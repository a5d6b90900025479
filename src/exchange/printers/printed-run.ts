import { type Expression, namesIn } from "../../language/expression.ts";
import type { FlatModel } from "../../model/flat-model.ts";
import { revalued } from "../../model/flatten.ts";
import { jacobianOf } from "../../model/jacobian.ts";
import type { Plan } from "../../scenario/plan.ts";
import type { Patient } from "../../simulate/patient.ts";
import type { Run } from "../../simulate/run.ts";
import { type Dialect, numberIn, printIn } from "./dialect.ts";

interface Named {
	readonly name: string;
	readonly is: Expression;
}

/** A run as every printer writes it: the equations with the numbers of one patient, and what happened. Times in hours since infusion. */
export interface PrintedRun {
	readonly title: string;
	readonly from: number;
	readonly until: number;
	readonly states: readonly {
		readonly name: string;
		readonly unit: string;
		readonly start: number;
		readonly scale: number;
		readonly rate: Expression;
	}[];
	readonly parameters: readonly { readonly name: string; readonly unit: string; readonly value: number }[];
	readonly inputs: readonly { readonly name: string; readonly unit: string; readonly value: number }[];
	/** What the rates need, in order of evaluation. */
	readonly flows: readonly Named[];
	/** What the Jacobian needs beside the flows, in order, and its entries that are not 0. */
	readonly steps: readonly Named[];
	readonly entries: readonly { readonly row: number; readonly column: number; readonly is: Expression }[];
	/** What happened, in order of time; `target`: the place of a state or of an input. */
	readonly events: readonly {
		readonly time: number;
		readonly of: "state" | "input";
		readonly target: number;
		readonly adds: boolean;
		readonly value: number;
	}[];
}

/** The flows that the rates need, in order. */
function flowsOfRates({ flows, states }: FlatModel): FlatModel["flows"] {
	const needed = new Set(states.flatMap(({ rate }) => [...namesIn(rate)]));
	const kept = [...flows].reverse().filter(({ name, is }) => {
		if (!needed.has(name)) return false;
		for (const read of namesIn(is)) needed.add(read);
		return true;
	});
	return kept.reverse();
}

export function printedRun(
	{ flat: nominal, from, title }: Plan,
	{ values }: Patient,
	{ changes, trajectory }: Pick<Run, "changes" | "trajectory">,
): PrintedRun {
	const flat = revalued(nominal, new Map(nominal.parameters.map(({ name }, i) => [name, values[i]!])));
	const flows = flowsOfRates(flat);
	const known = new Set([...flat.flows, ...flat.states, ...flat.parameters, ...flat.inputs].map(({ name }) => name));
	// Names of steps that nobody has.
	let prefix = "d";
	while ([...known].some((name) => new RegExp(`^${prefix}\\d+$`).test(name))) prefix += "d";
	const { steps, entries } = jacobianOf(flat, flows, (index) => `${prefix}${index}`);
	const place = (rows: readonly { readonly name: string }[]) => new Map(rows.map(({ name }, i) => [name, i]));
	const [states, inputs] = [place(flat.states), place(flat.inputs)];
	return {
		title,
		from,
		until: trajectory.times.at(-1)!,
		states: flat.states.map(({ name, unit, start, scale, rate }) => ({ name, unit, start, scale, rate })),
		parameters: flat.parameters,
		inputs: flat.inputs,
		flows: flows.map(({ name, is }) => ({ name, is })),
		steps,
		entries: entries.filter(({ column }) => column < flat.states.length),
		events: changes.map(({ time, target, kind, value }) => {
			const state = states.get(target);
			return { time, of: state === undefined ? "input" : "state", target: state ?? inputs.get(target)!, adds: kind === "add", value };
		}),
	};
}

/** How a statement of a language is written. */
export interface Statements {
	readonly dialect: Dialect;
	/** `const double x = …;` */
	readonly assign: (name: string, value: string) => string;
	/** The item of an array: `y[3]`. */
	readonly item: (array: "y" | "u" | "dy", place: number) => string;
}

/** Names given to what stands in arrays, then the flows: the begin of every function. Only what is read is named. */
export function prologue(run: PrintedRun, { dialect, assign, item }: Statements, more: readonly Expression[]): readonly string[] {
	const read = new Set([...run.flows.map(({ is }) => is), ...more].flatMap((is) => [...namesIn(is)]));
	const named = (rows: readonly { readonly name: string }[], array: "y" | "u") =>
		rows.flatMap(({ name }, i) => (read.has(name) ? [assign(dialect.named(name), item(array, i))] : []));
	return [
		...named(run.states, "y"),
		...named(run.inputs, "u"),
		...run.flows.map(({ name, is }) => assign(dialect.named(name), printIn(is, dialect))),
	];
}

/** Parameters as assignments, each with its unit behind it. */
export const parameterLines = ({ parameters }: PrintedRun, { dialect, assign }: Statements, comment: string): readonly string[] =>
	parameters.map(({ name, value, unit }) => `${assign(dialect.named(name), numberIn(value))}  ${comment} ${unit}`);

/** What stands on top of every printed text. */
export const headLines = ({ title }: PrintedRun): readonly string[] => [
	`${title.replace(/[\r\n]+/g, " ")}: printed by crsim. For teaching and research only, never a basis for treating a real patient.`,
	"The equations with the numbers of one patient, and everything that happened in the run: doses, devices, decisions, chance. Hours since infusion.",
];
