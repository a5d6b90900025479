import { expect, test } from "vitest";
import { runsOfTask } from "../../src/node/sweep.ts";

/** The tasks that so many runs are cut into. */
function tasksOf(runs: number, workers: number): number[] {
	const tasks: number[] = [];
	for (let left = runs; left > 0; left -= tasks.at(-1)!) tasks.push(Math.min(left, runsOfTask(left, workers)));
	return tasks;
}

test("tasks become smaller toward the end, so that no thread runs long after the others are done", () => {
	for (const [runs, workers] of [
		[1000, 2],
		[1000, 1],
		[100_000, 8],
		[30, 64],
	] as const) {
		const tasks = tasksOf(runs, workers);
		expect(tasks.every((task, i) => i === 0 || task <= tasks[i - 1]!)).toBe(true);
		expect(tasks.at(-1)).toBeLessThanOrEqual(4);
		expect(Math.max(...tasks)).toBeLessThanOrEqual(24);
	}
});
