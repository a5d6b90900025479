import { readdirSync } from "node:fs";
import { join } from "node:path";
import { home } from "../../src/node/model-files.ts";
import { loadScenario, modelsAtHand } from "../../src/node/scenario-files.ts";
import type { RunOptions } from "../../src/simulate/options.ts";
import { runPlan } from "./run-plan.ts";

/** Base names of the scenarios that come with the program. */
export const shippedScenarioNames: readonly string[] = readdirSync(join(home, "scenarios"))
	.filter((name) => name.endsWith(".yaml"))
	.map((name) => name.replace(/\.yaml$/, ""))
	.sort();

const models = modelsAtHand();

/** A shipped scenario, read and checked. */
export const shipped = (name: string) => loadScenario(join(home, "scenarios", `${name}.yaml`), models);

/** A shipped scenario, run. */
export const runShipped = (name: string, options: Partial<RunOptions> = {}) => runPlan(shipped(name).plan, options);
