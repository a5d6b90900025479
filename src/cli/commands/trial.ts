import { forceOption, formatOption, sizeOption } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { Arguments } from "../trial.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim trial NAMES…`: what was seen in published trials against what the model predicts for them. */
export const trialCommand: CommandModule<unknown, Arguments> = {
	command: "trial [names..]",
	describe: "Hold published trials against what the model predicts for as many patients",
	builder: (yargs) =>
		yargs
			.positional("names", { type: "string", array: true, default: [], describe: "Trial files, or names of shipped trials (list trials)" })
			.option("all", { type: "boolean", describe: "All trials that come along" })
			.option("patients", { type: "string", requiresArg: true, describe: "Virtual patients of each trial (1000)" })
			.option("seed", { type: "string", requiresArg: true, describe: "Seed of every draw (1)" })
			.option("rtol", { type: "string", requiresArg: true, describe: "Relative tolerance of every run (1e-6)" })
			.option("workers", {
				type: "string",
				requiresArg: true,
				describe: "Threads (as many as the machine has); results are the same for any number",
			})
			.option("out", {
				type: "string",
				requiresArg: true,
				describe: "Folder for table, figures, page and the patients; work that was interrupted goes on there",
			})
			.option("set", {
				type: "string",
				array: true,
				requiresArg: true,
				describe: "A parameter set otherwise in all trials, such as il6_gain=0.8x; as often as you like",
			})
			.option("sets", {
				type: "string",
				requiresArg: true,
				describe: "A file of parameter sets that are all held possible: what they add to the intervals",
			})
			.option("without-effects", { type: "boolean", describe: "The null model: drugs are given and counted, and act on nothing" })
			.option("against", {
				type: "string",
				requiresArg: true,
				describe: "Folder of earlier results to compare with, such as those of another model",
			})
			.option("force", forceOption)
			.option("size", sizeOption)
			.option("format", formatOption)
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.example("$0 trial zuma-1 --patients 8", "a small taste of one trial")
			.example("$0 trial zuma-1 --patients 8 --without-effects", "what is left of it when no drug acts"),
	handler: (args) => guarded(async () => (await import("../trial.ts")).trial(args)),
};
