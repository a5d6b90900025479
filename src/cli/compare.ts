import { onCommandLine } from "../node/asked.ts";
import { comparedRuns } from "../node/compare-scenarios.ts";
import { type FigureOptions, parted } from "../node/figure-options.ts";
import { summary } from "../node/outputs.ts";
import { checkSettings } from "../node/run-settings.ts";
import { phase } from "../node/times.ts";
import { terminalComparison } from "../report/terminal-comparison.ts";
import { wishesOf } from "./paint.ts";
import { checkDrawsInto, plotNames, type RunArguments } from "./run-options.ts";
import { exitCodes, result, resultLines, sayWritten } from "./speak.ts";

export interface Arguments extends RunArguments, FigureOptions {
	readonly files: readonly string[];
	readonly out?: string | undefined;
	readonly format?: string | undefined;
	readonly plots?: string | undefined;
	readonly force?: boolean | undefined;
}

export async function compare({ files, out, format, plots, force, models, care, ...asked }: Arguments): Promise<number> {
	const { figures, others } = parted(asked);
	const settings = checkSettings(others, onCommandLine);
	checkDrawsInto(out, figures);
	const draws = out !== undefined || plots !== undefined;
	const writers = draws
		? (await import("../node/write-run.ts")).runWriter(plotNames(plots), onCommandLine, { ...figures, models })
		: undefined;
	phase("program loaded");
	const cares = care?.split(",").map((one) => one.trim());
	const { all, written } = await comparedRuns({ scenarios: files, cares, settings, models, out, force, writers }, onCommandLine);
	if (out !== undefined && written !== undefined) sayWritten(out, written);
	const runs = all.map((one) => one.run);
	if (format === "json") result(JSON.stringify(all.map(summary), null, "\t"));
	else resultLines(terminalComparison(runs, wishesOf(process.stdout)));
	phase("summary printed");
	return runs.every((run) => run.outcome.kind === "finished") ? exitCodes.done : exitCodes.numbers;
}
