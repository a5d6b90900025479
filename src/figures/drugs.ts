import type { ModelFigure } from "../model/model-figure.ts";
import { careEvents } from "../simulate/care-events.ts";
import type { Run } from "../simulate/run.ts";
import { arranged } from "./arranged.ts";
import { disclaimer, figureTitle, wrapped } from "./figure-title.ts";
import type { FigureWishes } from "./figure-wishes.ts";
import type { Frame } from "./frame.ts";
import { gradeNamed, shownGrades, stripsOf } from "./grade-of-run.ts";
import { gradeRibbon } from "./grade-ribbon.ts";
import { laneChart } from "./lane-chart.ts";
import { type Panel, panelColumns, panelOf } from "./panel.ts";
import { type Sheet, sheetOf } from "./sheet.ts";
import { signRows } from "./sign-rows.ts";
import type { Spec } from "./spec-types.ts";
import { stack } from "./stack.ts";
import { config, ink } from "./theme.ts";
import { windowOfEvents } from "./time-window.ts";
import { type Lane, treatmentLanes } from "./treatment-lanes.ts";
import { treatmentRules } from "./treatment-rules.ts";

const data = "signs";

/** What was given, and where it went: concentrations, rates, and what the model's file shows beside them. Only panels of what was given. */
export const drugs = (figure: ModelFigure, run: Run, wishes: FigureWishes = {}): Spec => {
	const sheet = sheetOf(wishes.size);
	const window = wishes.days ?? windowOfEvents(run);
	const lanes = treatmentLanes(run, window);
	if (careEvents(run.events).length === 0) return nobodyActed(run, sheet);
	const frame: Frame = {
		window,
		width: sheet.width,
		sheet,
		trajectories: new Map([[data, run.trajectory]]),
		rules: treatmentRules(run, window),
	};
	const panels = panelsOf(lanes, figure, run);
	const grades = shownGrades(stripsOf(figure, run, wishes.strips), run);
	const head = [
		...grades.map((grade) => gradeRibbon(gradeNamed(grade, frame), frame)),
		laneChart(lanes, frame, panels.length > 0 ? "none" : "labels"),
	];
	const title = figureTitle(run, { reading: figure.reading, grades, sheet, title: wishes.title, sentence: wishes.sentence });
	return stack(arranged({ head, panels, title }, frame), {
		title,
		description: `${figure.about} ${run.title}`,
		datasets: { [data]: signRows(run.trajectory, { columns: panelColumns(panels), window }) },
		sheet,
	});
};

const has = ({ trajectory }: Run, column: string): boolean => trajectory.columns.get(column)?.kind === "number";

/** Of a drug that runs at a rate the rate is shown, of others the concentration; behind the first of a role what the figure shows with it. */
const panelsOf = (lanes: readonly Lane[], figure: ModelFigure, run: Run): readonly Panel[] =>
	lanes.flatMap((lane, i) => {
		const own = has(run, `${lane.what}_rate`) ? `${lane.what}_rate` : lane.what;
		const isFirst = lanes.findIndex(({ role }) => role === lane.role) === i;
		const beside = isFirst ? figure.panels.filter(({ role }) => role === lane.role) : [];
		const style = { color: lane.color, dash: [] };
		const panels = [...(has(run, own) ? [{ left: [{ column: own, data }] }] : []), ...beside.map((panel) => panelOf(panel, data))];
		return panels.map((panel) => ({ ...panel, left: panel.left.map((curve) => ({ ...curve, style })) }));
	});

const nobodyActed = (run: Run, { width, text: { title, line } }: Sheet): Spec => ({
	$schema: "https://vega.github.io/schema/vega-lite/v6.json",
	title: { text: wrapped(run.title, title), subtitle: wrapped(disclaimer, line) },
	config,
	width,
	height: 110,
	data: { values: [{}] },
	layer: [
		{
			mark: { type: "text", fontSize: 15, fontWeight: 600, color: ink.plain, text: "Nobody acted in this run." },
			encoding: { x: { value: width / 2 }, y: { value: 45 } },
		},
		{
			mark: {
				type: "text",
				fontSize: 12,
				color: ink.soft,
				lineHeight: 16,
				text: wrapped(
					"No drug, fluid or oxygen was given. Add `treatments:` or `care: standard` to the scenario to see them here.",
					Math.floor(width / 5.8),
				),
			},
			encoding: { x: { value: width / 2 }, y: { value: 70 } },
		},
	],
});
