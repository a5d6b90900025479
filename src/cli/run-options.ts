import { methods } from "../ode/methods.ts";
import type { Argv } from "./yargs.ts";

/** The options that every command that runs a scenario takes. */
export interface RunArguments {
	readonly until?: string | undefined;
	readonly every?: string | undefined;
	readonly rtol?: string | undefined;
	readonly method?: string | undefined;
	readonly seed?: string | undefined;
	readonly patient?: string | undefined;
	readonly care?: string | undefined;
	readonly models?: string | undefined;
	readonly events?: string | undefined;
	readonly id?: string | undefined;
}

export function withRunOptions<T>(yargs: Argv<T>) {
	return yargs
		.option("until", { type: "string", requiresArg: true, describe: 'End of the run, such as "10 day"' })
		.option("every", { type: "string", requiresArg: true, describe: 'Time between saved rows, such as "15 min" (1 h)' })
		.option("rtol", { type: "string", requiresArg: true, describe: "Relative tolerance (1e-6)" })
		.option("method", { type: "string", requiresArg: true, describe: `Integration method: ${Object.keys(methods).join(", ")}` })
		.option("seed", { type: "string", requiresArg: true, describe: "Seed of every draw (1)" })
		.option("patient", {
			type: "string",
			requiresArg: true,
			describe: "A virtual patient of this seed by number, such as 4711; left out: the nominal patient",
		})
		.option("care", {
			type: "string",
			requiresArg: true,
			describe: "Care protocol in place of the scenario's: a name (list protocols) or a file; none: nobody acts",
		})
		.option("events", {
			type: "string",
			requiresArg: true,
			describe: "A table of events (NONMEM's columns) to give beside the scenario's treatments",
		})
		.option("id", { type: "string", requiresArg: true, describe: "Which patient of a table of events, or of a --chart" })
		.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" });
}

/** The option of every command that writes into a folder. */
export const forceOption = {
	type: "boolean",
	describe: "Write into --out also over files that are not results of crsim, or were changed",
} as const;

/** The figures of `--plots`: `cascade,brain`, `none`; undefined when it was not given. */
export function plotNames(written: string | undefined): readonly string[] | undefined {
	if (written === undefined) return undefined;
	return written === "none" ? [] : written.split(",").map((name) => name.trim());
}
