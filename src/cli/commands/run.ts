import type { Arguments } from "../run.ts";
import { forceOption, withRunOptions } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim run FILE`: simulate one scenario. */
export const runCommand: CommandModule<unknown, Arguments> = {
	command: "run <file>",
	describe: "Simulate a scenario: summary in the terminal; tables, figures and a report with --out",
	builder: (yargs) =>
		withRunOptions(yargs)
			.positional("file", { type: "string", demandOption: true, describe: "Scenario file, or the name of a shipped scenario" })
			.option("out", { type: "string", requiresArg: true, describe: "Folder to write tables, figures and report.html into" })
			.option("force", forceOption)
			.option("format", { type: "string", requiresArg: true, choices: ["table", "json"], default: "table", describe: "What to print" })
			.option("plots", { type: "string", requiresArg: true, describe: "Figures to draw: cascade,brain,… or none (all)" })
			.example("$0 run untreated --out out/untreated", "simulate, write everything"),
	handler: (args) => guarded(async () => (await import("../run.ts")).run(args)),
};
