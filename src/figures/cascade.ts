import type { Run } from "../simulate/run.ts";
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
const second = [5, 3];

/** In causal order: cells meet tumor, cytokines rise, the body heats and inflames, vessels leak, pressure and oxygen fall. */
const panels: readonly Panel[] = [
	// Where there are no CAR-T cells: the slow loss of tolerance under a checkpoint inhibitor.
	{
		left: [{ column: "tolerance", data, color: curveColor.vessel }],
		right: [{ column: "pd1_blocked", data, color: curveColor.oxygen, dash: second }],
	},
	{ left: [{ column: "autoreactive_cells", data, color: curveColor.cells }] },
	{
		left: [{ column: "cart_cells", data, color: curveColor.cells }],
		right: [{ column: "tumor", data, color: curveColor.tumor, dash: second }],
	},
	{ left: [{ column: "ifn_gamma", data, color: curveColor.cytokine }] },
	{
		left: [
			{ column: "il6", data, color: curveColor.cytokine, label: "in serum" },
			{ column: "il6_signal", data, color: curveColor.signal, dash: second, label: "signal to tissues" },
		],
	},
	{ left: [{ column: "temperature", data, color: curveColor.heat }] },
	{
		left: [{ column: "crp", data, color: curveColor.inflammation }],
		right: [{ column: "ferritin", data, color: curveColor.tumor, dash: second }],
	},
	{ left: [{ column: "capillary_leak", data, color: curveColor.vessel }] },
	{
		left: [{ column: "skin_inflammation", data, color: curveColor.heat }],
		right: [{ column: "colon_inflammation", data, color: curveColor.vessel, dash: second }],
	},
	{ left: [{ column: "map", data, color: curveColor.pressure }] },
	{ left: [{ column: "spo2", data, color: curveColor.oxygen }] },
	{
		left: [{ column: "neuroinflammation", data, color: curveColor.cytokine }],
		right: [{ column: "ice", data, color: curveColor.tumor, dash: second, shape: "step" }],
	},
];

/** The cascade from cells to organs in one column, with the grade above and what was given. */
export const cascade = (run: Run): Spec => {
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
			...gradeRibbons(run, ["crs", "icans"], frame),
			...(lanes.length > 0 ? [laneChart(lanes, frame)] : []),
			...tagStrip(frame, "short"),
			...drawPanels(panels, frame),
		],
		{
			title: figureTitle(run, "Shaded: usual adult range. Vertical rules: infusion (gray) and treatments, in the color of their name."),
			description: `The cascade from cells to organs over time: ${run.title}`,
			datasets: { [data]: signRows(run.trajectory, { columns: panelColumns(panels), window }) },
		},
	);
};
