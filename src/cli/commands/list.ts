import { listKinds } from "../../node/list-kinds.ts";
import type { Arguments } from "../list.ts";
import { formatOption } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim list KIND`: what there is to name in a scenario. */
export const listCommand: CommandModule<unknown, Arguments> = {
	command: "list <kind> [names..]",
	describe: `List what can be named: ${listKinds.join(", ")}`,
	builder: (yargs) =>
		yargs
			.positional("kind", { type: "string", choices: listKinds, demandOption: true, describe: "What to list" })
			.positional("names", { type: "string", array: true, default: [], describe: "Only these, by their names" })
			.option("model", { type: "string", requiresArg: true, default: "cart-crs", describe: "Of which model" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.option("format", formatOption)
			.example("$0 list treatments", "everything that can be given")
			.example("$0 list columns il6 map", "two columns with their units"),
	handler: (args) => guarded(async () => (await import("../list.ts")).list(args)),
};
