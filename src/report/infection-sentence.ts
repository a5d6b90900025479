import type { Run } from "../simulate/run.ts";

/** Whether infections could come by chance in runs, for people; empty where no model has any. */
export const infectionSentence = (runs: readonly Pick<Run, "infections">[]): string => {
	const said = new Set(runs.flatMap(({ infections }) => infections ?? []));
	if (said.size === 0) return "";
	if (said.size === 2) return "Infections by chance: in some of the runs.";
	return said.has("chance") ? "Infections by chance: on." : "Infections by chance: none.";
};

/** The sentence as a list of lines: none where there is nothing to say. */
export const infectionLines = (runs: readonly Pick<Run, "infections">[]): readonly string[] =>
	[infectionSentence(runs)].filter((line) => line !== "");
