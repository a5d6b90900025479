import { onCommandLine, refuse } from "../node/asked.ts";
import { summary, tableFiles } from "../node/outputs.ts";
import { chartLayerOf, scenarioRunner, withCharts } from "../node/run-scenario.ts";
import { checkSettings } from "../node/run-settings.ts";
import { isStudy } from "../node/study-texts.ts";
import { phase } from "../node/times.ts";
import { terminalSummary } from "../report/terminal-summary.ts";
import { wishesOf } from "./paint.ts";
import { type FigureArguments, figureArguments, plotNames, type RunArguments } from "./run-options.ts";
import { exitCodes, result, resultLines, sayWritten } from "./speak.ts";

export interface Arguments extends RunArguments, FigureArguments {
	readonly file: string;
	readonly out?: string | undefined;
	readonly format?: string | undefined;
	readonly plots?: string | undefined;
	readonly force?: boolean | undefined;
	readonly arm?: string | undefined;
	readonly cell?: string | readonly string[] | undefined;
	readonly chart?: string | undefined;
	readonly id?: string | undefined;
	readonly infusion?: string | undefined;
	readonly charted?: boolean | undefined;
}

export async function run({ file, out, format, plots, force, models, arm, cell, ...asked }: Arguments): Promise<number> {
	const { chart, id, infusion, charted, columns, days, title, size, strips, animate, ...settings } = asked;
	if (charted === true && out === undefined)
		refuse(
			onCommandLine,
			"charted",
			"there is no folder to write chart.csv into",
			'add --out DIR; "crsim export FILE --format charted" prints it',
		);
	const checked = checkSettings(settings, onCommandLine);
	const figures = figureArguments({ columns, days, title, size, strips, animate }, out);
	// What draws is loaded only when something is drawn; what is asked for is checked before the run.
	const draws = out !== undefined || plots !== undefined;
	const writer = draws
		? (await import("../node/write-run.ts")).runWriter(plotNames(plots), onCommandLine, { ...figures, models })
		: undefined;
	const layer = await chartLayerOf({ chart, id, infusion }, models, onCommandLine);
	phase("program loaded");
	const cells = cell === undefined ? undefined : [cell].flat();
	const { one: alone, write } =
		arm !== undefined || cells !== undefined || (settings.patient !== undefined && isStudy(file))
			? await (await import("../node/replay.ts")).replay(
					file,
					{ arm, cell: cells },
					{ settings: checked, models, writers: writer, charted },
				)
			: await scenarioRunner(models)(file, checked, writer);
	const one = await withCharts(alone, { layer, charted, models }, onCommandLine);
	phase("simulated");
	if (out !== undefined && write !== undefined) sayWritten(out, await write(out, [one], tableFiles(one), { force }));
	if (format === "json") result(JSON.stringify(summary(one), null, "\t"));
	else {
		const wishes = wishesOf(process.stdout);
		const told = one.over && (await import("../report/terminal-chart.ts")).terminalChart(one.run, one.over, wishes.paint);
		resultLines([
			...terminalSummary(one.run, { ...wishes, charted: one.over, beside: told ?? [] }),
			...(one.study ? (await import("../report/study-row.ts")).studyRowLines(one.study, wishes) : []),
		]);
	}
	phase("summary printed");
	return one.run.outcome.kind === "finished" ? exitCodes.done : exitCodes.numbers;
}
