import { join } from "node:path";
import { figures, hasSomethingToShow } from "../figures/figures.ts";
import { drawFigures } from "../node/draw-figures.ts";
import { type Ran, reportFile } from "../node/outputs.ts";
import { phase } from "../node/times.ts";
import { type Files, writeFiles } from "../node/write-files.ts";
import { figureNames } from "./figure-names.ts";
import { say } from "./speak.ts";

/** Writes tables, the figures that were asked for (or all that show something) and the report of one run or several, and says where. */
export async function writeOut(
	folder: string,
	all: readonly Ran[],
	{ tables, plots }: { tables: Files; plots: string | undefined },
): Promise<void> {
	const runs = all.map(({ run }) => run);
	const names = figureNames(plots, runs.length);
	const shown = plots === undefined ? names.filter((name) => hasSomethingToShow(name, runs)) : names;
	const drawn = await drawFigures(shown.map((name) => ({ ...figures[name], name, spec: figures[name].spec(runs) })));
	for (const warning of drawn.warnings) say(warning);
	writeFiles(folder, new Map([...tables, ...drawn.files, ["report.html", await reportFile(all, drawn.figures)]]));
	phase("report and tables made, files written");
	say(`wrote ${join(folder, "report.html")} and the tables and figures beside it`);
}
