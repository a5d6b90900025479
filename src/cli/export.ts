import { onCommandLine } from "../node/asked.ts";
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

type Writer = (one: Ran) => string | Promise<string>;

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
	r: program("r"),
	python: program("python"),
	c: program("c"),
	julia: program("julia"),
	matlab: program("matlab"),
	nonmem: async (): Promise<Writer> => (await import("../node/nonmem-of-run.ts")).nonmemOfRun,
	chart: async (): Promise<Writer> => {
		const { chartCsv } = await import("../exchange/write-chart.ts");
		return ({ run }) => chartCsv(run);
	},
	charted: async (): Promise<Writer> => {
		const { chartOfRun } = await import("../node/chart-of-run.ts");
		return (one) => chartOfRun(one, onCommandLine, "format");
	},
} as const;

export async function exportRun({ file, format, models, ...settings }: Arguments): Promise<number> {
	const checked = checkSettings(settings, onCommandLine);
	const { one } = await withInput(file, (given) => scenarioRunner(models)(given, checked));
	const write: Writer = await writers[format as keyof typeof writers]();
	result((await write(one)).trimEnd());
	return one.run.outcome.kind === "finished" ? exitCodes.done : exitCodes.numbers;
}
