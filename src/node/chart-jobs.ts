import { workerData } from "node:worker_threads";
import type { Point } from "../fit/annealed-sampler.ts";
import { chartMisfit, type ReadObservation } from "../fit/chart-errors.ts";
import { type CourseAsked, type CourseRead, readCourse } from "../fit/course-fan.ts";
import { patientAt } from "../fit/likely-patient.ts";
import { type Engine, loader } from "../simulate/engine.ts";
import type { Program } from "../simulate/program.ts";
import { simulate } from "../simulate/simulate.ts";

/** What a thread needs to hold patients against a chart, and to let them go on. Plain data. */
export interface ChartWork {
	/** Up to the last row that is known. */
	readonly past: Program;
	/** By arm. */
	readonly arms: readonly Program[];
	/** What points are made of. */
	readonly names: readonly string[];
	readonly known: ReadonlyMap<string, number>;
	readonly observations: readonly ReadObservation[];
	readonly asked: CourseAsked;
	readonly seed: number;
}

/** Points with the numbers of the patients who stand there, in one arm. */
export interface CoursesTask {
	readonly arm: number;
	readonly from: number;
	readonly points: readonly Point[];
}

/** Nothing that is compared with a chart is told closer than this; a run costs half as much as at the usual tolerance. */
const tolerance = 1e-4;

/** What runs of a chart's work do, in a thread or beside one. */
export function chartJobs(work: ChartWork) {
	const load = loader();
	const past = load(work.past);
	const arms = new Map<number, Engine>();
	const { names, known, observations, asked, seed } = work;
	const read = [...new Set(observations.map(({ observation }) => observation.column))];
	return {
		/** What befalls a patient a second time before the chart ends is the same for all points: that is not looked for. */
		misfits: (points: readonly Point[]): readonly number[] =>
			points.map((point) => {
				const patient = patientAt(work.past, point, { names, known, individual: { seed, patient: 0 } });
				return chartMisfit(simulate(past, patient, { columns: read, relativeTolerance: tolerance }), observations);
			}),
		courses: ({ arm, from, points }: CoursesTask): readonly CourseRead[] => {
			const engine = arms.get(arm) ?? load(work.arms[arm]!);
			arms.set(arm, engine);
			return points.map((point, i) => {
				const patient = patientAt(engine.program, point, { names, known, individual: { seed, patient: from + i } });
				return readCourse(simulate(engine, patient, { columns: asked.columns, relativeTolerance: tolerance }), asked);
			});
		},
	};
}

const inThread = workerData === null || workerData === undefined ? undefined : chartJobs(workerData as ChartWork);

export const misfits = (points: readonly Point[]): readonly number[] => inThread!.misfits(points);
export const courses = (task: CoursesTask): readonly CourseRead[] => inThread!.courses(task);
