import { enableCompileCache } from "node:module";
import { checkCommand } from "./check.ts";
import { compareCommand } from "./compare.ts";
import { exportCommand } from "./export.ts";
import { gradeCommand } from "./grade.ts";
import { listCommand } from "./list.ts";
import { mergeCommand } from "./merge.ts";
import { modelCommand } from "./model.ts";
import { runCommand } from "./run.ts";
import { exitCodes } from "./speak.ts";
import { sweepCommand } from "./sweep.ts";
import { hideBin, yargs } from "./yargs.ts";

enableCompileCache();
// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
	if (error.code === "EPIPE") process.exit(exitCodes.done);
	throw error;
});

await yargs(hideBin(process.argv))
	.scriptName("crsim")
	.usage(
		"$0 <command>\n\nSimulates what happens to a patient after CAR-T infusion. For teaching and research only, never advice for a real patient.",
	)
	.command(runCommand)
	.command(compareCommand)
	.command(checkCommand)
	.command(gradeCommand)
	.command(listCommand)
	.command(modelCommand)
	.command(exportCommand)
	.command(sweepCommand)
	.command(mergeCommand)
	.completion("completion", "Print a completion script for the shell")
	.parserConfiguration({ "parse-numbers": false, "parse-positional-numbers": false, "camel-case-expansion": false })
	.check((args) => {
		const twice = Object.keys(args).find((key) => Array.isArray(args[key]) && key !== "_" && key !== "files" && key !== "folders");
		const empty = Object.keys(args).find((key) => args[key] === "");
		if (empty !== undefined) throw new Error(`--${empty} is empty.`);
		if (twice === undefined) return true;
		throw new Error(`--${twice} is given twice; give it once.`);
	})
	.demandCommand(1, "Name a command; crsim --help lists them.")
	.strict()
	.recommendCommands()
	.locale("en")
	.wrap(Math.min(110, process.stdout.columns ?? 100))
	.fail((message, error) => {
		if (error && error.message !== message) throw error;
		process.stderr.write(`${message}\n\nSee: crsim --help, or --help after a command\n`);
		process.exit(exitCodes.input);
	})
	.parseAsync();
