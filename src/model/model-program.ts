import { printExpression } from "../language/print.ts";
import type { KernelModule } from "../ode/kernel-in-webassembly.ts";
import { defaultTableau } from "../ode/methods.ts";
import type { Display } from "../trajectory/display.ts";
import type { AlgebraCode } from "./algebra.ts";
import { type EquationRoutines, equationRoutines, equationsInJavaScript } from "./equation-routines.ts";
import type { FlatEvent, FlatHazard, FlatModel } from "./flat-model.ts";
import { kernelModule } from "./kernel-module.ts";
import { algebraInJavaScript, linearizationRoutines } from "./linearization.ts";
import { contentId } from "./plain-data.ts";

/** A column of a trajectory: where its numbers come from is known by its name. */
export interface ProgramColumn {
	readonly name: string;
	readonly unit: string;
	readonly title: string;
	readonly display?: Display;
}

/**
 * The equations of one model as plain data, code included: what an engine needs to integrate them for any values of their parameters. It can be
 * kept in a file, cloned, and sent to a thread.
 */
export interface ModelProgram {
	/** Of the equations and what belongs to them; labels do not count. */
	readonly id: string;
	readonly states: readonly { readonly name: string; readonly scale: number; readonly fades: boolean }[];
	readonly parameters: readonly { readonly name: string; readonly unit: string }[];
	/** Inputs with their value at rest. */
	readonly inputs: readonly { readonly name: string; readonly value: number }[];
	readonly hazards: readonly FlatHazard[];
	/** Left out where there are none. */
	readonly events?: readonly FlatEvent[];
	readonly signals: EquationRoutines["signals"];
	/** Those of the signals that are read at every look. */
	readonly watched: readonly string[];
	readonly constantCount: number;
	/** Columns of a trajectory, in order. */
	readonly columns: readonly ProgramColumn[];
	readonly code: {
		/** Body of a function that returns `{ constants, starts, rates, observe, watch }`. */
		readonly equations: string;
		/** The Jacobian and its algebra in JavaScript, for methods and machines without the kernel. */
		readonly algebra: AlgebraCode;
		/** The step of the usual method as machine code; null: that step runs as JavaScript, to the same numbers. */
		readonly kernel: KernelModule | null;
	};
}

/** The same without the places in files that expressions came from. */
const withoutPlaces = (events: readonly FlatEvent[]) =>
	events.map(({ when, after, priority, sets, ...rest }) => ({
		...rest,
		texts: [when, after, priority].map((e) => e && printExpression(e)),
		sets: sets.map(({ target, is }) => [target, printExpression(is)]),
	}));

/** Everything that decides the numbers of the equations, labels left out. */
function meaningOf({ states, parameters, inputs, flows, observables, hazards, events, columns }: FlatModel) {
	return {
		states: states.map(({ name, scale, fades, rate, startIs }) => [name, scale, fades, printExpression(rate), printExpression(startIs)]),
		parameters: parameters.map(({ name, unit }) => [name, unit]),
		inputs: inputs.map(({ name, unit, value }) => [name, unit, value]),
		flows: [...flows, ...observables].map(({ name, unit, is }) => [name, unit, printExpression(is)]),
		hazards,
		...(events.length === 0 ? {} : { events: withoutPlaces(events) }),
		columns,
	};
}

/** The id that the program of a flat model will have: two models with one id share their code, whatever the values of their parameters. */
export const modelId = (flat: FlatModel): string => contentId(meaningOf(flat));

function columnsOf(flat: FlatModel): ProgramColumn[] {
	const untitled = [...flat.inputs, ...flat.parameters].map(({ name, unit }) => ({ name, unit, title: "" }));
	const titled = [...flat.flows, ...flat.observables, ...flat.states].map(({ name, unit, title }) => ({ name, unit, title }));
	const all = new Map([...untitled, ...titled].map((column) => [column.name, column]));
	return flat.columns.map((name) => ({ ...all.get(name)!, ...(flat.display[name] === undefined ? {} : { display: flat.display[name] }) }));
}

/** The same program under the labels of a flat model with the same equations: the code is shared, titles and displays are not. */
export const withLabels = (program: ModelProgram, flat: FlatModel): ModelProgram => ({ ...program, columns: columnsOf(flat) });

/** How a model is compiled. */
export interface ModelOptions {
	/** False leaves the kernel out, for a model that is run once and thrown away: assembling it takes longer than such a run gains. */
	readonly machineCode?: boolean;
	/** Names that are read at every look, which need no more of the equations than these take; left out: any may be. Others can be read as well. */
	readonly watched?: ReadonlySet<string>;
}

/**
 * Generates the code of a flat model.
 *
 *     const program = compileModel(flat);
 *     const { rates } = loadModel(program);
 */
export function compileModel(flat: FlatModel, { machineCode = true, watched }: ModelOptions = {}): ModelProgram {
	const equations = equationRoutines(flat, watched);
	const algebra = linearizationRoutines(flat);
	return {
		id: modelId(flat),
		states: flat.states.map(({ name, scale, fades }) => ({ name, scale, fades })),
		parameters: flat.parameters.map(({ name, unit }) => ({ name, unit })),
		inputs: flat.inputs.map(({ name, value }) => ({ name, value })),
		hazards: flat.hazards,
		...(flat.events.length === 0 ? {} : { events: flat.events }),
		signals: equations.signals,
		watched: equations.signals.filter((name) => watched?.has(name) ?? true),
		constantCount: equations.constantCount,
		columns: columnsOf(flat),
		code: {
			equations: equationsInJavaScript(equations),
			algebra: algebraInJavaScript(algebra),
			kernel: machineCode ? kernelModule(flat, defaultTableau, { equations, algebra }) : null,
		},
	};
}
