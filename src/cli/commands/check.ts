import type { Arguments } from "../check.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim check FILES`: find all that can be known without running. */
export const checkCommand: CommandModule<unknown, Arguments> = {
	command: "check <files..>",
	describe: "Find everything wrong in scenario, protocol, study and lesson files without running them",
	builder: (yargs) =>
		yargs
			.positional("files", { type: "string", array: true, demandOption: true, describe: "Plan, protocol or study files" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.option("model", { type: "string", requiresArg: true, default: "cart-crs", describe: "The model that a protocol is read with" })
			.example("$0 check untreated", "read a scenario and say what is wrong with it"),
	handler: (args) => guarded(async () => (await import("../check.ts")).check(args)),
};
