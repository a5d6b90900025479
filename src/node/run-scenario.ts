import type { ChartedCourse } from "../grading/charted-course.ts";
import type { Summary } from "../report/summary.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Patient } from "../simulate/patient.ts";
import type { Run } from "../simulate/run.ts";
import { simulate } from "../simulate/simulate.ts";
import { type Asked, inCall, refuseOthers } from "./asked.ts";
import type { ChartLayer, ChartWishes } from "./chart-wishes.ts";
import { type FigureOptions, figureOptionNames, parted } from "./figure-options.ts";
import { type Ran, ran, summary, tableFiles } from "./outputs.ts";
import { checkOwnTexts, type OwnTexts, ownTextNames } from "./own-texts.ts";
import { scenarioPreparer } from "./prepare-scenario.ts";
import { type CheckedSettings, checkSettings, type RunSettings, settingNames } from "./run-settings.ts";
import { findScenario } from "./scenario-texts.ts";
import type { RunWriter, RunWriters } from "./write-run.ts";
import { nothingWritten, type Written } from "./written.ts";

/** How a scenario is to be run, and what is to be kept of it. */
export interface ScenarioOptions extends RunSettings, OwnTexts, ChartWishes, FigureOptions {
	/** A folder with models of your own, beside those that come along. */
	readonly models?: string | undefined;
	/** Folder to write tables, figures and report.html into; left out, nothing is written. */
	readonly out?: string | undefined;
	/** Also over files in that folder that are not results, or that somebody has changed. */
	readonly force?: boolean | undefined;
	/** Figures to draw, by name (`listAll("plots")`); left out, all that show something. */
	readonly plots?: readonly string[] | undefined;
	/** Also the run as a ward would have charted it: `charted`, and `chart.csv` in the folder. */
	readonly charted?: boolean | undefined;
}

const chartNames = ["chart", "id", "infusion", "charted"] as const satisfies readonly (keyof ScenarioOptions)[];

/** A scenario that was run. */
export interface ScenarioRun {
	/** The scenario in pure numbers. */
	readonly plan: Plan;
	readonly patient: Patient;
	/** Trajectory (time in h since infusion), events, grades; `run.outcome` says whether the integration reached the end. */
	readonly run: Run;
	/** Exactly what `summary.json` holds. */
	readonly summary: Summary;
	/** Paths of the files that were written. */
	readonly files: readonly string[];
	/** Results of an earlier run that stood in the folder and are no longer there. */
	readonly removed: readonly string[];
	/** What the drawing of figures had to say. Warnings about the run itself stand in `summary.warnings`. */
	readonly warnings: readonly string[];
	/** The chart that was laid over it. */
	readonly over?: ChartedCourse | undefined;
	/** The run as a ward would have charted it, as `gradeChart` reads it. */
	readonly charted?: string | undefined;
}

/** What one of our functions gives of a run. */
export function scenarioRun(one: Ran, written: Written = nothingWritten): ScenarioRun {
	const { plan, patient } = one.loaded;
	const { run, over, charted } = one;
	const charts = { ...(over === undefined ? {} : { over }), ...(charted === undefined ? {} : { charted }) };
	return { plan, patient, run, summary: summary(one), ...charts, ...written };
}

/** A run, and what writes it where somebody wants that. */
export interface RunToWrite {
	readonly one: Ran;
	readonly write: RunWriter | undefined;
}

/**
 * Gives a function that reads and runs scenarios, named by path or by the name of a shipped one, or given as a text; `writers` checks the
 * figures that were asked for before anything is run. Throws an InputError with every problem.
 */
export function scenarioRunner(
	models?: string,
	own: OwnTexts = {},
): (file: string, settings: CheckedSettings, writers?: RunWriters) => Promise<RunToWrite> {
	const prepare = scenarioPreparer(models, own);
	return async (file, { run: options, scenario }, writers) => {
		const loaded = await prepare(findScenario(file), scenario);
		const write = writers?.([loaded]);
		return { one: ran(loaded, simulate(loaded.engine, loaded.patient, options), options), write };
	};
}

/** What is wanted of charts. */
interface Charts {
	readonly layer: ChartLayer | undefined;
	readonly charted: boolean | undefined;
	readonly models: string | undefined;
}

/** What reads and writes charts is loaded for those who want it. An id alone may be that of a table of events. */
export async function chartLayerOf(wishes: ChartWishes, models: string | undefined, asked: Asked): Promise<ChartLayer | undefined> {
	const { chart, infusion } = wishes;
	return chart === undefined && infusion === undefined ? undefined : layerOf(wishes, models, asked);
}

/** An id that belongs neither to a table of events nor to a chart is refused as that of a chart that is missing. */
export async function refuseIdleId({ loaded: { plan } }: Ran, { chart, id }: ChartWishes, asked: Asked): Promise<void> {
	if (plan.events === null && chart === undefined) await layerOf({ id }, undefined, asked);
}

async function layerOf(wishes: ChartWishes, models: string | undefined, asked: Asked): Promise<ChartLayer | undefined> {
	if (Object.values(wishes).every((wish) => wish === undefined)) return undefined;
	return (await import("./chart-over.ts")).chartLayer(wishes, models, asked);
}

/** A run with the chart that is laid over it, and its own. */
export async function withCharts(one: Ran, { layer, charted, models }: Charts, asked: Asked): Promise<Ran> {
	const written = charted === true ? (await import("./chart-of-run.ts")).chartOfRun(one, asked) : undefined;
	return {
		...one,
		...(layer === undefined ? {} : { over: layer(one.run) }),
		...(written === undefined
			? {}
			: { charted: written, rings: (await import("./chart-over.ts")).ownChartOver(written, one.run, { models, asked }) }),
	};
}

/**
 * Runs a scenario, like `crsim run`: a file, a shipped scenario by its name, or the text of one. Treatments and protocols of your own may be
 * texts, too. Throws an InputError with every problem of the scenario or the options; a numerical failure is no error but `run.outcome`.
 *
 *     const { summary, run } = await runScenario("untreated", { until: "10 day", care: "p4" });
 *     const { summary: mild } = await runScenario("about: A small tumor.\npatient: { tumor_burden: 0.2 }\nuntil: 10 day\n");
 */
export async function runScenario(
	scenario: string,
	{ models, treatments, protocols, out, force, plots, chart, id, infusion, charted, ...rest }: ScenarioOptions = {},
): Promise<ScenarioRun> {
	const { figures, others: settings } = parted(rest);
	const asked = inCall("runScenario");
	refuseOthers(asked, settings, [...settingNames, "models", ...ownTextNames, "out", "force", "plots", ...figureOptionNames, ...chartNames]);
	const own = checkOwnTexts({ treatments, protocols }, asked);
	const checked = checkSettings({ ...settings, id }, asked);
	// What draws takes longer to load than a run: it is loaded when something is drawn.
	const writers =
		out === undefined && plots === undefined ? undefined : (await import("./write-run.ts")).runWriter(plots, asked, { ...figures, models });
	const layer = await chartLayerOf({ chart, id, infusion }, models, asked);
	const { one: alone, write } = await scenarioRunner(models, own)(scenario, checked, writers);
	await refuseIdleId(alone, { chart, id }, asked);
	const one = await withCharts(alone, { layer, charted, models }, asked);
	return scenarioRun(one, out === undefined ? undefined : await write?.(out, [one], tableFiles(one), { force }));
}
