import { isTherapy } from "../chart/role.ts";
import { chartedPatient } from "../exchange/chart-observations.ts";
import { type ChartedCare, careNotes, chartedOrders } from "../exchange/charted-orders.ts";
import { type Annealed, anneal, type Point, type Stage } from "../fit/annealed-sampler.ts";
import { type Observation, readObservations } from "../fit/chart-errors.ts";
import type { ChartFit, FanArm, FanBand } from "../fit/chart-fit.ts";
import { type CourseRead, fanAt, fanShares, isInside } from "../fit/course-fan.ts";
import { drawNames } from "../fit/likely-patient.ts";
import { gradeColumnsOf } from "../grading/toxicities.ts";
import type { LocatedYaml } from "../input/located-yaml.ts";
import { InputError, type Problem, throwIfAny } from "../input/problem.ts";
import { readLayers } from "../scenario/extends.ts";
import { scenarioFrom } from "../scenario/parse-scenario.ts";
import type { Plan } from "../scenario/plan.ts";
import { compiler } from "../simulate/program.ts";
import type { Library } from "../treatment/library.ts";
import { type Asked, refuse, wholeNumber } from "./asked.ts";
import { type ChartWork, type CoursesTask, chartJobs } from "./chart-jobs.ts";
import { type AskedChart, chartAsked } from "./chart-over.ts";
import type { ChartWishes } from "./chart-wishes.ts";
import { readAs } from "./kind-of-file.ts";
import { protocolsFor } from "./protocol-files.ts";
import { hoursOf } from "./run-settings.ts";
import { modelsAtHand } from "./scenario-files.ts";
import { findScenario, scenarioTexts } from "./scenario-texts.ts";
import { openThreads } from "./threads.ts";
import { phase } from "./times.ts";
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

/** Told of each stage of the search, and of the courses that follow. */
export interface ChartFitTold {
	readonly onStage?: (stage: Stage) => void;
	readonly onArm?: (care: string) => void;
}

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

/** A scenario whose treatments are those of a chart: each problem of them is told at the line of the chart. */
function withTreatments(
	yaml: LocatedYaml,
	{ kept, orders, file }: { kept: readonly number[]; orders: readonly { readonly line: number; readonly order: object }[]; file: string },
): LocatedYaml {
	const body = yaml.value as Record<string, unknown> & { treatments?: readonly unknown[] };
	const { care: _, ...rest } = body;
	const own = kept.map((i) => body.treatments?.[i]);
	const inChart = (path: readonly (string | number)[]) => path[0] === "treatments" && Number(path[1]) >= own.length;
	const lineOf = (path: readonly (string | number)[]) => ({ file, line: orders[Number(path[1]) - own.length]?.line ?? 1, column: 1 });
	const there = (path: readonly (string | number)[]) =>
		path[0] === "treatments" && typeof path[1] === "number" ? ["treatments", kept[path[1]] ?? 0, ...path.slice(2)] : path;
	return {
		file: yaml.file,
		text: yaml.text,
		value: { ...rest, treatments: [...own, ...orders.map(({ order }) => order)] },
		place: (path) => (inChart(path) ? lineOf(path) : yaml.place(there(path))),
		keyPlace: (path) => (inChart(path) ? lineOf(path) : yaml.keyPlace(there(path))),
		placeWithin: (path, offset) => (inChart(path) ? lineOf(path) : yaml.placeWithin(there(path), offset)),
	};
}

/** What is wrong with an order of a chart is told of its row. */
function ofRows(read: () => Plan, file: string): Plan {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		throw new InputError(error.problems.map((one) => (one.file === file ? { ...one, key: `row ${one.line}` } : one)));
	}
}

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

/** Reads a chart and a scenario, and checks all that can be known before a patient is run. Throws an InputError with every problem. */
export function prepareChartFit(given: string, wishes: ChartFitWishes, asked: Asked): PreparedChartFit {
	const { workers } = checkStudyNumbers({ workers: wishes.workers }, asked);
	const patients = wholeNumber(asked, "patients", { written: wishes.patients, ...limits }) ?? usual.patients;
	const seed = wholeNumber(asked, "seed", { written: wishes.seed, least: 0, most: Number.MAX_SAFE_INTEGER }) ?? usual.seed;
	const [untilAsked, knownAsked] = (["until", "known"] as const).map((option) =>
		hoursOf(asked, option, { written: wishes[option], example: "6 day" }),
	);
	const cares = caresOf(wishes.care);
	const chart = chartAsked(wishes, wishes.models, asked);
	const models = modelsAtHand(wishes.models);
	const texts = scenarioTexts(findScenario(given));
	const protocolsOf = (care: string) => ({ protocols: protocolsFor(texts.file, care) });
	const last = chart.one.looks.at(-1)!.best.time;
	const known = Math.min(knownAsked ?? last, last);
	const yaml = readAs("scenario", texts, () => readLayers(texts.text, { ...texts, yaml: models.yaml }));
	const body = yaml.value as { model?: string; treatments?: readonly { give?: unknown }[] };
	// What is wrong with the scenario itself is told of it alone.
	const alone = readAs("scenario", texts, () => scenarioFrom(yaml, { ...texts, models }));
	const library = models.get(alone.model)!;
	if (!(known > alone.from))
		refuse(asked, "known", `the model starts on ${day(alone.from)}`, `for example ${asked.as("known", '"4 day"')}`);
	const until = untilAsked ?? Math.max(last, known + usual.follows);
	if (until <= known)
		refuse(
			asked,
			"until",
			`nothing follows: the chart is known up to ${day(known)}`,
			`for example ${asked.as("until", `"${Math.ceil(known / 24) + 7} day"`)}`,
		);
	const { observations: all, facts } = chartedPatient(chart.one, library);
	const observations = all.filter(({ time }) => time >= alone.from && time <= known);
	checkChart(chart, observations, known, library);
	const charting = library.charting!;
	const rates = new Set(chart.one.acts.flatMap((act) => (act.kind === "rate" ? [act.drug] : [])));
	const careUntil = (end: number) =>
		chartedOrders(
			chart.one.acts.filter(({ time }) => time >= alone.from && time <= end),
			{ file: chart.file, library, rates },
		);
	const care = careUntil(known);
	const whole = careUntil(until);
	throwIfAny(whole.problems);
	const isKept = (name: unknown) => typeof name === "string" && isTherapy(library.formulary[name]?.role ?? "");
	const kept = (body.treatments ?? []).flatMap(({ give }, i) => (isKept(give) ? [i] : []));
	const planned = (name: string, { end, orders }: { end: number; orders: ChartedCare["orders"] }) => {
		const overlaid = withTreatments(yaml, { kept, orders, file: chart.file });
		return ofRows(() => scenarioFrom(overlaid, { ...texts, ...protocolsOf(name), models, care: name, until: end }), chart.file);
	};
	const past = planned("none", { end: known, orders: care.orders });
	const charted = new Set(all.map(({ column }) => column));
	const columns = charting.columns.map(({ name }) => name).filter((name) => charted.has(name));
	const later = all.filter(({ time, column }) => time > known && time <= until && columns.includes(column));
	// What stands in the chart after the known hours came about under the care that it charts.
	const asCharted = later.length === 0 ? [] : [{ name: asChartedCare, plan: planned("none", { end: until, orders: whole.orders }) }];
	const followed = cares.map((name) => {
		const plan = planned(name, { end: until, orders: care.orders });
		return { name, plan: { ...plan, care: plan.care && { ...plan.care, begins: known } } };
	});
	const arms = [...asCharted, ...followed];
	const grades = gradeColumnsOf(past.toxicities).map(({ column }) => column);
	const { compile } = compiler({ kept: () => columns });
	const program = compile(past);
	const parameters = new Set(program.model.parameters.map(({ name }) => name));
	const dropped = (body.treatments ?? []).length - kept.length;
	return {
		work: {
			past: program,
			arms: arms.map((one) => compile(one.plan)),
			names: drawNames(program),
			known: new Map([...facts].filter(([name]) => parameters.has(name))),
			observations: readObservations(observations, charting),
			asked: { columns, times: timesOf({ from: Math.min(0, observations[0]!.time), until }, later), grades, after: known },
			seed,
		},
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
		all: all.filter(({ column, time }) => columns.includes(column) && time <= until),
		notes: [
			...care.notes,
			...(dropped > 0 ? [careNotes.scenario] : []),
			...(cares.includes("none") ? [careNotes.nobody] : []),
		],
	};
}

/** What an arm is called in which the chart goes on giving what it says was given. */
const asChartedCare = "as charted";

/** Hours between the times of a fan. */
const fanEvery = 6;

/** Where a fan is drawn, and where hidden values stand. */
function timesOf({ from, until }: { from: number; until: number }, later: readonly Observation[]): readonly number[] {
	const [first, last] = [Math.ceil(from / fanEvery), Math.floor(until / fanEvery)];
	const grid = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * fanEvery);
	return [...new Set([...grid, ...later.map(({ time }) => time)])].sort((a, b) => a - b);
}

/** Points that one task of a thread is about. */
const pointsATask = 5;

/** Asks threads of many points, some at a time; answers come in the order of the points. */
async function inParts<T>(
	points: readonly Point[],
	ask: (part: readonly Point[], from: number) => Promise<readonly T[]>,
): Promise<readonly T[]> {
	const starts = Array.from({ length: Math.ceil(points.length / pointsATask) }, (_, i) => i * pointsATask);
	return (await Promise.all(starts.map((from) => ask(points.slice(from, from + pointsATask), from)))).flat();
}

/** What runs points: threads, or this one alone. */
interface Runner {
	readonly misfits: (points: readonly Point[]) => Promise<readonly number[]>;
	readonly courses: (arm: number, points: readonly Point[]) => Promise<readonly CourseRead[]>;
	readonly close: () => Promise<void>;
}

function runnerOf({ work, workers }: PreparedChartFit): Runner {
	if (workers === 1) {
		const jobs = chartJobs(work);
		return {
			misfits: async (points) => jobs.misfits(points),
			courses: async (arm, points) => jobs.courses({ arm, from: 0, points }),
			close: async () => {},
		};
	}
	const pool = openThreads("./chart-worker.cjs", work, workers);
	return {
		misfits: (points) => inParts(points, async (part) => (await pool.run(part, { name: "misfits" })) as readonly number[]),
		courses: (arm, points) =>
			inParts(points, async (part, from) => {
				const task: CoursesTask = { arm, from, points: part };
				return (await pool.run(task, { name: "courses" })) as readonly CourseRead[];
			}),
		close: () => pool.destroy(),
	};
}

function bandsOf(
	{ work: { asked }, library, plan }: PreparedChartFit,
	courses: readonly CourseRead[],
	weights: readonly number[],
): readonly FanBand[] {
	const charting = library.charting!;
	return asked.columns.map((column, c) => {
		const lines = asked.times.map((time, t) =>
			fanAt({ name: column, charting }, time, { values: courses.map(({ values }) => values[c]![t]!), weights }),
		);
		const display = plan.flat.display[column];
		const { unit, about } = charting.columns.find(({ name }) => name === column)!;
		return {
			column,
			title: about,
			unit,
			...(display === undefined ? {} : { display }),
			lines: Object.fromEntries(fanShares.map((share, q) => [String(share), lines.map((line) => line[q]!)])) as unknown as FanBand["lines"],
		};
	});
}

function armOf(
	prepared: PreparedChartFit,
	care: string,
	{ courses, weights: all }: { courses: readonly CourseRead[]; weights: readonly number[] },
): FanArm {
	const weights = all.map((weight, j) => (courses[j]!.failed === null ? weight : 0));
	const sum = weights.reduce((a, b) => a + b, 0);
	const share = (holds: (course: CourseRead) => boolean) =>
		courses.reduce((part, one, j) => part + (holds(one) ? weights[j]! : 0), 0) / sum;
	const toxicities = gradeColumnsOf(prepared.plan.toxicities);
	return {
		care,
		failed: 1 - sum,
		died: share(({ died }) => died),
		grades: toxicities.map(({ toxicity }, g) => ({
			toxicity,
			shares: [
				...[0, 1, 2, 3, 4, 5].map((grade) => share(({ worst }) => worst[g] === grade)),
				share(({ worst }) => Number.isNaN(worst[g])),
			],
		})),
		bands: bandsOf(prepared, courses, weights),
	};
}

/** Which values after the known hours lie within the fan of an arm. */
function hiddenIn({ later, work: { asked } }: PreparedChartFit, arms: readonly FanArm[]): ChartFit["hidden"] {
	if (later.length === 0) return null;
	const arm = 0;
	const columns = [...Map.groupBy(later, ({ column }) => column)].map(([column, values]) => {
		const band = arms[arm]!.bands.find((one) => one.column === column)!;
		const inside = values.filter((one) => {
			const t = asked.times.indexOf(one.time);
			return isInside(
				one,
				fanShares.map((share) => band.lines[`${share}`][t]!),
			);
		});
		return { column, values: values.length, inside: inside.length };
	});
	return { arm, columns };
}

/**
 * Looks for virtual patients who could be the one of a chart, and lets them go on. The same for any number of threads.
 *
 *     const fit = await fitChart(prepareChartFit("bulky-untreated", { chart: "chart.csv" }, onCommandLine));
 *     fit.arms.map(({ care, died }) => [care, died])
 */
export async function fitChart(prepared: PreparedChartFit, { onStage, onArm }: ChartFitTold = {}): Promise<ChartFit> {
	const { work, patients, seed, cares, chart, plan, known, until, all, notes } = prepared;
	const runner = runnerOf(prepared);
	try {
		const found: Annealed = await anneal({
			dimensions: work.names.length,
			members: patients,
			seed,
			data: work.observations.length,
			misfits: runner.misfits,
			...(onStage === undefined ? {} : { onStage }),
		});
		phase("patients found");
		const arms: FanArm[] = [];
		for (const [arm, care] of cares.entries()) {
			onArm?.(care);
			arms.push(armOf(prepared, care, { courses: await runner.courses(arm, found.points), weights: found.weights }));
		}
		phase("courses run");
		const nearest = Math.min(...found.misfits) / work.observations.length;
		return {
			title: plan.title.replace(/ · care: none$/, ""),
			scenario: plan.file,
			chart: chart.one.id === "" ? chart.name : `${chart.name}, patient ${chart.one.id}`,
			model: plan.model,
			seed,
			patients,
			distinct: found.points.length,
			effective: found.effective,
			power: found.power,
			stages: found.stages.length,
			runs: found.asked,
			nearest,
			known,
			until,
			values: work.observations.length,
			times: work.asked.times,
			arms,
			charted: all,
			hidden: hiddenIn(prepared, arms),
			notes,
		};
	} finally {
		await runner.close();
	}
}
