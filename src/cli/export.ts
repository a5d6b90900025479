import { flatExport } from "../exchange/flat-export.ts";
import { chartCsv } from "../exchange/write-chart.ts";
import { onCommandLine } from "../node/asked.ts";
import { chartOfRun } from "../node/chart-of-run.ts";
import { scenarioRunner } from "../node/run-scenario.ts";
import { checkSettings } from "../node/run-settings.ts";
import type { RunArguments } from "./run-options.ts";
import { exitCodes, result } from "./speak.ts";

export interface Arguments extends RunArguments {
	readonly file: string;
	readonly format: string;
}

export async function exportRun({ file, format, models, ...settings }: Arguments): Promise<number> {
	const { one } = await scenarioRunner(models)(file, checkSettings(settings, onCommandLine));
	const { loaded, run } = one;
	if (format === "charted") result(chartOfRun(one, onCommandLine, "format").trimEnd());
	else if (format === "sbml") result((await import("../exchange/sbml/export-sbml.ts")).sbmlOf(loaded.plan, loaded.patient, run).trimEnd());
	else result(format === "chart" ? chartCsv(run).trimEnd() : JSON.stringify(flatExport(loaded.plan, loaded.patient, run), null, "\t"));
	return run.outcome.kind === "finished" ? exitCodes.done : exitCodes.numbers;
}
