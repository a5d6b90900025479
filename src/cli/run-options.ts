import { onCommandLine, refuse } from "../node/asked.ts";
import type { FigureOptions } from "../node/figure-options.ts";
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

const ofFigures = {
	columns: { type: "string", requiresArg: true, describe: "Columns to draw, one panel each: il6,crp,… (list columns)" },
	days: { type: "string", requiresArg: true, describe: "Days to draw: 0-14, or the last one" },
	title: { type: "string", requiresArg: true, describe: "Title of the figures" },
	size: { type: "string", requiresArg: true, describe: "What the figures are for: slide (16:9), page (A4) or column (of a journal)" },
	strips: { type: "string", requiresArg: true, describe: "Grades above the panels: crs,icans,…, all or none" },
	animate: { type: "boolean", describe: "Also draw plots/map.svg: the map of the cascade, moving, of several runs beside each other" },
} as const satisfies Readonly<Record<keyof FigureOptions, object>>;

/** The option of every command that prints. */
export const formatOption = {
	type: "string",
	requiresArg: true,
	choices: ["table", "json"],
	default: "table",
	describe: "What to print",
} as const;

/** The same where many inputs may come one after another. */
export const linesOption = {
	...formatOption,
	choices: ["table", "json", "ndjson"],
	describe: "What to print; ndjson: a line of JSON for each, - being many",
} as const;

/** The option of every command that draws. */
export const sizeOption = ofFigures.size;

/** The options of a command that draws runs. */
export const withFigureOptions = <T>(yargs: Argv<T>) => yargs.options(ofFigures);

/** A wish for figures needs a folder to draw into. */
export function checkDrawsInto(out: string | undefined, wished: FigureOptions): void {
	const [first] = Object.entries(wished).flatMap(([name, value]) => (value === undefined ? [] : [name]));
	if (first !== undefined && out === undefined) refuse(onCommandLine, first, "there is no folder to draw figures into", "add --out DIR");
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
