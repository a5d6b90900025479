import { careEvents } from "../simulate/care-events.ts";
import type { Run } from "../simulate/run.ts";
import { drugLook } from "./drug-looks.ts";
import { disclaimer, figureTitle, wrapped } from "./figure-title.ts";
import type { Frame } from "./frame.ts";
import { gradeRibbons } from "./grade-ribbon.ts";
import { laneChart } from "./lane-chart.ts";
import { type Curve, drawPanels, type Panel, panelColumns } from "./panel.ts";
import { signRows } from "./sign-rows.ts";
import type { Spec } from "./spec-types.ts";
import { stack } from "./stack.ts";
import { config, ink, size } from "./theme.ts";
import { windowOfEvents } from "./time-window.ts";
import { type Lane, treatmentLanes } from "./treatment-lanes.ts";
import { treatmentRules } from "./treatment-rules.ts";

const data = "signs";

/** What was given, and where it went: concentrations, blocked receptors, rates. Only panels of what was given. */
export const drugs = (run: Run): Spec => {
	const window = windowOfEvents(run);
	const lanes = treatmentLanes(run, window);
	if (careEvents(run.events).length === 0) return nobodyActed(run);
	const frame: Frame = {
		window,
		width: size.width,
		trajectories: new Map([[data, run.trajectory]]),
		rules: treatmentRules(run, window),
	};
	const panels = panelsOf(lanes, run);
	return stack(
		[...gradeRibbons(run, ["crs"], frame), laneChart(lanes, frame, panels.length > 0 ? "none" : "labels"), ...drawPanels(panels, frame)],
		{
			title: figureTitle(
				run,
				"Triangles: doses. Bars: rates and devices while they ran. Vertical rules: infusion (gray) and treatments, in the color of their name.",
			),
			description: `What was given and where it went over time: ${run.title}`,
			datasets: { [data]: signRows(run.trajectory, { columns: panelColumns(panels), window }) },
		},
	);
};

/** What a lane's family shows beside the concentration of the drug itself. */
const familyColumns: Readonly<Record<string, readonly string[]>> = {
	"anti-IL-6": ["il6r_occupancy"],
	fluid: ["fluid_rate"],
	oxygen: ["fio2"],
};

const stepped = ["fluid_rate", "fio2"];

const has = ({ trajectory }: Run, column: string): boolean => trajectory.columns.get(column)?.kind === "number";

/** Of a drug that runs at a rate the rate is shown; of others the concentration. */
const panelsOf = (lanes: readonly Lane[], run: Run): readonly Panel[] => {
	const curves = lanes.flatMap((lane) =>
		[has(run, `${lane.what}_rate`) ? `${lane.what}_rate` : lane.what, ...(familyColumns[drugLook(lane.role).family] ?? [])].map(
			(column): Curve => ({
				column,
				data,
				color: lane.color,
				shape: column.endsWith("_rate") || stepped.includes(column) ? "step" : "line",
			}),
		),
	);
	const once = curves.filter((curve, i) => curves.findIndex((c) => c.column === curve.column) === i);
	return once.filter((curve) => has(run, curve.column)).map((curve) => ({ left: [curve] }));
};

const nobodyActed = (run: Run): Spec => ({
	$schema: "https://vega.github.io/schema/vega-lite/v6.json",
	title: { text: wrapped(run.title, 100), subtitle: disclaimer },
	config,
	width: size.width,
	height: 110,
	data: { values: [{}] },
	layer: [
		{
			mark: { type: "text", fontSize: 15, fontWeight: 600, color: ink.plain, text: "Nobody acted in this run." },
			encoding: { x: { value: size.width / 2 }, y: { value: 45 } },
		},
		{
			mark: {
				type: "text",
				fontSize: 12,
				color: ink.soft,
				text: "No drug, fluid or oxygen was given. Add `treatments:` or `care: standard` to the scenario to see them here.",
			},
			encoding: { x: { value: size.width / 2 }, y: { value: 70 } },
		},
	],
});
