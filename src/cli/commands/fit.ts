import type { Arguments } from "../fit.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim fit FILE`: parameters that make a model say what published trials saw. */
export const fitCommand: CommandModule<unknown, Arguments> = {
	command: "fit <fit>",
	describe: "Find parameters with which a model says what trials saw, as an ensemble",
	builder: (yargs) =>
		yargs
			.positional("fit", { type: "string", demandOption: true, describe: "Fit file, or the name of a shipped one (list fits)" })
			.option("out", {
				type: "string",
				requiresArg: true,
				describe: "Folder for the ensemble and its account; a fit that was stopped goes on there",
			})
			.option("steps", { type: "string", requiresArg: true, describe: "Stop after so many assimilations; the same command goes on (all)" })
			.option("workers", {
				type: "string",
				requiresArg: true,
				describe: "Threads (as many as the machine has); results are the same for any number",
			})
			.option("format", { type: "string", requiresArg: true, choices: ["table", "json"], default: "table", describe: "What to print" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.example("$0 fit taste --out out/fit", "how a fit goes, too small to mean anything"),
	handler: (args) => guarded(async () => (await import("../fit.ts")).fit(args)),
};
