import { didYouMean, nearest } from "../input/nearest.ts";
import { version } from "../node/program.ts";
import { phase, phaseTimes } from "../node/times.ts";
import { checkCommand } from "./commands/check.ts";
import { compareCommand } from "./commands/compare.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { exploreCommand } from "./commands/explore.ts";
import { exportCommand } from "./commands/export.ts";
import { figureCommand } from "./commands/figure.ts";
import { fitCommand } from "./commands/fit.ts";
import { gradeCommand } from "./commands/grade.ts";
import { lessonCommand } from "./commands/lesson.ts";
import { listCommand } from "./commands/list.ts";
import { mergeCommand } from "./commands/merge.ts";
import { modelCommand } from "./commands/model.ts";
import { queryCommand } from "./commands/query.ts";
import { runCommand } from "./commands/run.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { trialCommand } from "./commands/trial.ts";
import { columnsOf } from "./paint.ts";
import { exitCodes, result, say, systemWords } from "./speak.ts";
import { type CommandModule, optionsOf, yargs } from "./yargs.ts";

type Command = CommandModule<unknown, never>;

/** What each says of itself; what it does is loaded when it is called. */
export const commands = [
	runCommand,
	compareCommand,
	exploreCommand,
	checkCommand,
	gradeCommand,
	listCommand,
	modelCommand,
	exportCommand,
	sweepCommand,
	mergeCommand,
	queryCommand,
	trialCommand,
	fitCommand,
	lessonCommand,
	figureCommand,
	doctorCommand,
] as readonly Command[];

/** With this word a completion script of yargs asks what may stand in place of the last of the words that follow. */
const asking = "--get-yargs-completions";

/** Offers names to a shell; false where yargs itself knows what may stand there. yargs cannot wait for names, so it is asked after us. */
async function offered([first, _program, ...typed]: readonly string[]): Promise<boolean> {
	if (first !== asking) return false;
	const names = await (await import("./completion.ts")).completions(typed);
	if (names !== undefined && names.length > 0) result(names.join("\n"));
	return names !== undefined;
}

/** The name that a command is called by. */
const nameOf = ({ command }: Command): string => String(command).split(" ")[0]!;

/** Words about a first word that is no command; undefined where it is one. A bare scenario is the likeliest mistake. */
function unknownCommand([first]: readonly string[]): string | undefined {
	const names = [...commands.map(nameOf), "completion"];
	if (first === undefined || first.startsWith("-") || names.includes(first)) return undefined;
	const meant = didYouMean(first, names);
	return `unknown command "${first}"\n${meant === "" ? `allowed: ${names.join(", ")}. A scenario is simulated by: crsim run untreated` : meant}`;
}

/** What an unknown option or word most likely meant, by the message of yargs; empty where nothing is near. `options`: names of those of the command. */
function nearestMeant(message: string, options: readonly string[]): string {
	const [, option] = /^Unknown arguments?: ([^,]+)/.exec(message) ?? [];
	if (option !== undefined) {
		const names = nearest(option, options).map((name) => `--${name}`);
		return names.length === 0 ? "" : `Did you mean ${names.join(" or ")}?`;
	}
	const [, word, choices = ""] = /Given: "([^"]*)", Choices: (.*)/.exec(message) ?? [];
	// `study` for `studies`, as `treatment` for `treatments`.
	return word === undefined ? "" : didYouMean(word.replace(/y$/, "ies"), choices.match(/\w[\w-]*/g) ?? []);
}

/** What may stand more than once: places that take several words, and the points of a study's cell. */
const repeatable: readonly string[] = ["_", "files", "folders", "names", "cell", "set"];

/** Commands that read the standard input where a dash stands in place of a file. */
const inputReaders: readonly string[] = ["run", "grade", "sweep", "export"];

/** What was given an empty value. yargs empties a dash that stands in place of a file, which is no mistake. */
function emptyOption(args: Readonly<Record<string, unknown>>, words: readonly string[]): string | undefined {
	const isDash = words.includes("-") && !words.includes("") && inputReaders.includes(words[0]!);
	const places: readonly string[] = isDash ? ["file", "input", "study"] : [];
	return Object.keys(args).find((key) => args[key] === "" && !places.includes(key));
}

/** Runs the program with the words of a command line. */
export async function crsim(words: readonly string[]): Promise<void> {
	process.stdout.on("error", (error: NodeJS.ErrnoException) => {
		// A reader that has seen enough (`| head`) is no failure of ours.
		if (error.code === "EPIPE") process.exit(exitCodes.done);
		say(systemWords(error));
		process.exit(exitCodes.input);
	});
	// Words that nobody can hear do not end the work.
	process.stderr.on("error", () => {});
	if (await offered(words)) return;
	if (process.env["CRSIM_TIMES"] === "1") process.once("exit", () => say(phaseTimes()));
	const program = yargs([...words])
		.scriptName("crsim")
		.version(version())
		.usage(
			"$0 <command>\n\nSimulates what happens to a patient after CAR-T infusion. For teaching and research only, never advice for a real patient.",
		);
	for (const command of commands) program.command(command);
	phase("commands loaded");
	await program
		.completion("completion", "Print a completion script for bash or zsh")
		.parserConfiguration({ "parse-numbers": false, "parse-positional-numbers": false, "camel-case-expansion": false })
		.check((args) => {
			const twice = Object.keys(args).find((key) => Array.isArray(args[key]) && !repeatable.includes(key));
			const empty = emptyOption(args, words);
			if (empty !== undefined) throw new Error(`--${empty} is empty.`);
			if (twice === undefined) return true;
			throw new Error(`--${twice} is given twice; give it once.`);
		})
		.demandCommand(1, "Name a command; crsim --help lists them.")
		.strict()
		.locale("en")
		.wrap(Math.min(110, columnsOf(process.stdout) ?? 100))
		.fail((message, error) => {
			if (error && error.message !== message) throw error;
			const command = unknownCommand(words);
			const hint = command === undefined ? nearestMeant(message, optionsOf(program)) : "";
			say(`${command ?? message}${hint === "" ? "" : `\n${hint}`}\n\nSee: crsim --help, or --help after a command`);
			process.exit(exitCodes.input);
		})
		.parseAsync();
}
