import type { Arguments } from "../compare.ts";
import { forceOption, formatOption, withFigureOptions, withRunOptions } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim compare FILES`: several scenarios over each other. */
export const compareCommand: CommandModule<unknown, Arguments> = {
	command: "compare <files..>",
	describe: "Simulate several scenarios and lay them over each other",
	builder: (yargs) =>
		withFigureOptions(withRunOptions(yargs))
			.positional("files", {
				type: "string",
				array: true,
				demandOption: true,
				describe: "Two to six scenario files, or one under several protocols",
			})
			.option("out", { type: "string", requiresArg: true, describe: "Folder to write tables, the figure and report.html into" })
			.option("force", forceOption)
			.option("format", formatOption)
			.option("plots", {
				type: "string",
				requiresArg: true,
				describe: "Figures to draw: comparison, a file with a figure of your own, or none (all)",
			})
			.example("$0 compare bulky-untreated --care none,p0,p4", "the same patient under several protocols")
			.example(
				"$0 compare demonstration-without-tocilizumab demonstration --columns il6,il6_signal,map --size slide --out out/slide",
				"a slide of chosen columns",
			)
			.example("$0 compare untreated no-tumor --out out/burden", "the same infusion with a tumor and without"),
	handler: (args) => guarded(async () => (await import("../compare.ts")).compare(args)),
};
