import type { ChartedCourse } from "../grading/charted-course.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import type { Run } from "../simulate/run.ts";
import { arranged } from "./arranged.ts";
import { drugLook } from "./drug-looks.ts";
import { figureTitle } from "./figure-title.ts";
import type { OneRunWishes } from "./figure-wishes.ts";
import type { Frame } from "./frame.ts";
import { gradeNamed, shownGrades, stripsOf } from "./grade-of-run.ts";
import { gradeRibbon } from "./grade-ribbon.ts";
import { laneChart, tagStrip } from "./lane-chart.ts";
import { eventful, panelColumns, panelOf } from "./panel.ts";
import { sheetOf } from "./sheet.ts";
import { signRows } from "./sign-rows.ts";
import type { Spec, View } from "./spec-types.ts";
import { stack } from "./stack.ts";
import { storyWindow, windowOfEvents, windowWith } from "./time-window.ts";
import { treatmentLanes } from "./treatment-lanes.ts";
import { treatmentRules } from "./treatment-rules.ts";

const data = "signs";

/** A figure of panels below each other: grades on top, what was given, then the columns that the model's file names. */
export const panels = (figure: ModelFigure, run: Run, { charted, ...wishes }: OneRunWishes = {}): Spec => {
	const sheet = sheetOf(wishes.size);
	const window = wishes.days ?? windowWith(charted, figure.days === "all" ? windowOfEvents(run) : storyWindow([run]), run);
	const frame: Frame = {
		window,
		width: sheet.width,
		sheet,
		trajectories: new Map([[data, run.trajectory]]),
		rules: treatmentRules(run, window),
		...(charted === undefined ? {} : { charted: charted.values }),
	};
	const grades = shownGrades(stripsOf(figure, run, wishes.strips), run);
	const all = figure.panels.map((panel) => panelOf(panel, data));
	const shown = figure.withoutQuiet ? eventful(all, frame) : all;
	const below = figure.treatments === "supports below" ? supportsBelow(run, frame) : [];
	const head = [
		...grades.flatMap((grade) => [gradeRibbon(gradeNamed(grade, frame), frame), ...chartedRibbon(grade.course.scale, frame, charted)]),
		...treatmentsAbove(figure, run, frame),
	];
	const reading = [figure.reading, ...chartedReading(figure, charted)].join(" ");
	const title = figureTitle(run, { reading, grades, sheet, title: wishes.title, sentence: wishes.sentence });
	return stack(arranged({ head, panels: shown, below, title }, frame), {
		title,
		description: `${figure.about} ${run.title}`,
		datasets: { [data]: signRows(run.trajectory, { columns: panelColumns(all), window }) },
		sheet,
	});
};

/** The charted grade of a scale, as far as the chart goes. */
const chartedRibbon = (scale: string, frame: Frame, charted: ChartedCourse | undefined): readonly View[] => {
	const course = charted?.courses[scale];
	return course === undefined
		? []
		: [gradeRibbon({ title: frame.sheet.names === "beside" ? "in the chart" : "charted", course }, frame, { until: charted!.to / 24 })];
};

/** How the points are to be read, where the figure has some. */
const chartedReading = ({ panels: own }: ModelFigure, charted: ChartedCourse | undefined): readonly string[] => {
	if (charted === undefined || !own.some(({ left, right }) => [...left, ...right].some((column) => Object.hasOwn(charted.values, column))))
		return [];
	const all = Object.values(charted.values).flat();
	const bounds = all.some(({ lies }) => lies !== "at") ? "; triangles: known only as below or above" : "";
	return [`Rings: charted (${charted.name})${bounds}.`];
};

/** Lanes with the short names of their rules; without lanes the rules carry their full names. */
const treatmentsAbove = ({ treatments, days }: ModelFigure, run: Run, frame: Frame): readonly View[] => {
	if (treatments === "none") return [];
	if (treatments === "supports below") return tagStrip(frame, "full");
	const lanes = treatmentLanes(run, frame.window);
	// Over the whole course rules stand so close that their names would say more than the lanes just above.
	return [
		...(lanes.length > 0 ? [laneChart(lanes, frame)] : []),
		...(days === "story" && (lanes.length === 0 || frame.sheet.names === "beside") ? tagStrip(frame, "short") : []),
	];
};

const supportFamilies = ["vasopressor", "fluid", "oxygen"];

const supportsBelow = (run: Run, frame: Frame): readonly View[] => {
	const supports = treatmentLanes(run, frame.window).filter((lane) => supportFamilies.includes(drugLook(lane.role).family));
	return supports.length > 0 ? [laneChart(supports, { ...frame, rules: [] }, "labels")] : [];
};
