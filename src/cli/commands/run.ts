import type { Arguments } from "../run.ts";
import { forceOption, linesOption, withFigureOptions, withRunOptions } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim run FILE`: simulate one scenario. */
export const runCommand: CommandModule<unknown, Arguments> = {
	command: "run <file>",
	describe: "Simulate a scenario: summary in the terminal; tables, figures and a report with --out",
	builder: (yargs) =>
		withFigureOptions(withRunOptions(yargs))
			.positional("file", {
				type: "string",
				demandOption: true,
				describe: "Scenario file, or the name of a shipped scenario; or a study, of which one patient is run again",
			})
			.option("out", { type: "string", requiresArg: true, describe: "Folder to write tables, figures and report.html into" })
			.option("force", forceOption)
			.option("format", linesOption)
			.option("arm", { type: "string", requiresArg: true, describe: "Of a study: the arm whose --patient is run again" })
			.option("cell", {
				type: "string",
				requiresArg: true,
				describe: 'Of a study: a point of what is varied, such as "tocilizumab.at=1 day"; once for each path',
			})
			.option("plots", {
				type: "string",
				requiresArg: true,
				describe: "Figures to draw: cascade,brain,…, a file with a figure of your own, or none (all)",
			})
			.option("chart", {
				type: "string",
				requiresArg: true,
				describe: "A chart to lay over the curves and beside the grades, as crsim grade reads it",
			})
			.option("infusion", {
				type: "string",
				requiresArg: true,
				describe: 'When the patient of a --chart with dates was infused, such as "2026-03-01 10:00"',
			})
			.option("charted", {
				type: "boolean",
				describe: "Also write chart.csv: the run as a ward would have charted it, by charting.yaml of its model",
			})
			.example("$0 run untreated --out out/untreated", "simulate, write everything")
			.example("$0 run no-tumor --events scenarios/events/two-patients.csv --id A", "what a table of events gives")
			.example("$0 run untreated --columns il6,crp,temperature --size slide --out out/slide", "a slide of chosen columns")
			.example('$0 run early-or-late-both --arm "both early" --patient 12', "a patient of a study again")
			.example(
				"$0 run bulky-untreated --care p4 --chart scenarios/charts/simulated-and-charted.csv --out out/over",
				"a chart over the simulated course",
			),
	handler: (args) => guarded(async () => (await import("../run.ts")).run(args)),
};
