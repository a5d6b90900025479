import { join } from "node:path";
import { columnsName } from "../figures/columns-figure.ts";
import { figuresOf } from "../figures/figures.ts";
import type { ReportFigure } from "../report/html-page.ts";
import { htmlReport } from "../report/html-report.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Program } from "../simulate/program.ts";
import type { Asked } from "./asked.ts";
import { checkFigureOptions, drawableOf, wishesFor } from "./check-figure-options.ts";
import { drawFigures } from "./draw-figures.ts";
import { figureNames } from "./figure-names.ts";
import type { FigureOptions } from "./figure-options.ts";
import { filmFile, filmFor } from "./film-of-runs.ts";
import { interDataUris } from "./fonts.ts";
import { factsOf, type Ran } from "./outputs.ts";
import { isFigureFile, ownFigures } from "./own-figures.ts";
import { manifestFile, type Overwriting, writeResultFolder } from "./result-folder.ts";
import { phase } from "./times.ts";
import type { Files } from "./write-files.ts";
import type { Written } from "./written.ts";

/** Writes into a folder what is known of one run or several. */
export type RunWriter = (folder: string, all: readonly Ran[], tables: Files, overwriting: Overwriting) => Promise<Written>;

/** What is known of a run before it is run. */
export interface PlannedRun {
	readonly plan: Pick<Plan, "model">;
	readonly program: Program;
}

/** Checks the figures that were asked for against the courses that are to be run, and gives what writes. */
export type RunWriters = (courses: readonly PlannedRun[]) => RunWriter;

/**
 * Gives what checks the figures that were asked for once the model is known, and then writes tables, these figures (or all that show something)
 * and the report.
 */
export const runWriter = (
	plots: readonly string[] | undefined,
	asked: Asked,
	options: FigureOptions & { readonly models?: string | undefined } = {},
): RunWriters => {
	const checked = checkFigureOptions(options, asked);
	return (courses) => {
		const programs = courses.map(({ program }) => program);
		const figures = programs[0]?.figures ?? [];
		const { wishes, said } = wishesFor(checked, programs.map(drawableOf), asked);
		const film =
			options.animate === true
				? filmFor(
						courses.map(({ plan }) => plan.model),
						options.models,
						asked,
					)
				: undefined;
		// Who names columns of one run wants to see them, and not everything else.
		const own = programs.length === 1 && wishes.columns !== undefined ? [columnsName] : [];
		const drawnToo = ownFigures(plots?.filter(isFigureFile) ?? [], programs, asked);
		const named = figureNames(
			plots?.filter((name) => !isFigureFile(name)),
			{ figures, runs: programs.length },
			asked,
		);
		const names = plots === undefined && own.length > 0 ? own : [...own, ...drawnToo.map(({ name }) => name), ...named];
		return async (folder, all, tables, overwriting) => {
			const runs = all.map(({ run }) => ({
				...run,
				figures: [...drawnToo, ...run.figures.filter(({ name }) => !drawnToo.some((one) => one.name === name))],
			}));
			const shown = figuresOf(runs, { ...wishes, charted: all[0]?.over ?? all[0]?.rings }).filter(
				(figure) => names.includes(figure.name) && (plots !== undefined || figure.hasSomethingToShow),
			);
			const drawn = await drawFigures(
				shown.map(({ name, title, about, spec }) => ({ name, title, about, spec: spec() })),
				wishes,
			);
			const moving = film === undefined ? [] : [[filmFile, await film(all, wishes.days)] as const];
			const files = new Map([...tables, ...drawn.files, ...moving, ["report.html", reportPage(all, drawn.figures)]]);
			const removed = writeResultFolder(folder, files, overwriting);
			phase("report and tables made, files written");
			return {
				files: [...files.keys(), manifestFile].map((path) => join(folder, path)),
				warnings: [...said, ...drawn.warnings],
				removed,
			};
		};
	};
};

/** The report page of one run or several. */
const reportPage = (all: readonly Ran[], figures: readonly ReportFigure[]): string =>
	htmlReport({ runs: all.map((one) => ({ run: one.run, facts: factsOf(one), charted: one.over })), figures, fonts: interDataUris() });
