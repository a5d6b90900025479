import { type Annealed, anneal, type Point, type Stage } from "../fit/annealed-sampler.ts";
import type { ChartFit, FanArm, FanBand } from "../fit/chart-fit.ts";
import { type CourseRead, fanAt, fanShares, isInside } from "../fit/course-fan.ts";
import { gradeColumnsOf } from "../grading/toxicities.ts";
import { type CoursesTask, chartJobs } from "./chart-jobs.ts";
import type { PreparedChartFit } from "./prepare-chart-fit.ts";
import { openThreads } from "./threads.ts";
import { phase } from "./times.ts";

/** Told of each stage of the search, and of the courses that follow. */
export interface ChartFitTold {
	readonly onStage?: (stage: Stage) => void;
	readonly onArm?: (care: string) => void;
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
