import { studyGathering } from "../fit/study-ensemble.ts";
import { joinedParts } from "../population/block.ts";
import type { StudyPart } from "../population/simulate-patients.ts";
import { blocksOf, type PatientBlock } from "../population/study-blocks.ts";
import type { StudyHead } from "../population/study-head.ts";
import type { StudySummary } from "../population/study-summary.ts";
import type { StudyWork } from "../population/study-work.ts";
import { limited } from "./limited.ts";
import type { Shard } from "./scheduler-part.ts";
import { blockIn, type KeptBlock, keepBlock, partOf } from "./study-blocks.ts";
import { openFolder, type StudyCard } from "./study-folder.ts";
import type { ResultWishes } from "./study-results.ts";
import { openThreads, type Threads } from "./threads.ts";
import { phase } from "./times.ts";

export interface SweepOptions {
	readonly workers: number;
	readonly shard: Shard;
	/** Called with the runs done, those that were found done, and all of this shard. */
	readonly onProgress: (progress: { readonly done: number; readonly found: number; readonly all: number }) => void;
	/** Called when the threads are open: what it took to read the study is no longer needed. */
	readonly onOpened?: () => void;
	/** Also into a folder in which files of somebody else are in the way. */
	readonly force?: boolean | undefined;
	/** Opens what runs the tasks; threads where nothing is said. */
	readonly openThreads?: (work: StudyWork, workers: number) => Threads;
}

/** Runs that one task of a thread is about: enough that the way there costs nothing, few enough to spread; fewer and fewer at the end. */
const runsATask = { most: 24, least: 4 } as const;

/** The blocks of one shard: a run of whole blocks. */
export function blocksOfShard(head: StudyHead, { index, of }: Shard): PatientBlock[] {
	const blocks = blocksOf(head);
	return blocks.slice(Math.floor(((index - 1) * blocks.length) / of), Math.floor((index * blocks.length) / of));
}

/** Runs of the next task: a share of what is left, so that all threads end at about the same time (guided self-scheduling, Polychronopoulos 1987). */
export const runsOfTask = (left: number, workers: number): number =>
	Math.max(runsATask.least, Math.min(runsATask.most, Math.floor(left / (4 * workers))));

/** The tasks of a block, after which some runs are left. */
function tasksOf({ from, count, cells }: PatientBlock, { workers, after }: { workers: number; after: number }) {
	const tasks: Pick<PatientBlock, "from" | "count" | "cells">[] = [];
	for (let next = 0; next < count; next += tasks.at(-1)!.count) {
		const runs = runsOfTask((count - next) * cells.length + after, workers);
		tasks.push({ from: from + next, count: Math.min(count - next, Math.max(1, Math.floor(runs / cells.length))), cells });
	}
	return tasks;
}

/** Opens threads for a study. */
export const threadsFor = (work: StudyWork, workers: number): Threads => openThreads("./study-worker.cjs", work, workers);

/** What becomes of each finished block; blocks may come in any order. */
interface Keeping {
	/** Patients of a block that were run before, from its first on. */
	readonly patientsOf: (range: PatientBlock) => number;
	/** What is kept of them. */
	readonly kept: (range: PatientBlock) => Promise<StudyPart | undefined>;
	readonly keep: (range: PatientBlock, part: StudyPart) => void;
}

async function runBlocks(
	work: StudyWork,
	blocks: readonly PatientBlock[],
	keeping: Keeping,
	{ workers, onProgress, onOpened, openThreads = threadsFor }: SweepOptions,
): Promise<void> {
	// What is left of each block: of one that ended short, the patients that come after.
	const open = blocks.flatMap((range) => {
		const before = keeping.patientsOf(range);
		return before === range.count ? [] : [{ ...range, from: range.from + before, count: range.count - before, range }];
	});
	const runsOf = ({ count, cells }: Pick<PatientBlock, "count" | "cells">) => count * cells.length;
	const runs = (list: readonly PatientBlock[]) => list.reduce((sum, block) => sum + runsOf(block), 0);
	const all = runs(blocks);
	const found = all - runs(open);
	let done = found;
	let after = all - found;
	onProgress({ done, found, all });
	if (open.length === 0) return;
	const pool = openThreads(work, workers);
	onOpened?.();
	phase("threads opened");
	const oneTask = limited(workers * 3);
	// A few blocks at once, so that no thread waits for the last patient of one; only these are in memory.
	const oneBlock = limited(workers + 1);
	try {
		await Promise.all(
			open.map((left) =>
				oneBlock(async () => {
					after -= runsOf(left);
					const ran = await Promise.all(
						tasksOf(left, { workers, after }).map((task) =>
							oneTask(async () => {
								const part = (await pool.run(task, { name: "patients" })) as StudyPart;
								done += runsOf(task);
								onProgress({ done, found, all });
								return part;
							}),
						),
					);
					const before = left.from > left.range.from ? await keeping.kept(left.range) : undefined;
					const parts = before === undefined ? ran : [before, ...ran];
					keeping.keep(left.range, { ...joinedParts(parts), trajectories: parts.flatMap(({ trajectories }) => trajectories) });
				}),
			),
		);
	} finally {
		await pool.destroy();
	}
	phase("patients run");
}

/** Patients of a block that a folder holds; none where it holds more than are asked for. */
function patientsKept(kept: KeptBlock | undefined, { count }: PatientBlock): number {
	const patients = kept?.patients ?? 0;
	return patients <= count ? patients : 0;
}

/** Runs the blocks of a shard that a folder does not hold yet, and keeps each there as soon as it is finished. */
export async function sweepInto(folder: string, work: StudyWork, card: StudyCard, options: SweepOptions): Promise<void> {
	openFolder(folder, card, options);
	const keeping: Keeping = {
		patientsOf: (range) => patientsKept(blockIn(folder, card, range.block), range),
		kept: async (range) => {
			const kept = blockIn(folder, card, range.block);
			return kept && partOf(kept, card, range);
		},
		keep: (range, part) => keepBlock(folder, card, range, part),
	};
	await runBlocks(work, blocksOfShard(card.head, options.shard), keeping, options);
}

/** Runs a whole study and writes nothing. */
export async function sweepInMemory(
	work: StudyWork,
	{ onRows = () => {}, ...options }: SweepOptions & Pick<ResultWishes, "onRows">,
): Promise<StudySummary> {
	const { head } = work;
	const gathering = studyGathering(head);
	const early = new Map<number, StudyPart>();
	let next = 0;
	const keep = ({ block }: PatientBlock, part: StudyPart) => {
		early.set(block, part);
		for (let ready = early.get(next); ready; ready = early.get(next)) {
			gathering.add(ready);
			onRows(ready.rows);
			early.delete(next++);
		}
	};
	await runBlocks(work, blocksOf(head), { patientsOf: () => 0, kept: async () => undefined, keep }, options);
	return gathering.summary();
}
