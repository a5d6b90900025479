import type { Run } from "../simulate/run.ts";
import type { Comparison } from "./compare-scenarios.ts";
import type { ScenarioRun } from "./run-scenario.ts";

/** The runs of a run or a comparison; undefined for anything else. */
export function runsOf(found: object): readonly Run[] | undefined {
	if ("runs" in found) return (found as Comparison).runs.map(({ run }) => run);
	return "run" in found ? [(found as ScenarioRun).run] : undefined;
}
