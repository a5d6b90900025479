import type { Run } from "../simulate/run.ts";
import { beyondBounds } from "./beyond-bounds.ts";

/** Everything that there is to warn of in a run, in plain sentences: whoever shows a run shows these. */
export const runWarnings = (run: Run): readonly string[] => [...new Set([...run.warnings, ...beyondBounds(run)])];

/** Those of several runs side by side, each once with the places of the runs that it is about. */
export function sharedWarnings(runs: readonly Run[]): readonly { readonly text: string; readonly of: readonly number[] }[] {
	const found = new Map<string, number[]>();
	for (const [i, run] of runs.entries()) for (const text of runWarnings(run)) found.set(text, [...(found.get(text) ?? []), i]);
	return [...found].map(([text, of]) => ({ text, of }));
}
