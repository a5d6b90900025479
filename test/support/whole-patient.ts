import { protocolsFor } from "../../src/node/protocol-files.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import type { RunOptions } from "../../src/simulate/options.ts";
import type { Run } from "../../src/simulate/run.ts";
import { runPlan } from "./run-plan.ts";

const models = modelsAtHand();

/** A scenario of the shipped model; `text` is what differs from the usual patient. States and flows named in `also` become columns. */
export function wholePatient(text: string, also: readonly string[] = []): Plan {
	const file = "patient.yaml";
	const scenario = parseScenario(`about: A patient.\nmodel: cart-crs\n${text}`, { file, models, protocols: protocolsFor(file) });
	return { ...scenario, flat: { ...scenario.flat, columns: [...new Set([...scenario.flat.columns, ...also])] } };
}

export interface Wishes extends Partial<RunOptions> {
	readonly also?: readonly string[];
}

export const runPatient = (text: string, { also = [], ...options }: Wishes = {}): Run => runPlan(wholePatient(text, also), options);

export function course(run: Run, name: string): Float64Array {
	const column = run.trajectory.columns.get(name);
	if (column?.kind !== "number") throw new Error(`no numbers named ${name}`);
	return column.values;
}

export const highest = (run: Run, name: string): number => Math.max(...course(run, name));
export const lowest = (run: Run, name: string): number => Math.min(...course(run, name));

/** Value on a day; the row after an event counts. */
export const onDay = (run: Run, name: string, day: number): number =>
	course(run, name)[run.trajectory.times.findLastIndex((time) => time <= day * 24 + 1e-9)]!;

export const dayOfPeak = (run: Run, name: string): number => {
	const values = course(run, name);
	return run.trajectory.times[values.indexOf(Math.max(...values))]! / 24;
};

export const strikes = (run: Run, hazard: string): readonly number[] =>
	run.events.filter((event) => event.kind === "hazard" && event.what === hazard).map((event) => event.time);
