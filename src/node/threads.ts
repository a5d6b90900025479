import { Piscina } from "piscina";

/** Threads that run tasks of one piece of work. */
export interface Threads {
	/** `name`: a function of the worker's file, whose answer this is. */
	readonly run: (task: unknown, wishes: { readonly name: string }) => Promise<unknown>;
	readonly destroy: () => Promise<void>;
}

/** Opens threads; `worker` is a file beside this one, `work` what each of them begins with. */
export function openThreads(worker: string, work: unknown, workers: number): Threads {
	return new Piscina({
		filename: new URL(worker, import.meta.url).href,
		minThreads: workers,
		maxThreads: workers,
		workerData: work,
		// The next task lies ready, so that a thread need not wait while this one writes a block.
		concurrentTasksPerWorker: 2,
		// More room for young garbage makes no study faster (32, 48 and 96 MB were tried), and each thread would hold it. What does not die
		// young is 25 MB; under a limit the engine lets that grow by half before it collects, without one fourfold.
		resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 },
	});
}
