import type { Arguments } from "../doctor.ts";
import { formatOption } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim doctor`: what works on this machine. */
export const doctorCommand: CommandModule<unknown, Arguments> = {
	command: "doctor",
	describe: "Say what works on this machine, and what to do where something does not",
	builder: (yargs) =>
		yargs
			.option("format", formatOption)
			.example("$0 doctor", "when something does not work")
			.example("$0 doctor --format json", "the same, for a program"),
	handler: (args) => guarded(async () => (await import("../doctor.ts")).doctor(args)),
};
