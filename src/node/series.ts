import { allowedHint } from "../input/nearest.ts";
import { inCall, refuse } from "./asked.ts";
import type { ScenarioRun } from "./run-scenario.ts";

/** A column of numbers over time. */
export interface Series {
	/** Days since the infusion, of each saved row. */
	readonly days: readonly number[];
	readonly values: readonly number[];
	readonly unit: string;
	/** What it is, in a few words. */
	readonly title: string;
}

/**
 * A column of numbers of a run. Throws an InputError for one that there is not, or that holds words.
 *
 *     const { days, values, unit } = series(await runScenario("untreated"), "il6");
 *     console.log(`${Math.max(...values)} ${unit} on day ${days[values.indexOf(Math.max(...values))]}`);
 */
export function series({ run: { trajectory } }: ScenarioRun, name: string): Series {
	const column = trajectory.columns.get(name);
	if (column?.kind !== "number") {
		const numbers = [...trajectory.columns.values()].flatMap((one) => (one.kind === "number" ? [one.name] : []));
		return refuse(inCall("series"), "name", `${column ? "no numbers in the" : "unknown"} column "${name}"`, allowedHint(name, numbers));
	}
	const { values, unit, title } = column;
	return { days: Array.from(trajectory.times, (hours) => hours / 24), values: [...values], unit, title };
}
