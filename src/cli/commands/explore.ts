import type { Arguments } from "../explore.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim explore [FILE]`: the live page, as one file that opens from disk. */
export const exploreCommand: CommandModule<unknown, Arguments> = {
	command: "explore [file]",
	describe: "Write a scenario as a live page: move a dose, and every curve follows; one file, no network",
	builder: (yargs) =>
		yargs
			.positional("file", { type: "string", default: "tocilizumab-too-late", describe: "Scenario file, or the name of a shipped scenario" })
			.option("out", {
				type: "string",
				requiresArg: true,
				describe: "The file to write; left out: NAME.html here, and it is opened where there is a desktop",
			})
			.option("open", {
				type: "boolean",
				describe: "Open it in the browser; --no-open: do not. Left out: where there is a desktop, and no --out",
			})
			.option("force", { type: "boolean", default: false, describe: "Write over a file that is no page of ours" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.example("$0 explore bulky-untreated", "write bulky-untreated.html and open it")
			.example("$0 explore untreated --out lecture.html", "write lecture.html"),
	handler: (args) => guarded(async () => (await import("../explore.ts")).explore(args)),
};
