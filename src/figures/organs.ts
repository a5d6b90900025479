import type { GradeCourse } from "../grading/course.ts";
import type { Run } from "../simulate/run.ts";
import { figureTitle } from "./figure-title.ts";
import type { Frame } from "./frame.ts";
import { gradeRibbons } from "./grade-ribbon.ts";
import { laneChart } from "./lane-chart.ts";
import { drawPanels, eventful, type Panel, panelColumns } from "./panel.ts";
import { signRows } from "./sign-rows.ts";
import type { Spec } from "./spec-types.ts";
import { stack } from "./stack.ts";
import { curveColor, size } from "./theme.ts";
import { windowOfEvents } from "./time-window.ts";
import { treatmentLanes } from "./treatment-lanes.ts";
import { treatmentRules } from "./treatment-rules.ts";

const data = "signs";
const height = 62;

const panel = (column: string, color: string): Panel => ({ left: [{ column, data, color }], height });

/** From marrow to kidney: blood counts, clotting, signs of infection and of hyperinflammation, perfusion. */
const panels: readonly Panel[] = [
	panel("anc", curveColor.cells),
	panel("platelets", curveColor.tumor),
	panel("hemoglobin", curveColor.heat),
	panel("ferritin", curveColor.tumor),
	panel("fibrinogen", curveColor.inflammation),
	panel("triglycerides", curveColor.signal),
	panel("procalcitonin", curveColor.inflammation),
	panel("bacteria", curveColor.vessel),
	panel("lactate", curveColor.pressure),
	panel("creatinine", curveColor.vessel),
	panel("urine_output", curveColor.oxygen),
	panel("albumin", curveColor.cytokine),
	panel("thyroxine", curveColor.cells),
	panel("liver_enzyme", curveColor.inflammation),
	panel("stool_frequency", curveColor.vessel),
];

/** Every column that the figure can show. */
export const organColumns: readonly string[] = panelColumns(panels);

const isGraded = (course: GradeCourse | undefined): boolean => (course?.worst ?? 0) > 0;

/** The laboratory over the whole course, lymphodepletion included, since marrow and kidney are slow. */
export const organs = (run: Run): Spec => {
	const window = windowOfEvents(run);
	const frame: Frame = {
		window,
		width: size.width,
		trajectories: new Map([[data, run.trajectory]]),
		rules: treatmentRules(run, window),
	};
	const lanes = treatmentLanes(run, window);
	return stack(
		[
			...gradeRibbons(run, ["crs", ...["iec_hs", "icaht"].filter((name) => isGraded(run.grades[name]))], frame),
			...(lanes.length > 0 ? [laneChart(lanes, frame)] : []),
			...drawPanels(eventful(panels, frame), frame),
		],
		{
			title: figureTitle(run, "Laboratory from the start of the run on. Shaded: usual adult range."),
			description: `Blood counts, clotting, infection and kidney over time: ${run.title}`,
			datasets: { [data]: signRows(run.trajectory, { columns: organColumns, window }) },
		},
	);
};
