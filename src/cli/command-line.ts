import { phase, phaseTimes } from "../node/times.ts";
import { exitCodes, say } from "./speak.ts";
import { type CommandModule, yargs } from "./yargs.ts";

type Command = CommandModule<unknown, never>;

/** Each command is loaded when it is meant; all of them where help or a suggestion may name them. */
const commands: Readonly<Record<string, () => Promise<unknown>>> = {
	run: async () => (await import("./run.ts")).runCommand,
	compare: async () => (await import("./compare.ts")).compareCommand,
	check: async () => (await import("./check.ts")).checkCommand,
	grade: async () => (await import("./grade.ts")).gradeCommand,
	list: async () => (await import("./list.ts")).listCommand,
	model: async () => (await import("./model.ts")).modelCommand,
	export: async () => (await import("./export.ts")).exportCommand,
	sweep: async () => (await import("./sweep.ts")).sweepCommand,
	merge: async () => (await import("./merge.ts")).mergeCommand,
};

function meant(first: string | undefined): readonly (() => Promise<unknown>)[] {
	const one = first !== undefined && Object.hasOwn(commands, first) ? commands[first] : undefined;
	return one ? [one] : Object.values(commands);
}

/** Runs the program with the words of a command line. */
export async function crsim(words: readonly string[]): Promise<void> {
	// A reader that has seen enough (`| head`) is no failure of ours.
	process.stdout.on("error", (error: NodeJS.ErrnoException) => {
		if (error.code === "EPIPE") process.exit(exitCodes.done);
		throw error;
	});
	if (process.env["CRSIM_TIMES"] === "1") process.once("exit", () => say(phaseTimes()));
	const program = yargs([...words])
		.scriptName("crsim")
		.usage(
			"$0 <command>\n\nSimulates what happens to a patient after CAR-T infusion. For teaching and research only, never advice for a real patient.",
		);
	for (const load of meant(words[0])) program.command((await load()) as Command);
	phase("commands loaded");
	await program
		.completion("completion", "Print a completion script for the shell")
		.parserConfiguration({ "parse-numbers": false, "parse-positional-numbers": false, "camel-case-expansion": false })
		.check((args) => {
			const twice = Object.keys(args).find((key) => Array.isArray(args[key]) && !["_", "files", "folders"].includes(key));
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
}
