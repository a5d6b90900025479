import type { Run } from "../simulate/run.ts";
import { drugLook } from "./drug-looks.ts";
import { figureTitle } from "./figure-title.ts";
import type { Frame } from "./frame.ts";
import { gradeRibbons } from "./grade-ribbon.ts";
import { laneChart, tagStrip } from "./lane-chart.ts";
import { drawPanels, type Panel, panelColumns } from "./panel.ts";
import { signRows } from "./sign-rows.ts";
import type { Spec } from "./spec-types.ts";
import { stack } from "./stack.ts";
import { curveColor, size } from "./theme.ts";
import { storyWindow } from "./time-window.ts";
import { treatmentLanes } from "./treatment-lanes.ts";
import { treatmentRules } from "./treatment-rules.ts";

const data = "signs";

/** In the order of a bedside chart. */
const panels: readonly Panel[] = [
	{ left: [{ column: "temperature", data, color: curveColor.heat }], height: 90 },
	{ left: [{ column: "heart_rate", data, color: curveColor.vessel }], height: 90 },
	{
		name: "Blood pressure",
		left: [
			{ column: "map", data, color: curveColor.pressure, label: "mean (shaded: usual)" },
			{ column: "sbp", data, color: curveColor.cells, dash: [5, 3], label: "systolic" },
		],
		height: 120,
	},
	{ left: [{ column: "resp_rate", data, color: curveColor.inflammation }], height: 90 },
	{
		left: [{ column: "spo2", data, color: curveColor.oxygen }],
		right: [{ column: "fio2", data, color: curveColor.tumor, dash: [5, 3], shape: "step" }],
		height: 90,
	},
];

const supportFamilies = ["vasopressor", "fluid", "oxygen"];

/** The bedside chart: the signs that grades are read from, and the supports that hold them up, below. */
export const vitals = (run: Run): Spec => {
	const window = storyWindow([run]);
	const frame: Frame = {
		window,
		width: size.width,
		trajectories: new Map([[data, run.trajectory]]),
		rules: treatmentRules(run, window),
	};
	const supports = treatmentLanes(run, window).filter((lane) => supportFamilies.includes(drugLook(lane.role).family));
	return stack(
		[
			...gradeRibbons(run, ["crs"], frame),
			...tagStrip(frame, "full"),
			...drawPanels(panels, frame, supports.length > 0 ? "grid" : "labels"),
			...(supports.length > 0 ? [laneChart(supports, { ...frame, rules: [] }, "labels")] : []),
		],
		{
			title: figureTitle(run, "Bedside chart. Shaded: usual adult range. Bars below: supports while they ran."),
			description: `Bedside chart of signs and supports over time: ${run.title}`,
			datasets: { [data]: signRows(run.trajectory, { columns: panelColumns(panels), window }) },
		},
	);
};
