import type { ModelFigure } from "../model/model-figure.ts";
import type { Run } from "../simulate/run.ts";
import { type Arm, armRow, armStrips } from "./arm-rows.ts";
import { armRules, armTreatments } from "./arm-treatments.ts";
import { arranged } from "./arranged.ts";
import { comparisonTitle } from "./comparison-title.ts";
import type { FigureWishes } from "./figure-wishes.ts";
import type { Frame } from "./frame.ts";
import { gradeOfRun, stripsOf } from "./grade-of-run.ts";
import { gradeSpells } from "./grade-spells.ts";
import { type Panel, panelColumns } from "./panel.ts";
import { sheetOf } from "./sheet.ts";
import { signRows } from "./sign-rows.ts";
import type { Spec } from "./spec-types.ts";
import { stack } from "./stack.ts";
import { differingWindow, tellingColumns } from "./telling-columns.ts";
import { runStyle } from "./theme.ts";
import { lastDay, type TimeWindow, timeWindow } from "./time-window.ts";

/** Pixels of a panel whose file says nothing. */
const usualHeight = 84;

/** At most so many courses can be told apart. */
export const mostRuns = runStyle.length;

/**
 * Several courses over each other on one axis of days, one color and dash a run, with what was given and their grades above. Of the columns in the figure's file those are
 * shown whose curves differ most, and of the grades those that differ, unless others are wished for. Takes one to six runs; more are refused with an error, since nobody could
 * tell them apart.
 */
export const comparison = (figure: ModelFigure, runs: readonly Run[], wishes: FigureWishes = {}): Spec => {
	if (runs.length === 0 || runs.length > mostRuns) throw new RangeError(`a comparison shows 1 to ${mostRuns} runs, not ${runs.length}`);
	const sheet = sheetOf(wishes.size);
	const offered = wishes.columns ?? [...new Set(figure.panels.flatMap(({ left }) => left))].filter((column) => isNumber(runs, column));
	const window = wishes.days ?? (figure.days === "all" ? timeWindow(runs) : differingWindow(runs, offered));
	const columns =
		wishes.columns ??
		tellingColumns(runs, { columns: offered, most: sheet.most.panels - (sheet.stacks.count === 2 && runs.length > 3 ? 1 : 0), window });
	const treatments = armTreatments(runs, { window, most: sheet.most.lanes });
	const arms = runs.map(
		(run, i): Arm => ({ run, letter: letterOf(i), style: styleOf(i), lanes: treatments.lanes[i]!, until: lastDay(run.trajectory) }),
	);
	const frame: Frame = {
		window,
		width: sheet.width + sheet.spare,
		sheet,
		trajectories: new Map(runs.map((run, i) => [dataName(i), run.trajectory])),
		rules: arms.flatMap(({ run, lanes, style: { color } }) => armRules(run, { lanes, color, window })),
	};
	const panels = columns.map((column) => panelOf(figure, column, runs.length));
	const differing = gradesOf(figure, runs, { wished: wishes.strips, window });
	const room = wishes.strips === undefined ? Math.max(1, Math.floor(sheet.most.strips / runs.length)) : differing.length;
	const telling = new Set(differing.toSorted((a, b) => daysApart(runs, b, window) - daysApart(runs, a, window)).slice(0, room));
	const grades = differing.filter((grade) => telling.has(grade));
	const left = differing.filter((grade) => !telling.has(grade)).map((grade) => gradeOfRun(runs[0]!, grade)?.title ?? grade);
	const strips = grades.map((grade) => runs.map((run) => gradeOfRun(run, grade)));
	const head = [...arms.map((arm) => armRow(arm, frame)), ...strips.map((courses) => armStrips(arms, courses, frame))];
	const title = comparisonTitle(runs, {
		title: wishes.title,
		sentence: wishes.sentence,
		sheet,
		treatments,
		strips,
		left,
		chosen: wishes.columns === undefined ? columns.length : null,
	});
	return stack(arranged({ head, panels, title }, frame), {
		title,
		description: `Courses compared over time: ${arms.map(({ letter, run }) => `${letter} ${run.title}`).join("; ")}`,
		datasets: Object.fromEntries(runs.map((run, i) => [dataName(i), signRows(run.trajectory, { columns: panelColumns(panels), window })])),
		sheet,
	});
};

const isNumber = (runs: readonly Run[], column: string): boolean =>
	runs.some(({ trajectory }) => trajectory.columns.get(column)?.kind === "number");

/** A column with a curve of each course; its lines stand in the figure's file. */
const panelOf = ({ panels }: ModelFigure, column: string, runs: number): Panel => {
	const own = panels.find(({ left }) => left.includes(column));
	const curve = (_: unknown, i: number) => ({ column, data: dataName(i), style: styleOf(i), letter: letterOf(i) });
	return { left: Array.from({ length: runs }, curve), lines: own?.lines ?? [], height: own?.height ?? usualHeight };
};

/** A grade differs when it is another for this many days in all. */
const differsFor = 0.5;

/** The grades to show: those wished for, else those of the model that differ, else the figure's own. */
const gradesOf = (
	figure: ModelFigure,
	runs: readonly Run[],
	{ wished, window }: { wished: FigureWishes["strips"]; window: TimeWindow },
): readonly string[] => {
	const known = (names: readonly string[]) => names.filter((name) => runs.some((run) => gradeOfRun(run, name) !== undefined));
	const first = runs[0]!;
	if (wished !== undefined) return known(stripsOf(figure, first, wished).map(({ grade }) => grade));
	const differing = known(stripsOf(figure, first, "all").map(({ grade }) => grade)).filter(
		(name) => daysApart(runs, name, window) >= differsFor,
	);
	return differing.length > 0 ? differing : known(figure.grades.map(({ grade }) => grade));
};

/** For how many days a grade is not the same in all courses. */
const daysApart = (runs: readonly Run[], name: string, window: TimeWindow): number => {
	const spells = runs.map((run) => {
		const found = gradeOfRun(run, name);
		return found === undefined ? [] : gradeSpells(found.course, window, lastDay(run.trajectory));
	});
	const turns = [...new Set(spells.flat().flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
	return turns.slice(1).reduce((sum, to, i) => {
		const middle = (turns[i]! + to) / 2;
		const grades = spells.flatMap((some) => some.filter((spell) => spell.from <= middle && middle < spell.to).map(({ grade }) => grade));
		return sum + (new Set(grades).size > 1 ? to - turns[i]! : 0);
	}, 0);
};

const dataName = (i: number): string => `run_${i + 1}`;
const letterOf = (i: number): string => String.fromCharCode(65 + i);
const styleOf = (i: number) => runStyle[i] as (typeof runStyle)[number];
