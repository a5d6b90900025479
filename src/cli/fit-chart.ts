import { onCommandLine } from "../node/asked.ts";
import { fitChart } from "../node/fit-chart.ts";
import { type ChartFitWishes, prepareChartFit } from "../node/prepare-chart-fit.ts";
import { phase } from "../node/times.ts";
import { chartDisclaimer, chartFitTable } from "../report/chart-fit-table.ts";
import { tuneForThreads } from "./memory.ts";
import { columnsOf, wishesOf } from "./paint.ts";
import { exitCodes, result, resultLines, say } from "./speak.ts";

export interface Wishes extends ChartFitWishes {
	readonly out?: string | undefined;
	readonly force?: boolean | undefined;
	readonly format: string;
}

const digits = (value: number): string => String(Number(value.toPrecision(2)));

/** `crsim fit --chart`: virtual patients who could be the one of a chart, and what could follow. */
export async function fitOneChart(scenario: string, { out, force, format, ...wishes }: Wishes): Promise<number> {
	phase("program loaded");
	const prepared = prepareChartFit(scenario, wishes, onCommandLine);
	phase("checked");
	tuneForThreads(prepared.workers);
	say(chartDisclaimer);
	say(`${prepared.patients} virtual patients against ${prepared.work.observations.length} charted values`);
	const fit = await fitChart(prepared, {
		onStage: ({ stage, power, mean }) =>
			say(
				`stage ${stage}: the likelihood counts to the power ${digits(power)}; misfit ${digits(mean / prepared.work.observations.length)} for each value`,
			),
		onArm: (care) => say(`what could follow under ${care}`),
	});
	if (out !== undefined) {
		const { writeChartFit } = await import("../node/write-chart-fit.ts");
		for (const warning of await writeChartFit(out, fit, { force })) say(warning);
		say(`wrote ${out}: fit.json, fan.csv and plots/`);
	}
	if (format === "json") result(JSON.stringify(fit, null, "\t"));
	else resultLines(chartFitTable(fit, { ...wishesOf(process.stdout), width: Math.min(columnsOf(process.stdout) ?? 120, 160) }));
	return exitCodes.done;
}
