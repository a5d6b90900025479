import { existsSync, statSync } from "node:fs";
import { notesOfChart } from "../exchange/graded.ts";
import { laidOver } from "../exchange/lay-over.ts";
import { type ReadChart, readCharts } from "../exchange/read-chart.ts";
import { ownChartName } from "../figures/charted-points.ts";
import type { ChartedCourse } from "../grading/charted-course.ts";
import { allowedHint } from "../input/nearest.ts";
import type { Run } from "../simulate/run.ts";
import { type Asked, refuse } from "./asked.ts";
import type { ChartLayer, ChartWishes } from "./chart-wishes.ts";
import { chartNamesAtHand, openGradeInput } from "./grade-files.ts";

function patientMeant(charts: readonly ReadChart[], id: string | undefined, asked: Asked): ReadChart {
	const ids = charts.map((chart) => chart.id);
	const named = charts[0]!.id !== "";
	if (id !== undefined && !named) refuse(asked, "id", "the chart has no column id", "leave it out: the chart is of one patient");
	if (id !== undefined && !ids.includes(id)) refuse(asked, "id", `the chart has no patient "${id}"`, allowedHint(id, ids));
	if (id === undefined && charts.length > 1)
		refuse(
			asked,
			"id",
			`the chart holds ${charts.length} patients`,
			`name one of them: ${asked.as("id", `"${ids[0]}"`)}; ${allowedHint("", ids)}`,
		);
	return charts.find((chart) => chart.id === id) ?? charts[0]!;
}

function notAChart(asked: Asked, found: string): never {
	return refuse(asked, "chart", `expected a chart typed as a table, found ${found}`, "for example chart.csv");
}

/**
 * Reads the chart that a person wants laid over a run, before anything is run; undefined when none is wanted. Throws an InputError with every problem
 * of the chart, those that `crsim grade` tells.
 */
export function chartLayer({ chart, id, infusion }: ChartWishes, models: string | undefined, asked: Asked): ChartLayer | undefined {
	if (chart === undefined) {
		for (const [option, given] of Object.entries({ id, infusion }))
			if (given !== undefined)
				refuse(asked, option, "there is no chart to which it belongs", `name the chart: ${asked.as("chart", "chart.csv")}`);
		return undefined;
	}
	const { one, name } = chartAsked({ chart, id, infusion }, models, asked);
	return (run) => {
		const laid = laidOver(one, run, one.id === "" ? name : `${name}, patient ${one.id}`);
		return { ...laid, notes: [...notesOfChart(one), ...laid.notes] };
	};
}

/** The chart of the run itself, with the noise and the gaps of a ward, to be drawn over its curves. */
export const ownChartOver = (
	chart: string,
	run: Run,
	{ models, asked }: { readonly models: string | undefined; readonly asked: Asked },
): ChartedCourse => laidOver(chartAsked({ chart }, models, asked).one, run, ownChartName);

/** A chart that a person named: that of one patient. */
export interface AskedChart {
	readonly one: ReadChart;
	/** How problems name its file. */
	readonly file: string;
	/** What to call it. */
	readonly name: string;
}

/** Reads the chart that a person named. Throws an InputError with every problem of it. */
export function chartAsked(
	{ chart, id, infusion }: ChartWishes & { readonly chart: string },
	models: string | undefined,
	asked: Asked,
): AskedChart {
	const isText = chart.includes("\n");
	const file = isText ? "chart" : chart;
	if (!isText && existsSync(chart) && statSync(chart).isDirectory()) notAChart(asked, "a folder");
	const input = isText ? { kind: "chart" as const, name: "chart", text: chart } : openGradeInput(chart);
	if (input.kind !== "chart") notAChart(asked, "records");
	const { text, name } = input as Extract<typeof input, { kind: "chart" }>;
	const start =
		infusion === undefined ? undefined : { text: infusion, place: { file: asked.file, line: 1, column: 1, key: asked.key("infusion") } };
	const one = patientMeant(readCharts(text, { file, infusion: start, ...chartNamesAtHand(models) }), id, asked);
	return { one, file, name };
}
