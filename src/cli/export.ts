import { type RunArguments, readRunOptions, withRunOptions } from "./run-options.ts";
import { exitCodes, guarded, result } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments extends RunArguments {
	readonly file: string;
	readonly format: string;
}

async function exportRun(args: Arguments): Promise<number> {
	const options = readRunOptions(args);
	const [{ scenarioPreparer }, { findScenario }, { simulate }, { flatExport }, { chartCsv }] = await Promise.all([
		import("../node/prepare-scenario.ts"),
		import("../node/scenario-texts.ts"),
		import("../simulate/simulate.ts"),
		import("../exchange/flat-export.ts"),
		import("../exchange/write-chart.ts"),
	]);
	const { plan, engine, patient } = await scenarioPreparer(args.models)(findScenario(args.file), options.scenario);
	const run = simulate(engine, patient, options.run);
	result(args.format === "chart" ? chartCsv(run).trimEnd() : JSON.stringify(flatExport(plan, patient, run), null, "\t"));
	return run.outcome.kind === "finished" ? exitCodes.done : exitCodes.numbers;
}

/** `crsim export FILE --format flat`: the compiled model and what happened to it, for other solvers; `chart`: the run as a typed chart. */
export const exportCommand: CommandModule<unknown, Arguments> = {
	command: "export <file>",
	describe: "Print a run for other programs: the compiled model with its events, or the chart of its bedside",
	builder: (yargs) =>
		withRunOptions(yargs)
			.positional("file", { type: "string", demandOption: true, describe: "Scenario file" })
			.option("format", {
				type: "string",
				requiresArg: true,
				choices: ["flat", "chart"],
				demandOption: true,
				describe: "flat: pure numbers and expressions as JSON; chart: what the bedside shows, a row a look, as crsim grade reads it",
			})
			.example("$0 export demonstration --format chart > chart.csv", "a chart to fill in, to change and to grade")
			.example("$0 export untreated --format flat > flat.json", "for another solver"),
	handler: (args) => guarded(() => exportRun(args)),
};
