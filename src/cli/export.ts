import { flatExport } from "../exchange/flat-export.ts";
import { chartCsv } from "../exchange/write-chart.ts";
import { onCommandLine } from "../node/asked.ts";
import { chartOfRun } from "../node/chart-of-run.ts";
import type { Ran } from "../node/outputs.ts";
import { scenarioRunner } from "../node/run-scenario.ts";
import { checkSettings } from "../node/run-settings.ts";
import type { RunArguments } from "./run-options.ts";
import { exitCodes, result } from "./speak.ts";

export interface Arguments extends RunArguments {
	readonly file: string;
	readonly format: string;
}

/** A run as other programs read it. */
async function printed(one: Ran, format: string): Promise<string> {
	const { loaded, run } = one;
	const { isLanguage, printedText } = await import("../node/printed-text.ts");
	if (isLanguage(format)) return printedText(one, format);
	switch (format) {
		case "charted":
			return chartOfRun(one, onCommandLine, "format");
		case "chart":
			return chartCsv(run);
		case "sbml":
			return (await import("../exchange/sbml/export-sbml.ts")).sbmlOf(loaded.plan, loaded.patient, run);
		case "nonmem":
			return (await import("../node/nonmem-of-run.ts")).nonmemOfRun(one);
		default:
			return JSON.stringify(flatExport(loaded.plan, loaded.patient, run), null, "\t");
	}
}

export async function exportRun({ file, format, models, ...settings }: Arguments): Promise<number> {
	const { one } = await scenarioRunner(models)(file, checkSettings(settings, onCommandLine));
	result((await printed(one, format)).trimEnd());
	return one.run.outcome.kind === "finished" ? exitCodes.done : exitCodes.numbers;
}
