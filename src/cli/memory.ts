import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Gives memory that this thread no longer needs back to the system. The engine itself waits until it is short of it: what a phase leaves behind
 * would lie beside all that the next one takes.
 */
export function giveBack(): void {
	setFlagsFromString("--expose-gc");
	const collect = runInNewContext("gc") as (how: object) => void;
	collect({ type: "major", execution: "sync", flavor: "last-resort" });
}

/** With a thread on each core, the engine's own helpers of a sweep through young memory only wait for one another. */
export function tuneForThreads(workers: number): void {
	if (workers >= availableParallelism()) setFlagsFromString("--no-parallel-scavenge");
}
