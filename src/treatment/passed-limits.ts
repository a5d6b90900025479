import { surelyHolds } from "./inquiry.ts";
import type { CheckedLimit } from "./limits.ts";
import type { Question } from "./question.ts";

/** The limits that a dose would pass, as far as can be known before a run. A limit whose names are unknown here does not hold. */
export function passedLimits(
	limits: readonly CheckedLimit[],
	answer: (question: Exclude<Question, { kind: "held" }>) => number,
): { rejects: string[]; warnings: string[] } {
	const passed = limits.filter((limit) => surelyHolds(limit.condition, answer));
	return {
		rejects: passed.filter((limit) => limit.kind === "reject").map((limit) => limit.say),
		warnings: passed.filter((limit) => limit.kind === "warn").map((limit) => limit.say),
	};
}
