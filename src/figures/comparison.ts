import type { ModelFigure } from "../model/model-figure.ts";
import type { Run } from "../simulate/run.ts";
import { disclaimer } from "./figure-title.ts";
import type { Frame } from "./frame.ts";
import { type NamedCourse, shownGrades } from "./grade-of-run.ts";
import { hasMaskedFever } from "./masked-fever.ts";
import { drawPanels, type Panel, panelColumns } from "./panel.ts";
import { runRow } from "./run-row.ts";
import { signRows } from "./sign-rows.ts";
import type { Spec } from "./spec-types.ts";
import { stack } from "./stack.ts";
import { runStyle, size } from "./theme.ts";
import { storyWindow, timeWindow } from "./time-window.ts";

/** Pixels of a panel whose file says nothing. */
const usualHeight = 84;

/** At most so many courses can be told apart. */
export const mostRuns = runStyle.length;

/**
 * Several courses over each other, one color and dash a run, with their grades and treatments stacked above. Every column has a panel of its own. Takes two to six runs; more
 * than six are refused with an error, since nobody could tell them apart.
 */
export const comparison = (figure: ModelFigure, runs: readonly Run[]): Spec => {
	if (runs.length === 0 || runs.length > mostRuns) throw new RangeError(`a comparison shows 1 to ${mostRuns} runs, not ${runs.length}`);
	const window = figure.days === "all" ? timeWindow(runs) : storyWindow(runs);
	const frame: Frame = { window, width: size.width, trajectories: new Map(runs.map((run, i) => [dataName(i), run.trajectory])), rules: [] };
	const panels = figure.panels.flatMap(({ left, lines, height }) =>
		left.map(
			(column): Panel => ({
				left: runs.map((_, i) => ({ column, data: dataName(i), style: styleOf(i) })),
				lines,
				height: height ?? usualHeight,
			}),
		),
	);
	const graded = runs.map((run) => shownGrades(figure.grades, run)[0]);
	return stack(
		[
			...runs.map((run, i) => runRow(run, { letter: letterOf(i), style: styleOf(i), frame, graded: graded[i] })),
			...drawPanels(panels, frame),
		],
		{
			title: {
				text: runs.length === 1 ? "One course" : `${numberWord(runs.length)} courses compared`,
				subtitle: [[...stripWords(graded, runs), "Shaded: usual adult range."].join(" "), disclaimer],
			},
			description: `Courses compared over time: ${runs.map((run, i) => `${letterOf(i)} ${run.title}`).join("; ")}`,
			datasets: Object.fromEntries(
				runs.map((run, i) => [dataName(i), signRows(run.trajectory, { columns: panelColumns(panels), window })]),
			),
		},
	);
};

/** What the strips are, and what hatching means where it stands. */
const stripWords = (graded: readonly (NamedCourse | undefined)[], runs: readonly Run[]): readonly string[] => {
	const title = graded.find((one) => one !== undefined)?.title;
	if (title === undefined) return [];
	return [
		`Strips: ${title} grade, with treatments above.`,
		...(runs.some(hasMaskedFever) ? ["Hatched: fever hidden by treatment, still counted."] : []),
	];
};

const dataName = (i: number): string => `run_${i + 1}`;
const letterOf = (i: number): string => String.fromCharCode(65 + i);
const styleOf = (i: number) => runStyle[i] as (typeof runStyle)[number];
const numberWord = (n: number): string => ["No", "One", "Two", "Three", "Four", "Five", "Six"][n] ?? String(n);
