import { failureWords, type RunOutcome } from "../simulate/run.ts";

/** How the run ended, for people; empty when it simply finished. */
export const outcomeSentence = (outcome: RunOutcome): string => {
	if (outcome.kind === "finished")
		return outcome.died === null ? "" : `Died on day ${outcome.died.day.toFixed(1)} of ${outcome.died.of.toUpperCase()}.`;
	const what = outcome.kind === "rule-loop" ? "The run ended" : "The numbers failed";
	return `${what} on day ${(outcome.time / 24).toFixed(2)} (${failureWords(outcome)}): ${outcome.advice}`;
};
