import { failureWords, type Run } from "../simulate/run.ts";

/** How the run ended, for people; empty when it simply finished. */
export const outcomeSentence = ({ outcome, toxicities }: Pick<Run, "outcome" | "toxicities">): string => {
	if (outcome.kind === "finished") {
		if (outcome.died === null) return "";
		const { day, of } = outcome.died;
		return `Died on day ${day.toFixed(1)} of ${toxicities[of]?.label ?? of}.`;
	}
	const what = outcome.kind === "rule-loop" ? "The run ended" : "The numbers failed";
	return `${what} on day ${(outcome.time / 24).toFixed(2)} (${failureWords(outcome)}): ${outcome.advice}`;
};
