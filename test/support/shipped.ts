import { readdirSync } from "node:fs";
import { join } from "node:path";
import { home } from "../../src/node/model-files.ts";
import { type LoadedScenario, loadScenario, modelsAtHand } from "../../src/node/scenario-files.ts";
import type { RunOptions } from "../../src/simulate/options.ts";
import type { Run } from "../../src/simulate/run.ts";
import { runPlan } from "./run-plan.ts";

/** Base names of the scenarios that come with the program. */
export const shippedScenarioNames: readonly string[] = readdirSync(join(home, "scenarios"))
	.filter((name) => name.endsWith(".yaml"))
	.map((name) => name.replace(/\.yaml$/, ""))
	.sort();

const models = modelsAtHand();
const read = new Map<string, LoadedScenario>();
const runs = new Map<string, Run>();

/** The same object with all that it holds, so that no test can change what another is given. Numbers in typed arrays stay as they are. */
function frozen<T>(value: T): T {
	if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value;
	for (const inner of value instanceof Map ? value.values() : Object.values(value)) frozen(inner);
	return Object.freeze(value);
}

function once<T>(known: Map<string, T>, name: string, make: () => T): T {
	const value = known.get(name) ?? frozen(make());
	known.set(name, value);
	return value;
}

/** A shipped scenario, read and checked; once for the files of tests that share a process. */
export const shipped = (name: string): LoadedScenario =>
	once(read, name, () => loadScenario(join(home, "scenarios", `${name}.yaml`), models));

/** A shipped scenario, run. What is run with the usual options is run once for the files of tests that share a process. */
export const runShipped = (name: string, options?: Partial<RunOptions>): Run =>
	options ? runPlan(shipped(name).plan, options) : once(runs, name, () => runPlan(shipped(name).plan));
