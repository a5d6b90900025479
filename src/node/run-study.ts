import { Piscina } from "piscina";
import { gatheringOf, joinedParts } from "../population/gather.ts";
import type { Part } from "../population/simulate-patients.ts";
import type { Study } from "../population/study.ts";
import { blocksOf, headOf, type StudyHead } from "../population/study-head.ts";
import type { StudySummary } from "../population/study-summary.ts";
import { limited } from "./limited.ts";
import { blockIn, keepBlock, openFolder, type StudyCard } from "./study-folder.ts";

/** A contiguous share of the blocks of a study: the `index`-th of `of`, from 1 on. */
export interface Shard {
	readonly index: number;
	readonly of: number;
}

export interface SweepOptions {
	readonly workers: number;
	readonly shard: Shard;
	/** Called with the runs done, those that were found done, and all of this shard. */
	readonly onProgress: (progress: { readonly done: number; readonly found: number; readonly all: number }) => void;
}

type Range = { readonly block: number; readonly from: number; readonly count: number };

/** Runs that one task of a thread is about: enough that the way there costs nothing, few enough to spread. */
const runsATask = 24;

/** The blocks of one shard: a run of whole blocks. */
export function blocksOfShard(head: StudyHead, { index, of }: Shard): Range[] {
	const blocks = blocksOf(head);
	return blocks.slice(Math.floor(((index - 1) * blocks.length) / of), Math.floor((index * blocks.length) / of));
}

function tasksOf({ from, count }: Range, cells: number): { from: number; count: number }[] {
	const size = Math.max(1, Math.floor(runsATask / cells));
	return Array.from({ length: Math.ceil(count / size) }, (_, i) => ({ from: from + i * size, count: Math.min(size, count - i * size) }));
}

/** Threads that run patients of one study. */
export function threadsFor(study: Study, workers: number) {
	return new Piscina({
		filename: new URL("./study-worker.cjs", import.meta.url).href,
		minThreads: workers,
		maxThreads: workers,
		workerData: { study },
		// Each run leaves half a megabyte behind: with more room the engine lets it lie, and a large study grows by hundreds of megabytes.
		resourceLimits: { maxYoungGenerationSizeMb: 8 },
	});
}

/** What becomes of each finished block; blocks may come in any order. */
interface Keeping {
	readonly has: (block: number) => boolean;
	readonly keep: (block: number, part: Part) => void;
}

async function runBlocks(study: Study, blocks: readonly Range[], keeping: Keeping, { workers, onProgress }: SweepOptions): Promise<void> {
	const cells = study.cells.length;
	const open = blocks.filter(({ block }) => !keeping.has(block));
	const runs = (list: readonly Range[]) => list.reduce((sum, { count }) => sum + count * cells, 0);
	const all = runs(blocks);
	const found = all - runs(open);
	let done = found;
	onProgress({ done, found, all });
	if (open.length === 0) return;
	const pool = threadsFor(study, workers);
	const oneTask = limited(workers * 3);
	// A few blocks at once, so that no thread waits for the last patient of one; only these are in memory.
	const oneBlock = limited(workers + 1);
	try {
		await Promise.all(
			open.map((range) =>
				oneBlock(async () => {
					const parts = await Promise.all(
						tasksOf(range, cells).map((task) =>
							oneTask(async () => {
								const part: Part = await pool.run(task, { name: "patients" });
								done += task.count * cells;
								onProgress({ done, found, all });
								return part;
							}),
						),
					);
					keeping.keep(range.block, { ...joinedParts(parts), trajectories: parts.flatMap(({ trajectories }) => trajectories) });
				}),
			),
		);
	} finally {
		await pool.destroy();
	}
}

/** Runs the blocks of a shard that a folder does not hold yet, and keeps each there as soon as it is finished. */
export async function sweepInto(folder: string, study: Study, card: StudyCard, options: SweepOptions): Promise<void> {
	openFolder(folder, card);
	const keeping: Keeping = {
		has: (block) => blockIn(folder, card, block) !== undefined,
		keep: (block, part) => keepBlock(folder, card, block, part),
	};
	await runBlocks(study, blocksOfShard(card.head, options.shard), keeping, options);
}

/** Runs a whole study and writes nothing. */
export async function sweepInMemory(study: Study, options: SweepOptions): Promise<StudySummary> {
	const head = headOf(study);
	const gathering = gatheringOf(head);
	const early = new Map<number, Part>();
	let next = 0;
	const keep = (block: number, part: Part) => {
		early.set(block, part);
		for (let ready = early.get(next); ready; ready = early.get(next)) {
			gathering.add(ready);
			early.delete(next++);
		}
	};
	await runBlocks(study, blocksOf(head), { has: () => false, keep }, options);
	return gathering.summary();
}
