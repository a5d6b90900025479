import type { Arguments } from "../fit.ts";
import { formatOption } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

const epilogue = `With --chart the fit is to one patient, and FOR TEACHING ONLY: never advice for a real patient. Virtual patients of the scenario are weighed by how likely they would
have been charted so, with the errors of measurement that the model states (charting.yaml) and the care that the chart says was given; shown is what could
follow under each kind of care. Charts are those of crsim grade.`;

/** `crsim fit FILE`: parameters that make a model say what published trials saw; `crsim fit --chart CHART SCENARIO`: who the patient of a chart could be. */
export const fitCommand: CommandModule<unknown, Arguments> = {
	command: "fit <fit>",
	describe: "Find parameters with which a model says what trials saw, or virtual patients who could be the one of a chart",
	builder: (yargs) =>
		yargs
			.positional("fit", {
				type: "string",
				demandOption: true,
				describe: "Fit file, or the name of a shipped one (list fits); with --chart the scenario whose virtual patients are meant",
			})
			.option("chart", {
				type: "string",
				requiresArg: true,
				describe: "Chart of one patient, for teaching: who could it be, and what could follow?",
			})
			.option("id", { type: "string", requiresArg: true, describe: "Whose rows of the chart, where it holds several patients" })
			.option("infusion", {
				type: "string",
				requiresArg: true,
				describe: 'When the patient of a chart with dates was infused, such as "2026-03-01 10:00"',
			})
			.option("known", {
				type: "string",
				requiresArg: true,
				describe: 'Last hour that is known, such as "5 day" (all); what is charted later is held against the fan',
			})
			.option("care", {
				type: "string",
				requiresArg: true,
				describe: "Kinds of care that could follow: none, protocols, files of your own (none,p4)",
			})
			.option("until", { type: "string", requiresArg: true, describe: "End of what is shown (ten days after what is known)" })
			.option("patients", { type: "string", requiresArg: true, describe: "Virtual patients that are moved towards the chart (100)" })
			.option("seed", { type: "string", requiresArg: true, describe: "Seed of every draw (1)" })
			.option("out", {
				type: "string",
				requiresArg: true,
				describe: "Folder for the ensemble and its account, where a fit that was stopped goes on; of a chart for the fan and its figures",
			})
			.option("force", { type: "boolean", default: false, describe: "Of a chart: also over files that are not results of this program" })
			.option("steps", { type: "string", requiresArg: true, describe: "Stop after so many assimilations; the same command goes on (all)" })
			.option("workers", {
				type: "string",
				requiresArg: true,
				describe: "Threads (as many as the machine has); results are the same for any number",
			})
			.option("format", formatOption)
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.example("$0 fit taste --out out/fit", "how a fit goes, too small to mean anything")
			.example(
				'$0 fit --chart scenarios/charts/first-week.csv bulky-untreated --known "3 day" --until "6 day" --patients 20',
				"what could follow a chart",
			)
			.epilogue(epilogue),
	handler: (args) => guarded(async () => (await import("../fit.ts")).fit(args)),
};
