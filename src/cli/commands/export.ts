import type { Arguments } from "../export.ts";
import { withRunOptions } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim export FILE --format flat`: the compiled model and what happened to it, for other solvers; `sbml`: the same for tools that read SBML; `chart`: the run as a typed chart. */
export const exportCommand: CommandModule<unknown, Arguments> = {
	command: "export <file>",
	describe: "Print a run for other programs: the compiled model with its events, or the chart of its bedside",
	builder: (yargs) =>
		withRunOptions(yargs)
			.positional("file", { type: "string", demandOption: true, describe: "Scenario file" })
			.option("format", {
				type: "string",
				requiresArg: true,
				choices: ["flat", "sbml", "omex", "r", "python", "c", "julia", "matlab", "nonmem", "fhir", "fhir-ndjson", "chart", "charted"],
				demandOption: true,
				describe:
					"flat: pure numbers and expressions as JSON; sbml: the same as SBML, level 3 version 2; omex: the same with a time course in SED-ML, as an archive; r, python, c, julia, matlab: the same as a program of that language; nonmem: what was given, as a table of events; fhir: a patient as a bundle of FHIR R4, marked as test data; fhir-ndjson: the same, a resource a line; chart: what the bedside shows, a row a look, as crsim grade reads it; charted: the same as a ward would have charted it, with its rounds, errors and gaps",
			})
			.example("$0 export demonstration --format chart > chart.csv", "a chart to fill in, to change and to grade")
			.example("$0 export untreated --format flat > flat.json", "for another solver")
			.example("$0 export untreated --format sbml > untreated.xml", "for tools that read SBML"),
	handler: (args) => guarded(async () => (await import("../export.ts")).exportRun(args)),
};
