import { type ChartedPatient, chartedPatient } from "../exchange/chart-observations.ts";
import { type ChartedCare, careNotes, chartedOrders } from "../exchange/charted-orders.ts";
import { type Observation, readObservations } from "../fit/chart-errors.ts";
import { asChartedCare } from "../fit/chart-fit.ts";
import { drawNames } from "../fit/likely-patient.ts";
import { gradeColumnsOf } from "../grading/toxicities.ts";
import { type Problem, throwIfAny } from "../input/problem.ts";
import type { Plan } from "../scenario/plan.ts";
import { compiler } from "../simulate/program.ts";
import type { Library } from "../treatment/library.ts";
import { type Asked, refuse, wholeNumber } from "./asked.ts";
import type { ChartWork } from "./chart-jobs.ts";
import { type AskedChart, chartAsked } from "./chart-over.ts";
import type { ChartWishes } from "./chart-wishes.ts";
import { type ChartedScenario, chartedScenario } from "./charted-scenario.ts";
import { hoursOf } from "./run-settings.ts";
import { modelsAtHand } from "./scenario-files.ts";
import { checkStudyNumbers } from "./whole-study.ts";

/** How a chart is to be held against virtual patients. */
export interface ChartFitWishes extends ChartWishes {
	readonly chart: string;
	/** Kinds of care that could follow: names or files of protocols, and `none`. */
	readonly care?: string | readonly string[] | undefined;
	/** End of what is shown, with its unit. */
	readonly until?: string | undefined;
	/** The last hour that is known, with its unit; what is charted later is hidden from the fit, and held against the fan. */
	readonly known?: string | undefined;
	readonly patients?: string | number | undefined;
	readonly seed?: string | number | undefined;
	readonly workers?: string | number | undefined;
	readonly models?: string | undefined;
}

const usual = { patients: 100, seed: 1, care: ["none", "p4"], follows: 10 * 24 } as const;
const limits = { least: 20, most: 2000 } as const;

/** A chart, a scenario and what is asked of them, checked before anything runs. */
export interface PreparedChartFit {
	readonly work: ChartWork;
	readonly workers: number;
	readonly patients: number;
	readonly seed: number;
	readonly cares: readonly string[];
	readonly plan: Plan;
	readonly library: Library;
	readonly chart: AskedChart;
	readonly until: number;
	readonly known: number;
	/** Values after the known hours whose column the model charts. */
	readonly later: readonly Observation[];
	readonly all: readonly Observation[];
	readonly notes: readonly string[];
}

const caresOf = (care: ChartFitWishes["care"]): readonly string[] => {
	const written = (care === undefined ? usual.care : [care].flat()).flatMap((one) => one.split(","));
	return [...new Set(written.map((one) => one.trim()).filter((one) => one !== ""))];
};

const day = (hours: number): string => `day ${Number((hours / 24).toFixed(2))}`;

function checkChart(chart: AskedChart, observations: readonly Observation[], known: number, library: Library): void {
	const { one, file } = chart;
	const problems: Problem[] = [];
	const say = (line: number, key: string, message: string, hint: string) => problems.push({ file, line, column: 1, key, message, hint });
	const death = one.acts.find(({ kind, time }) => kind === "death" && time <= known);
	if (death !== undefined)
		say(death.line, `row ${death.line}`, "the chart ends with a death: nothing could follow", "hide it: --known with an earlier day");
	if (library.charting === null)
		say(
			1,
			"",
			`the model ${library.model.name} does not say how well its columns are charted`,
			"write charting.yaml into its folder, as that of cart-crs",
		);
	else if (readObservations(observations, library.charting).length === 0) {
		const columns = library.charting.columns.map(({ name }) => name).join(", ");
		say(1, "", `no number up to ${day(known)} of which the model knows how well it is measured`, `chart some of ${columns}`);
	}
	throwIfAny(problems);
}

/** Hours between the times of a fan. */
const fanEvery = 6;

/** Where a fan is drawn, and where hidden values stand. */
function timesOf({ from, until }: { from: number; until: number }, later: readonly Observation[]): readonly number[] {
	const [first, last] = [Math.ceil(from / fanEvery), Math.floor(until / fanEvery)];
	const grid = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * fanEvery);
	return [...new Set([...grid, ...later.map(({ time }) => time)])].sort((a, b) => a - b);
}

/** The hours up to which a chart is known, and up to which is shown what could follow. */
function hoursAsked(
	{ one }: AskedChart,
	{ from, wishes, asked }: { readonly from: number; readonly wishes: ChartFitWishes; readonly asked: Asked },
): { readonly known: number; readonly until: number } {
	const hours = (option: "until" | "known") => hoursOf(asked, option, { written: wishes[option], example: "6 day" });
	const last = one.looks.at(-1)!.best.time;
	const known = Math.min(hours("known") ?? last, last);
	if (!(known > from)) refuse(asked, "known", `the model starts on ${day(from)}`, `for example ${asked.as("known", '"4 day"')}`);
	const until = hours("until") ?? Math.max(last, known + usual.follows);
	if (until > known) return { known, until };
	const later = `"${Math.ceil(known / 24) + 7} day"`;
	return refuse(asked, "until", `nothing follows: the chart is known up to ${day(known)}`, `for example ${asked.as("until", later)}`);
}

/** What a chart says was given up to an hour; throws its problems. */
function careOf({ one, file }: AskedChart, { alone, library }: ChartedScenario, until: number): ChartedCare {
	const rates = new Set(one.acts.flatMap((act) => (act.kind === "rate" ? [act.drug] : [])));
	const acts = one.acts.filter(({ time }) => time >= alone.from && time <= until);
	const care = chartedOrders(acts, { file, library, rates });
	throwIfAny(care.problems);
	return care;
}

interface Arm {
	readonly name: string;
	readonly plan: Plan;
}

/** What could follow: as the chart goes on, where it does, and each care that is asked for, from what is known on. */
function armsOf(
	chart: AskedChart,
	scenario: ChartedScenario,
	{
		known,
		until,
		cares,
		goesOn,
	}: { readonly known: number; readonly until: number; readonly cares: readonly string[]; readonly goesOn: boolean },
): readonly Arm[] {
	// What stands in the chart after the known hours came about under the care that it charts.
	const whole = goesOn ? [{ name: asChartedCare, plan: scenario.planned("none", until, careOf(chart, scenario, until).orders) }] : [];
	const { orders } = careOf(chart, scenario, known);
	const followed = cares.map((name) => {
		const plan = scenario.planned(name, until, orders);
		return { name, plan: { ...plan, care: plan.care && { ...plan.care, begins: known } } };
	});
	return [...whole, ...followed];
}

/** What threads begin with. */
function workOf(
	{ past, arms }: { readonly past: Plan; readonly arms: readonly Arm[] },
	{ observations, facts }: ChartedPatient,
	{
		columns,
		times,
		known,
		seed,
		library,
	}: Pick<PreparedChartFit, "known" | "seed" | "library"> & Pick<ChartWork["asked"], "columns" | "times">,
): ChartWork {
	const { compile } = compiler({ kept: () => columns });
	const program = compile(past);
	const parameters = new Set(program.model.parameters.map(({ name }) => name));
	return {
		past: program,
		arms: arms.map(({ plan }) => compile(plan)),
		names: drawNames(program),
		known: new Map([...facts].filter(([name]) => parameters.has(name))),
		observations: readObservations(observations, library.charting!),
		asked: { columns, times, grades: gradeColumnsOf(past.toxicities).map(({ column }) => column), after: known },
		seed,
	};
}

/** Reads a chart and a scenario, and checks all that can be known before a patient is run. Throws an InputError with every problem. */
export function prepareChartFit(given: string, wishes: ChartFitWishes, asked: Asked): PreparedChartFit {
	const { workers } = checkStudyNumbers({ workers: wishes.workers }, asked);
	const patients = wholeNumber(asked, "patients", { written: wishes.patients, ...limits }) ?? usual.patients;
	const seed = wholeNumber(asked, "seed", { written: wishes.seed, least: 0, most: Number.MAX_SAFE_INTEGER }) ?? usual.seed;
	const cares = caresOf(wishes.care);
	const chart = chartAsked(wishes, wishes.models, asked);
	const scenario = chartedScenario(given, { models: modelsAtHand(wishes.models), file: chart.file });
	const { alone, library } = scenario;
	const { known, until } = hoursAsked(chart, { from: alone.from, wishes, asked });
	const { observations, facts } = chartedPatient(chart.one, library);
	const used = observations.filter(({ time }) => time >= alone.from && time <= known);
	checkChart(chart, used, known, library);
	const charted = new Set(observations.map(({ column }) => column));
	const columns = library.charting!.columns.map(({ name }) => name).filter((name) => charted.has(name));
	const all = observations.filter(({ column, time }) => columns.includes(column) && time <= until);
	const later = all.filter(({ time }) => time > known);
	const care = careOf(chart, scenario, known);
	const past = scenario.planned("none", known, care.orders);
	const arms = armsOf(chart, scenario, { known, until, cares, goesOn: later.length > 0 });
	const times = timesOf({ from: Math.min(0, used[0]!.time), until }, later);
	return {
		work: workOf({ past, arms }, { observations: used, facts }, { columns, times, known, seed, library }),
		workers,
		patients,
		seed,
		cares: arms.map(({ name }) => name),
		plan: past,
		library,
		chart,
		until,
		known,
		later,
		all,
		notes: [...care.notes, ...(scenario.dropped > 0 ? [careNotes.scenario] : []), ...(cares.includes("none") ? [careNotes.nobody] : [])],
	};
}
