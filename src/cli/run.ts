import { phase } from "../node/times.ts";
import { type RunArguments, readRunOptions, withRunOptions } from "./run-options.ts";
import { exitCodes, guarded, result } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments extends RunArguments {
	readonly file: string;
	readonly out?: string | undefined;
	readonly format?: string | undefined;
	readonly plots?: string | undefined;
}

async function run(args: Arguments): Promise<number> {
	const options = readRunOptions(args);
	const [{ scenarioPreparer }, { findScenario }, { simulate }, { ran, summary, tableFiles }] = await Promise.all([
		import("../node/prepare-scenario.ts"),
		import("../node/scenario-texts.ts"),
		import("../simulate/simulate.ts"),
		import("../node/outputs.ts"),
	]);
	phase("program loaded");
	const loaded = await scenarioPreparer(args.models)(findScenario(args.file), options.scenario);
	// What is asked for is checked before the run; what draws it is loaded only when something is drawn.
	if (args.plots !== undefined) (await import("./figure-names.ts")).figureNames(args.plots, { figures: loaded.program.figures, runs: 1 });
	const one = ran(loaded, simulate(loaded.engine, loaded.patient, options.run), options.run);
	phase("simulated");
	if (args.out !== undefined) {
		const { writeOut } = await import("./write-out.ts");
		await writeOut(args.out, [one], { tables: tableFiles(one), plots: args.plots });
	}
	if (args.format === "json") result(JSON.stringify(summary(one), null, "\t"));
	else {
		const [{ terminalSummary }, { paintFor }] = await Promise.all([import("../report/terminal-summary.ts"), import("./paint.ts")]);
		const width = process.stdout.columns ? { width: process.stdout.columns } : {};
		result(terminalSummary(one.run, { paint: paintFor(process.stdout), ...width }).join("\n"));
	}
	phase("summary printed");
	return one.run.outcome.kind === "finished" ? exitCodes.done : exitCodes.numbers;
}

/** `crsim run FILE`: simulate one scenario. */
export const runCommand: CommandModule<unknown, Arguments> = {
	command: "run <file>",
	describe: "Simulate a scenario: summary in the terminal; tables, figures and a report with --out",
	builder: (yargs) =>
		withRunOptions(yargs)
			.positional("file", { type: "string", demandOption: true, describe: "Scenario file, or the name of a shipped scenario" })
			.option("out", { type: "string", requiresArg: true, describe: "Folder to write tables, figures and report.html into" })
			.option("format", { type: "string", requiresArg: true, choices: ["table", "json"], default: "table", describe: "What to print" })
			.option("plots", { type: "string", requiresArg: true, describe: "Figures to draw: cascade,brain,… or none (all)" })
			.example("$0 run untreated --out out/untreated", "simulate, write everything"),
	handler: (args) => guarded(() => run(args)),
};
