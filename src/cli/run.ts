import { onCommandLine } from "../node/asked.ts";
import { summary, tableFiles } from "../node/outputs.ts";
import { scenarioRunner } from "../node/run-scenario.ts";
import { checkSettings } from "../node/run-settings.ts";
import { phase } from "../node/times.ts";
import { terminalSummary } from "../report/terminal-summary.ts";
import { wishesOf } from "./paint.ts";
import { plotNames, type RunArguments } from "./run-options.ts";
import { exitCodes, result, resultLines, sayWritten } from "./speak.ts";

export interface Arguments extends RunArguments {
	readonly file: string;
	readonly out?: string | undefined;
	readonly format?: string | undefined;
	readonly plots?: string | undefined;
	readonly force?: boolean | undefined;
}

export async function run({ file, out, format, plots, force, models, ...settings }: Arguments): Promise<number> {
	const checked = checkSettings(settings, onCommandLine);
	// What draws is loaded only when something is drawn; what is asked for is checked before the run.
	const draws = out !== undefined || plots !== undefined;
	const writer = draws ? (await import("../node/write-run.ts")).runWriter(plotNames(plots), onCommandLine) : undefined;
	phase("program loaded");
	const { one, write } = await scenarioRunner(models)(file, checked, writer);
	phase("simulated");
	if (out !== undefined && write !== undefined) sayWritten(out, await write(out, [one], tableFiles(one), { force }));
	if (format === "json") result(JSON.stringify(summary(one), null, "\t"));
	else resultLines(terminalSummary(one.run, wishesOf(process.stdout)));
	phase("summary printed");
	return one.run.outcome.kind === "finished" ? exitCodes.done : exitCodes.numbers;
}
