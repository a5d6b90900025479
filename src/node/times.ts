import { performance } from "node:perf_hooks";

/** Marks the end of a phase on the process's own timeline. */
export function phase(name: string): void {
	performance.mark(name);
}

/** The phases so far, one a line, in ms, for a person who asks where the time goes (CRSIM_TIMES=1). */
export function phaseTimes(): string {
	const started = { name: "Node started", startTime: performance.nodeTiming.bootstrapComplete };
	const ends = [started, ...performance.getEntriesByType("mark")];
	const rows = ends.map(({ name, startTime }, i) => [startTime - (ends[i - 1]?.startTime ?? 0), name] as const);
	return [...rows, [performance.now(), "in all"] as const].map(([ms, name]) => `${ms.toFixed(0).padStart(6)} ms  ${name}`).join("\n");
}
