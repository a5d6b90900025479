import { join } from "node:path";
import { figuresOf } from "../figures/figures.ts";
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
	const names = figureNames(plots, { figures: runs[0]?.figures ?? [], runs: runs.length });
	const shown = figuresOf(runs).filter((figure) => names.includes(figure.name) && (plots !== undefined || figure.hasSomethingToShow));
	const drawn = await drawFigures(shown.map(({ name, title, about, spec }) => ({ name, title, about, spec: spec() })));
	for (const warning of drawn.warnings) say(warning);
	writeFiles(folder, new Map([...tables, ...drawn.files, ["report.html", await reportFile(all, drawn.figures)]]));
	phase("report and tables made, files written");
	say(`wrote ${join(folder, "report.html")} and the tables and figures beside it`);
}
