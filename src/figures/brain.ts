import type { Run } from "../simulate/run.ts";
import { figureTitle } from "./figure-title.ts";
import type { Frame } from "./frame.ts";
import { gradeRibbons } from "./grade-ribbon.ts";
import { laneChart, tagStrip } from "./lane-chart.ts";
import { drawPanels, eventful, type Panel, panelColumns } from "./panel.ts";
import { signRows } from "./sign-rows.ts";
import type { Spec } from "./spec-types.ts";
import { stack } from "./stack.ts";
import { curveColor, size } from "./theme.ts";
import { storyWindow } from "./time-window.ts";
import { treatmentLanes } from "./treatment-lanes.ts";
import { treatmentRules } from "./treatment-rules.ts";

const data = "signs";
const second = [5, 3];

/** From the vessel to the bedside: activation, barrier, what passes it, inflammation, and what an examiner finds. */
const panels: readonly Panel[] = [
	{
		name: "Vessel and barrier",
		left: [
			{ column: "bbb", data, color: curveColor.vessel, label: "barrier opening" },
			{ column: "endothelium", data, color: curveColor.pressure, dash: second, label: "endothelium" },
		],
	},
	{
		left: [
			{ column: "il6", data, color: curveColor.cytokine, label: "in serum" },
			{ column: "csf_il6", data, color: curveColor.signal, dash: second, label: "in spinal fluid" },
		],
	},
	{ left: [{ column: "neuroinflammation", data, color: curveColor.cytokine }] },
	{ left: [{ column: "ice", data, color: curveColor.tumor, shape: "step" }] },
	{ left: [{ column: "consciousness", data, color: curveColor.inflammation, shape: "step" }], height: 60 },
	{ left: [{ column: "seizure_active", data, color: curveColor.heat, shape: "step" }], height: 34 },
	{ left: [{ column: "cerebral_edema", data, color: curveColor.oxygen, shape: "step" }], height: 44 },
];

/** What the figure must find in a run to be of use. */
export const brainColumns: readonly string[] = ["bbb", "neuroinflammation", "ice"];

/** The way of inflammation into the brain and out of it, with the ICANS grade above. */
export const brain = (run: Run): Spec => {
	const window = storyWindow([run]);
	const frame: Frame = {
		window,
		width: size.width,
		trajectories: new Map([[data, run.trajectory]]),
		rules: treatmentRules(run, window),
	};
	const lanes = treatmentLanes(run, window);
	return stack(
		[
			...gradeRibbons(run, ["icans", "crs"], frame),
			...(lanes.length > 0 ? [laneChart(lanes, frame)] : []),
			...tagStrip(frame, "short"),
			...drawPanels(eventful(panels, frame), frame),
		],
		{
			title: figureTitle(run, "From blood vessel to bedside. Shaded: usual range."),
			description: `Barrier, inflammation of the brain and neurologic signs over time: ${run.title}`,
			datasets: { [data]: signRows(run.trajectory, { columns: panelColumns(panels), window }) },
		},
	);
};
