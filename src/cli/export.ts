import { onCommandLine, refuse } from "../node/asked.ts";
import type { Ran } from "../node/outputs.ts";
import { scenarioRunner } from "../node/run-scenario.ts";
import { checkSettings } from "../node/run-settings.ts";
import { withInput } from "../node/standard-input.ts";
import type { RunArguments } from "./run-options.ts";
import { exitCodes, result } from "./speak.ts";

export interface Arguments extends RunArguments {
	readonly file: string;
	readonly format: string;
}

type Writer = (one: Ran) => string | Uint8Array | Promise<string>;

const program = (language: "r" | "python" | "c" | "julia" | "matlab") => async (): Promise<Writer> => {
	const { printedText } = await import("../node/printed-text.ts");
	return (one) => printedText(one, language);
};

/** What writes each format; only that of the one that is asked for is loaded. */
const writers = {
	flat: async (): Promise<Writer> => {
		const { flatExport } = await import("../exchange/flat-export.ts");
		return ({ loaded: { plan, patient }, run }) => JSON.stringify(flatExport(plan, patient, run), null, "\t");
	},
	sbml: async (): Promise<Writer> => {
		const { sbmlOf } = await import("../exchange/sbml/export-sbml.ts");
		return ({ loaded: { plan, patient }, run }) => sbmlOf(plan, patient, run);
	},
	omex: async (): Promise<Writer> => {
		const { omexOf } = await import("../exchange/omex.ts");
		return ({ loaded: { plan, patient }, run, options }) => omexOf(plan, patient, run, options);
	},
	r: program("r"),
	python: program("python"),
	c: program("c"),
	julia: program("julia"),
	matlab: program("matlab"),
	nonmem: async (): Promise<Writer> => (await import("../node/nonmem-of-run.ts")).nonmemOfRun,
	fhir: async (): Promise<Writer> => (await import("../node/fhir-of-run.ts")).fhirOfRun,
	"fhir-ndjson": async (): Promise<Writer> => (await import("../node/fhir-of-run.ts")).fhirLinesOfRun,
	chart: async (): Promise<Writer> => {
		const { chartCsv } = await import("../exchange/write-chart.ts");
		return ({ run }) => chartCsv(run);
	},
	charted: async (): Promise<Writer> => {
		const { chartOfRun } = await import("../node/chart-of-run.ts");
		return (one) => chartOfRun(one, onCommandLine, "format");
	},
} as const;

/** Refuses to print an archive on a terminal, which would make nothing of it. */
export function refuseArchive(format: string, isTerminal: boolean): void {
	if (isTerminal) refuse(onCommandLine, "format", `${format} is an archive, which a terminal cannot show`, "keep it in a file: > run.omex");
}

export async function exportRun({ file, format, models, ...settings }: Arguments): Promise<number> {
	const checked = checkSettings(settings, onCommandLine);
	const { one } = await withInput(file, (given) => scenarioRunner(models)(given, checked));
	const write: Writer = await writers[format as keyof typeof writers]();
	const written = await write(one);
	if (typeof written === "string") result(written.trimEnd());
	else {
		refuseArchive(format, process.stdout.isTTY);
		process.stdout.write(written);
	}
	return one.run.outcome.kind === "finished" ? exitCodes.done : exitCodes.numbers;
}
