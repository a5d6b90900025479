import type { CheckedLimit } from "./limits.ts";
import { holds, type Question } from "./question.ts";

/** The limits that a dose would pass. A limit whose names are unknown here does not hold. */
export function passedLimits(
	limits: readonly CheckedLimit[],
	answer: (question: Question) => number,
): { rejects: string[]; warnings: string[] } {
	const passed = limits.filter((limit) => holds(limit.condition, answer));
	return {
		rejects: passed.filter((limit) => limit.kind === "reject").map((limit) => limit.say),
		warnings: passed.filter((limit) => limit.kind === "warn").map((limit) => limit.say),
	};
}
