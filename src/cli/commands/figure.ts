import type { Arguments } from "../figure.ts";
import { forceOption, sizeOption } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim figure NAME`: a figure for teaching, with its sentence and its numbers. */
export const figureCommand: CommandModule<unknown, Arguments> = {
	command: "figure [name]",
	describe: "Make a teaching figure: what it shows in a sentence, the numbers behind it, the picture; without a name: which there are",
	builder: (yargs) =>
		yargs
			.positional("name", { type: "string", describe: "Name of a teaching figure that comes along, or a file" })
			.option("out", { type: "string", requiresArg: true, describe: "Folder to write the figure into, as specification, SVG and PNG" })
			.option("force", forceOption)
			.option("size", sizeOption)
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.example("$0 figure", "which teaching figures there are")
			.example("$0 figure hypotension", "its sentence and its numbers")
			.example("$0 figure macrophages-make-il6 --out out/figure", "the picture too"),
	handler: (args) => guarded(async () => (await import("../figure.ts")).figure(args)),
};
