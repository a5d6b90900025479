import type { Arguments } from "../model.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim model NAME`: the equations and parameters of a model, with units, sources and evidence. */
export const modelCommand: CommandModule<unknown, Arguments> = {
	command: "model [name]",
	describe: "Show a model's equations and parameters with units, sources and evidence; checks every unit",
	builder: (yargs) =>
		yargs
			.positional("name", { type: "string", default: "cart-crs", describe: "Name of a model" })
			.option("page", { type: "string", requiresArg: true, describe: "One subsystem only, such as fever" })
			.option("treatment", { type: "string", requiresArg: true, describe: "One treatment only, such as tocilizumab" })
			.option("magnitudes", {
				type: "boolean",
				default: false,
				describe: "Run patients of rising severity and compare them, by grade, with what is usual",
			})
			.option("evidence", {
				type: "boolean",
				default: false,
				describe: "Move every parameter by itself, rank them by what that does, and say what the strongest 30 rest on",
			})
			.option("scenario", { type: "string", requiresArg: true, describe: "With --evidence: in this scenario of the model" })
			.option("outcomes", {
				type: "string",
				requiresArg: true,
				describe: "With --evidence: by these outcomes of its evidence.yaml only, with commas between them",
			})
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.option("from", {
				type: "string",
				requiresArg: true,
				describe: "An SBML file (level 2 version 4 to level 3 version 2) in place of a name",
			})
			.option("out", {
				type: "string",
				requiresArg: true,
				describe: "With --from: a folder of models to keep it in, in the language of crsim",
			})
			.option("format", {
				type: "string",
				requiresArg: true,
				choices: ["md", "html", "json"],
				default: "md",
				describe: "md, html: a page to read; json: the flat model, or all that --evidence weighed",
			})
			.example("$0 model cart-crs --page fever", "how fever arises")
			.example("$0 model cart-crs --format html > cart-crs.html", "the whole model as one page")
			.example("$0 model cart-crs --evidence --outcomes il6,pressure", "what the strongest influences rest on")
			.example("$0 model cart-crs --magnitudes", "which magnitudes are right"),
	handler: (args) => guarded(async () => (await import("../model.ts")).showModel(args)),
};
