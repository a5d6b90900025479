import { fanCsv } from "../exchange/fan-csv.ts";
import { chartFan } from "../figures/chart-fan.ts";
import { chartGrades } from "../figures/chart-grades.ts";
import type { ChartFit } from "../fit/chart-fit.ts";
import { drawFigures, type Wanted } from "./draw-figures.ts";
import { json } from "./json-text.ts";
import { type Overwriting, writeResultFolder } from "./result-folder.ts";

const figuresOf = (fit: ChartFit): readonly Wanted[] => [
	{ name: "chart-fan", title: "What could follow", about: "What would be charted, under each kind of care", spec: chartFan(fit) },
	{ name: "chart-grades", title: "Worst grades that could follow", about: "Weighed shares of virtual patients", spec: chartGrades(fit) },
];

/** What is put into JSON: what nobody knows is null. */
export const chartFitJson = (fit: ChartFit): string => json(fit);

/** Writes what a chart tells: `fit.json`, `fan.csv` and the figures. Gives what the drawing of figures had to say. */
export async function writeChartFit(folder: string, fit: ChartFit, overwriting: Overwriting): Promise<readonly string[]> {
	const drawn = await drawFigures(figuresOf(fit));
	writeResultFolder(
		folder,
		new Map<string, string | Uint8Array>([["fit.json", chartFitJson(fit)], ["fan.csv", fanCsv(fit)], ...drawn.files]),
		overwriting,
	);
	return drawn.warnings;
}
