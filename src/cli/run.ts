import { join } from "node:path";
import { onCommandLine, refuse } from "../node/asked.ts";
import type { ChartLayer } from "../node/chart-wishes.ts";
import { type FigureOptions, parted } from "../node/figure-options.ts";
import { type Ran, summary, tableFiles } from "../node/outputs.ts";
import { type RunOfPatient, runsOfPatients } from "../node/run-patients.ts";
import { chartLayerOf, type RunToWrite, refuseIdleId, scenarioRunner, withCharts } from "../node/run-scenario.ts";
import { checkSettings } from "../node/run-settings.ts";
import { withInput } from "../node/standard-input.ts";
import { isStudy } from "../node/study-texts.ts";
import { phase } from "../node/times.ts";
import type { RunWriters } from "../node/write-run.ts";
import { terminalSummary } from "../report/terminal-summary.ts";
import { answerDocuments, refuseFolder } from "./answer-documents.ts";
import { wishesOf } from "./paint.ts";
import { checkDrawsInto, plotNames, type RunArguments } from "./run-options.ts";
import { exitCodes, result, resultLines, sayWritten } from "./speak.ts";

export interface Arguments extends RunArguments, FigureOptions {
	readonly file: string;
	readonly out?: string | undefined;
	readonly format?: string | undefined;
	readonly plots?: string | undefined;
	readonly force?: boolean | undefined;
	readonly arm?: string | undefined;
	readonly cell?: string | readonly string[] | undefined;
	readonly chart?: string | undefined;
	readonly infusion?: string | undefined;
	readonly charted?: boolean | undefined;
}

/** What writes and lays over each run. */
interface Beside {
	readonly writer: RunWriters | undefined;
	readonly layer: ChartLayer | undefined;
}

async function besides(given: Arguments): Promise<Beside> {
	const { out, plots, chart, id, infusion, models } = given;
	const { figures } = parted(given);
	checkDrawsInto(out, figures);
	// What draws is loaded only when something is drawn; what is asked for is checked before the run.
	const draws = out !== undefined || plots !== undefined;
	const writer = draws
		? (await import("../node/write-run.ts")).runWriter(plotNames(plots), onCommandLine, { ...figures, models })
		: undefined;
	return { writer, layer: await chartLayerOf({ chart, id, infusion }, models, onCommandLine) };
}

/** Prints a run: its summary as a table, or as JSON, which stands on one line where others follow. */
async function print(one: Ran, format: string | undefined, isOneOfSeveral: boolean): Promise<void> {
	if (format === "json") return result(JSON.stringify(summary(one), null, isOneOfSeveral ? undefined : "\t"));
	const wishes = wishesOf(process.stdout);
	const told = one.over && (await import("../report/terminal-chart.ts")).terminalChart(one.run, one.over, wishes.paint);
	resultLines([
		...terminalSummary(one.run, { ...wishes, charted: one.over, beside: told ?? [] }),
		...(one.study ? (await import("../report/study-row.ts")).studyRowLines(one.study, wishes) : []),
	]);
}

/** Gives what runs a scenario, for each patient of its table of events, or one patient of a study. */
async function runsFor(given: Arguments): Promise<(file: string) => AsyncGenerator<RunOfPatient>> {
	const { models, arm, cell, patient, charted } = given;
	const settings = checkSettings(given, onCommandLine);
	const { writer, layer } = await besides(given);
	const run = scenarioRunner(models);
	phase("program loaded");
	const cells = cell === undefined ? undefined : [cell].flat();
	const isReplay = (file: string) => arm !== undefined || cells !== undefined || (patient !== undefined && isStudy(file));
	return async function* (file) {
		const runs = isReplay(file)
			? oneRun((await import("../node/replay.ts")).replay(file, { arm, cell: cells }, { settings, models, writers: writer, charted }))
			: runsOfPatients(file, settings, { run, writer });
		for await (const { one: alone, ...rest } of runs) {
			await refuseIdleId(alone, given, onCommandLine);
			const one = await withCharts(alone, { layer, charted, models }, onCommandLine);
			phase("simulated");
			yield { ...rest, one };
		}
	};
}

async function* oneRun(one: Promise<RunToWrite>): AsyncGenerator<RunOfPatient> {
	yield await one;
}

const codeOf = ({ run: { outcome } }: Ran): number => (outcome.kind === "finished" ? exitCodes.done : exitCodes.numbers);

/** Writes and prints each run. */
async function tell(runs: AsyncIterable<RunOfPatient>, { out, format, force }: Arguments): Promise<number> {
	let code: number = exitCodes.done;
	for await (const { one, write, folder } of runs) {
		const into = out === undefined || folder === undefined ? out : join(out, folder);
		if (into !== undefined && write !== undefined) sayWritten(into, await write(into, [one], tableFiles(one), { force }));
		await print(one, format, folder !== undefined);
		phase("summary printed");
		code = Math.max(code, codeOf(one));
	}
	return code;
}

export async function run(given: Arguments): Promise<number> {
	const { file, out, format, charted } = given;
	if (charted === true && out === undefined)
		refuse(
			onCommandLine,
			"charted",
			"there is no folder to write chart.csv into",
			'add --out DIR; "crsim export FILE --format charted" prints it',
		);
	if (format === "ndjson") refuseFolder(out);
	const runs = await runsFor(given);
	if (format !== "ndjson") return withInput(file, (one) => tell(runs(one), given));
	return answerDocuments(file, async function* (one) {
		for await (const { one: ran } of runs(one)) yield { answer: summary(ran), code: codeOf(ran) };
	});
}
