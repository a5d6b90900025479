import { pointsOf, sensitivityOf } from "../population/sensitivity.ts";
import type { SensitivitySummary } from "../population/study-summary.ts";
import { limited } from "./limited.ts";
import type { PreparedStudy } from "./prepare-study.ts";
import { type SweepOptions, threadsFor } from "./sweep.ts";

/** Runs that one task of a thread is about. */
const runsATask = 16;

/** Runs the sensitivity plan of a study over threads: the same numbers for any count of them. */
export async function runSensitivity(
	{ study, work }: Pick<PreparedStudy, "study" | "work">,
	{ workers, onProgress }: Pick<SweepOptions, "workers" | "onProgress">,
): Promise<SensitivitySummary> {
	const points = pointsOf(study);
	const values = new Array<number>(points.length).fill(Number.NaN);
	const pool = threadsFor(work, workers);
	const oneTask = limited(workers * 3);
	const starts = Array.from({ length: Math.ceil(points.length / runsATask) }, (_, i) => i * runsATask);
	let done = 0;
	try {
		await Promise.all(
			starts.map((start) =>
				oneTask(async () => {
					const part = (await pool.run(points.slice(start, start + runsATask), { name: "points" })) as number[];
					for (const [i, value] of part.entries()) values[start + i] = value;
					done += part.length;
					onProgress({ done, found: 0, all: points.length });
				}),
			),
		);
	} finally {
		await pool.destroy();
	}
	return sensitivityOf(study, values);
}
