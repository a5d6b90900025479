import { type OneTimeAnswer, surelyHolds } from "./inquiry.ts";
import type { CheckedLimit } from "./limits.ts";

/** The limits that a dose would pass, as far as can be known before a run. A limit whose names are unknown here does not hold. */
export function passedLimits(limits: readonly CheckedLimit[], answer: OneTimeAnswer): { rejects: string[]; warnings: string[] } {
	const passed = limits.filter((limit) => surelyHolds(limit.condition, answer));
	return {
		rejects: passed.filter((limit) => limit.kind === "reject").map((limit) => limit.say),
		warnings: passed.filter((limit) => limit.kind === "warn").map((limit) => limit.say),
	};
}
