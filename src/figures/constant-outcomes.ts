import type { OutcomeSummary, StudySummary } from "../population/study-summary.ts";
import { outcomeOf, titleOf } from "../population/study-words.ts";

/** What every patient of a cell has of an outcome; null where two differ, or where it is not known. */
function ofEveryone(outcome: OutcomeSummary | undefined): number | null {
	if (outcome === undefined || outcome.patients === 0) return null;
	if (outcome.kind === "number") return outcome.sd === 0 ? outcome.mean.value : null;
	return outcome.count === 0 || outcome.count === outcome.patients ? outcome.share.value : null;
}

/** Names of outcomes that are the same in every patient of every cell: a picture of them would show nothing. */
export function constantOutcomes({ cells }: StudySummary): readonly string[] {
	const names = [...new Set(cells.flatMap(({ outcomes }) => outcomes.map(({ name }) => name)))];
	return names.filter((name) => {
		const all = cells.map((cell) => ofEveryone(outcomeOf(cell, name)));
		return all.every((value) => value !== null && value === all[0]);
	});
}

/** Those outcomes in a sentence: `Not drawn, since it is so in nobody: died.` Empty where every outcome differs somewhere. */
export function constantSentence(study: StudySummary): string {
	const [first] = study.cells;
	const groups = new Map<string, string[]>();
	for (const name of constantOutcomes(study)) {
		const outcome = outcomeOf(first!, name)!;
		const words =
			outcome.kind === "number" ? "it is the same in everybody" : outcome.count === 0 ? "it is so in nobody" : "it is so in everybody";
		groups.set(words, [...(groups.get(words) ?? []), titleOf(name)]);
	}
	return [...groups].map(([words, names]) => `Not drawn, since ${words}: ${names.join(", ")}.`).join(" ");
}
