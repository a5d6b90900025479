import type { Arguments } from "../lesson.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim lesson NAME`: a few steps that change a scenario, ask, and explain. */
export const lessonCommand: CommandModule<unknown, Arguments> = {
	command: "lesson [name]",
	describe: "Run a lesson: its steps, questions and answers with the numbers of its runs; without a name: which there are",
	builder: (yargs) =>
		yargs
			.positional("name", { type: "string", describe: "Name of a lesson that comes along, or a file" })
			.option("out", { type: "string", requiresArg: true, describe: "Write a handout to print, such as handout.html" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.example("$0 lesson", "which lessons there are")
			.example("$0 lesson who-makes-il6", "the steps, and the answers below them")
			.example("$0 lesson who-makes-il6 --out out/who-makes-il6.html", "a handout with figures and room to write"),
	handler: (args) => guarded(async () => (await import("../lesson.ts")).lesson(args)),
};
