import { join } from "node:path";
import { columnsName } from "../figures/columns-figure.ts";
import type { FigureWishes } from "../figures/figure-wishes.ts";
import { figuresOf } from "../figures/figures.ts";
import type { ReportFigure } from "../report/html-page.ts";
import { htmlReport } from "../report/html-report.ts";
import type { Program } from "../simulate/program.ts";
import { type Asked, refuse } from "./asked.ts";
import { drawFigures } from "./draw-figures.ts";
import { figureNames } from "./figure-names.ts";
import { checkFigureOptions, type FigureOptions, lackingWords, wishesFor } from "./figure-options.ts";
import { interDataUris } from "./fonts.ts";
import { factsOf, type Ran } from "./outputs.ts";
import { isFigureFile, ownFigures } from "./own-figures.ts";
import { manifestFile, type Overwriting, writeResultFolder } from "./result-folder.ts";
import { svgWithFonts } from "./svg-with-fonts.ts";
import { phase } from "./times.ts";
import type { Files } from "./write-files.ts";
import type { Written } from "./written.ts";

/** Writes into a folder what is known of one run or several. */
export type RunWriter = (folder: string, all: readonly Ran[], tables: Files, overwriting: Overwriting) => Promise<Written>;

/** Checks the figures that were asked for against the programs that are to be run, and gives what writes. */
export type RunWriters = (programs: readonly Program[]) => RunWriter;

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
	return (programs) => {
		const figures = programs[0]?.figures ?? [];
		const wishes = wishesFor(checked, programs, asked);
		// Who names columns of one run wants to see them, and not everything else.
		const own = programs.length === 1 && wishes.columns !== undefined ? [columnsName] : [];
		const drawnToo = ownFigures(plots?.filter(isFigureFile) ?? [], programs, asked);
		const named = figureNames(
			plots?.filter((name) => !isFigureFile(name)),
			{ figures, runs: programs.length },
			asked,
		);
		const names = plots === undefined && own.length > 0 ? own : [...own, ...drawnToo.map(({ name }) => name), ...named];
		const lacking = lackingWords(wishes, programs);
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
			const film = options.animate === true ? await filmOf(all, { ...wishes, models: options.models }, asked) : [];
			const files = new Map([...tables, ...drawn.files, ...film, ["report.html", reportPage(all, drawn.figures)]]);
			const removed = writeResultFolder(folder, files, overwriting);
			phase("report and tables made, files written");
			return {
				files: [...files.keys(), manifestFile].map((path) => join(folder, path)),
				warnings: [...lacking, ...drawn.warnings],
				removed,
			};
		};
	};
};

/** The cascade of a run as a map that moves. */
async function filmOf(
	[one]: readonly Ran[],
	{ days, models }: FigureWishes & { readonly models?: string | undefined },
	asked: Asked,
): Promise<readonly (readonly [path: string, svg: string])[]> {
	const [{ mapForPage }, { modelsAtHand }] = await Promise.all([import("../page/map/prepare-map.ts"), import("./scenario-files.ts")]);
	const { model: name } = one!.loaded.plan;
	const map = mapForPage(modelsAtHand(models).get(name)!);
	if (map === null)
		return refuse(asked, "animate", `the model ${name} has no map of its cascade`, "write map.yaml into its folder, as that of cart-crs");
	const { mapFilm } = await import("./map-film.ts");
	return [["plots/map.svg", svgWithFonts(mapFilm(map, one!.run, days))]];
}

/** The report page of one run or several. */
const reportPage = (all: readonly Ran[], figures: readonly ReportFigure[]): string =>
	htmlReport({ runs: all.map((one) => ({ run: one.run, facts: factsOf(one), charted: one.over })), figures, fonts: interDataUris() });
