import { onCommandLine, refuse } from "./asked.ts";

/** A contiguous share of the blocks of a study: the `index`-th of `of`, from 1 on. */
export interface Shard {
	readonly index: number;
	readonly of: number;
}

/** A share that a scheduler gave to this process, and in words what was read. */
export interface ScheduledPart {
	readonly shard: Shard;
	readonly understood: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a scheduler tells each of its tasks. */
interface Scheduler {
	readonly name: string;
	/** The variable with the number of the task. */
	readonly number: string;
	/** The number of the first task; a variable that tells it. */
	readonly first: number | string;
	/** The variable with the step from one number to the next. */
	readonly step?: string;
	/** The variable with the number of tasks; schedulers without one leave it to a person. */
	readonly count?: string;
}

/**
 * From the documentation of each. Kubernetes tells a pod of an Indexed job its index but not `spec.completions`; PBS Pro, Torque and GNU parallel
 * tell no total either. Arrays of PBS begin where a person says: here at 1.
 */
const schedulers: readonly Scheduler[] = [
	{
		name: "Slurm",
		number: "SLURM_ARRAY_TASK_ID",
		first: "SLURM_ARRAY_TASK_MIN",
		step: "SLURM_ARRAY_TASK_STEP",
		count: "SLURM_ARRAY_TASK_COUNT",
	},
	{ name: "AWS Batch", number: "AWS_BATCH_JOB_ARRAY_INDEX", first: 0, count: "AWS_BATCH_JOB_ARRAY_SIZE" },
	{ name: "Kubernetes", number: "JOB_COMPLETION_INDEX", first: 0 },
	{ name: "PBS", number: "PBS_ARRAY_INDEX", first: 1 },
	{ name: "Torque", number: "PBS_ARRAYID", first: 1 },
	{ name: "GNU parallel", number: "PARALLEL_SEQ", first: 1 },
];

const refuseAuto = (message: string, hint: string): never => refuse(onCommandLine, "shard", message, hint);

/** The whole number in a variable. */
function numberIn(environment: Environment, { name }: Scheduler, variable: string): number {
	const written = environment[variable];
	if (written === undefined || written === "") return refuseAuto(`${name} has not set ${variable}`, "name the part yourself: --shard 2/8");
	if (/^\d+$/.test(written)) return Number(written);
	return refuseAuto(`${variable} is "${written}", not a whole number`, "name the part yourself: --shard 2/8");
}

/** The scheduler that started this process. */
function schedulerIn(environment: Environment): Scheduler {
	const found = schedulers.filter(({ number }) => (environment[number] ?? "") !== "");
	if (found.length === 1) return found[0]!;
	if (found.length === 0)
		return refuseAuto(
			`no scheduler says which part this is: none of ${schedulers.map(({ number }) => number).join(", ")} is set`,
			"start it as a task of an array, or name the part yourself: --shard 2/8",
		);
	const both = found.map(({ name, number }) => `${name} (${number}=${environment[number]})`).join(" and ");
	return refuseAuto(`${both} both say which part this is`, "name the part yourself: --shard 2/8");
}

/** How many parts there are in all: what a person says, what the scheduler says, or both where they agree. */
function totalOf(environment: Environment, scheduler: Scheduler, told: number | undefined): number {
	const { name, number, count } = scheduler;
	if (count === undefined)
		return told ?? refuseAuto(`${name} says which part this is (${number}) but not of how many`, "say how many: --shard auto/8");
	const counted = numberIn(environment, scheduler, count);
	if (told === undefined || told === counted) return counted;
	return refuseAuto(
		`${name} has ${counted} tasks (${count}), not ${told}`,
		`say --shard auto, or name the part yourself: --shard 2/${told}`,
	);
}

/** Refuses a list of tasks with gaps (Slurm's `--array=1,3,7`): which of how many a task is cannot be known in it. */
function checkNoGaps(environment: Environment, scheduler: Scheduler, { of, step }: { of: number; step: number }): void {
	if (scheduler.step === undefined) return;
	const [least, most] = [
		numberIn(environment, scheduler, "SLURM_ARRAY_TASK_MIN"),
		numberIn(environment, scheduler, "SLURM_ARRAY_TASK_MAX"),
	];
	if ((most - least) / step + 1 === of) return;
	refuseAuto(
		`Slurm's ${of} tasks from ${least} to ${most} have gaps: which part each is cannot be known`,
		'for an array from 1 to 8 of which some run again: --shard "$SLURM_ARRAY_TASK_ID/8"',
	);
}

/**
 * The part of a study that the scheduler's variables ask of this process; `told` is the number of parts, where a person says it. Throws an
 * InputError when nothing is set, or what is set does not fit together.
 *
 *     scheduledPart({ JOB_COMPLETION_INDEX: "0" }, 8).shard     // { index: 1, of: 8 }
 */
export function scheduledPart(environment: Environment, told?: number): ScheduledPart {
	const scheduler = schedulerIn(environment);
	const { name, number, first } = scheduler;
	const task = numberIn(environment, scheduler, number);
	const begin = typeof first === "number" ? first : numberIn(environment, scheduler, first);
	const step = scheduler.step === undefined ? 1 : Math.max(1, numberIn(environment, scheduler, scheduler.step));
	const of = totalOf(environment, scheduler, told);
	checkNoGaps(environment, scheduler, { of, step });
	const index = (task - begin) / step + 1;
	const last = begin + (of - 1) * step;
	if (!Number.isInteger(index) || index < 1 || index > of)
		refuseAuto(`${number} is ${task}, outside of ${begin} to ${last}`, `number the ${of} tasks of ${name} from ${begin} to ${last}`);
	return { shard: { index, of }, understood: `part ${index} of ${of}, as ${name} says: ${number}=${task}, from ${begin} to ${last}` };
}
