import { describe, expect, test } from "vitest";
import { InputError } from "../../src/input/problem.ts";
import { scheduledPart } from "../../src/node/scheduler-part.ts";

/** Variables as in a shell: `A=1 B=2`. */
const environment = (text: string) => Object.fromEntries(text.split(" ").map((pair) => pair.split("=") as [string, string]));

function refusalOf(text: string, told?: number): string {
	try {
		scheduledPart(environment(text), told);
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ message, hint }) => `${message} | ${hint}`).join();
		throw error;
	}
	return "";
}

const slurm = (id: number, [least, most, step, count]: readonly [number, number, number, number]) =>
	`SLURM_ARRAY_TASK_ID=${id} SLURM_ARRAY_TASK_MIN=${least} SLURM_ARRAY_TASK_MAX=${most} SLURM_ARRAY_TASK_STEP=${step} SLURM_ARRAY_TASK_COUNT=${count}`;

describe("the part that a scheduler asks for", () => {
	test.each([
		[slurm(0, [0, 7, 1, 8]), undefined, [1, 8]],
		[slurm(8, [1, 8, 1, 8]), undefined, [8, 8]],
		[slurm(5, [1, 7, 2, 4]), undefined, [3, 4]],
		[slurm(3, [1, 8, 1, 8]), 8, [3, 8]],
		["AWS_BATCH_JOB_ARRAY_INDEX=9 AWS_BATCH_JOB_ARRAY_SIZE=10", undefined, [10, 10]],
		["JOB_COMPLETION_INDEX=0", 4, [1, 4]],
		["JOB_COMPLETION_INDEX=3", 4, [4, 4]],
		["PBS_ARRAY_INDEX=1", 4, [1, 4]],
		["PBS_ARRAYID=4", 4, [4, 4]],
		["PARALLEL_SEQ=2", 3, [2, 3]],
		// Set but empty is not set.
		["PBS_ARRAY_INDEX= PARALLEL_SEQ=2", 3, [2, 3]],
	])("%s, of %s", (text, told, [index, of]) => {
		expect(scheduledPart(environment(text), told).shard).toEqual({ index, of });
	});

	test("every task of an array has another part, and together they are all", () => {
		const parts = [0, 3, 6, 9].map((id) => scheduledPart(environment(slurm(id, [0, 9, 3, 4]))).shard);
		expect(parts).toEqual([1, 2, 3, 4].map((index) => ({ index, of: 4 })));
	});

	test("what was understood is said with the variable it was read from", () => {
		expect(scheduledPart(environment("JOB_COMPLETION_INDEX=2"), 4).understood).toBe(
			"part 3 of 4, as Kubernetes says: JOB_COMPLETION_INDEX=2, from 0 to 3",
		);
	});

	test.each([
		["HOME=here", undefined, "no scheduler says which part this is"],
		[
			"JOB_COMPLETION_INDEX=2",
			undefined,
			"Kubernetes says which part this is (JOB_COMPLETION_INDEX) but not of how many | say how many: --shard auto/8",
		],
		["JOB_COMPLETION_INDEX=4", 4, "JOB_COMPLETION_INDEX is 4, outside of 0 to 3"],
		["PBS_ARRAY_INDEX=0", 4, "number the 4 tasks of PBS from 1 to 4"],
		["PARALLEL_SEQ=first", 4, 'PARALLEL_SEQ is "first", not a whole number'],
		["SLURM_ARRAY_TASK_ID=3", undefined, "Slurm has not set SLURM_ARRAY_TASK_MIN"],
		[slurm(3, [1, 7, 1, 3]), undefined, "Slurm's 3 tasks from 1 to 7 have gaps"],
		[slurm(3, [1, 4, 1, 4]), 8, "Slurm has 4 tasks (SLURM_ARRAY_TASK_COUNT), not 8"],
		[slurm(9, [1, 4, 1, 4]), undefined, "SLURM_ARRAY_TASK_ID is 9, outside of 1 to 4"],
		[`${slurm(3, [1, 4, 1, 4])} PARALLEL_SEQ=1`, undefined, "Slurm (SLURM_ARRAY_TASK_ID=3) and GNU parallel (PARALLEL_SEQ=1) both say"],
	])("%s, of %s: refused", (text, told, words) => {
		expect(refusalOf(text, told)).toContain(words);
	});
});
