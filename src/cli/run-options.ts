import { onCommandLine, refuse } from "../node/asked.ts";
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
		.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" });
}

/** What is wanted of figures. */
export interface FigureArguments {
	readonly columns?: string | undefined;
	readonly days?: string | undefined;
	readonly title?: string | undefined;
	readonly size?: string | undefined;
	readonly strips?: string | undefined;
}

/** The options of a command that draws runs. */
export function withFigureOptions<T>(yargs: Argv<T>) {
	return yargs
		.option("columns", { type: "string", requiresArg: true, describe: "Columns to draw, one panel each: il6,crp,… (list columns)" })
		.option("days", { type: "string", requiresArg: true, describe: "Days to draw: 0-14, or the last one" })
		.option("title", { type: "string", requiresArg: true, describe: "Title of the figures" })
		.option("size", {
			type: "string",
			requiresArg: true,
			describe: "What the figures are for: slide (16:9), page (A4) or column (of a journal)",
		})
		.option("strips", { type: "string", requiresArg: true, describe: "Grades above the panels: crs,icans,…, all or none" });
}

/** What of the arguments is about figures; a wish for them needs a folder to draw into. */
export function figureArguments({ columns, days, title, size, strips }: FigureArguments, out: string | undefined): FigureArguments {
	const wished = { columns, days, title, size, strips };
	const [first] = Object.entries(wished).flatMap(([name, value]) => (value === undefined ? [] : [name]));
	if (first !== undefined && out === undefined) refuse(onCommandLine, first, "there is no folder to draw figures into", "add --out DIR");
	return wished;
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
