import { forceOption, linesOption, sizeOption } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { Arguments } from "../sweep.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim sweep STUDY`: many virtual patients through the arms of a study. */
export const sweepCommand: CommandModule<unknown, Arguments> = {
	command: "sweep <study>",
	describe: "Run a study: many virtual patients through each of its arms",
	builder: (yargs) =>
		yargs
			.positional("study", { type: "string", demandOption: true, describe: "Study file, or the name of a shipped study" })
			.option("out", {
				type: "string",
				requiresArg: true,
				describe: "Folder for outcomes, summary, figures and report; work that was interrupted goes on there",
			})
			.option("workers", {
				type: "string",
				requiresArg: true,
				describe: "Threads (as many as the machine has); results are the same for any number",
			})
			.option("shard", {
				type: "string",
				requiresArg: true,
				describe:
					"Run one part alone, such as 2/8; auto: the part that Slurm, AWS Batch or another scheduler says (auto/8 where it says not of how many); crsim merge joins them",
			})
			.option("status", { type: "boolean", describe: "Say how much of a study a folder holds, given in its place: --status DIR" })
			.option("patients", { type: "string", requiresArg: true, describe: "Virtual patients, in place of what the study says" })
			.option("seed", { type: "string", requiresArg: true, describe: "Seed, in place of what the study says" })
			.option("rtol", {
				type: "string",
				requiresArg: true,
				describe: "Relative tolerance of every run, in place of what the study says (1e-6)",
			})
			.option("ensemble", {
				type: "string",
				requiresArg: true,
				describe: "Sets of parameters, as crsim fit writes them: every patient goes through each too, and what they add is told",
			})
			.option("force", forceOption)
			.option("size", sizeOption)
			.option("format", linesOption)
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.example("$0 sweep early-or-late-both --patients 4", "a small taste of a shipped study")
			.example("$0 sweep anakinra-prophylaxis --patients 101 --shard 1/2 --out parts/1", "a part of a study; 2/2 is the other")
			.example("$0 sweep anakinra-prophylaxis --patients 101 --shard 2/2 --out parts/2", "on another machine perhaps")
			.example("$0 sweep --status parts/1", "how much of it is done"),
	handler: (args) =>
		guarded(async () =>
			args.status ? (await import("../sweep-status.ts")).sweepStatus(args.study, args.format) : (await import("../sweep.ts")).sweep(args),
		),
};
