import type { Arguments } from "../merge.ts";
import { forceOption, formatOption, sizeOption } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim merge DIR… --out DIR`: the parts of a study as one. */
export const mergeCommand: CommandModule<unknown, Arguments> = {
	command: "merge <folders..>",
	describe: "Join the parts of a study that sweep --shard wrote into what one run would have given, byte for byte",
	builder: (yargs) =>
		yargs
			.positional("folders", { type: "string", array: true, demandOption: true, describe: "Folders of the parts, in any order" })
			.option("out", { type: "string", requiresArg: true, demandOption: true, describe: "Folder for the joined results" })
			.option("partial", { type: "boolean", describe: "Join what is there, though blocks are missing; every output says how much it is" })
			.option("tables", {
				type: "boolean",
				default: true,
				describe: "Tables with a row for each patient; --no-tables: summary, figures and report alone, without reading the rows",
			})
			.option("force", forceOption)
			.option("size", sizeOption)
			.option("format", formatOption)
			.example("$0 merge parts/1 parts/2 --out whole", "after crsim sweep has written both parts (see its examples)"),
	handler: (args) => guarded(async () => (await import("../merge.ts")).merge(args)),
};
