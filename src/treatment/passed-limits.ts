import type { CheckedLimit } from "./limits.ts";
import { type Inquiry, inquiryOf, type Question } from "./question.ts";

/** What the limits of a treatment ask, worked out once. */
const inquiries = new WeakMap<readonly CheckedLimit[], Inquiry>();

function inquiryInto(limits: readonly CheckedLimit[]): Inquiry {
	const known = inquiries.get(limits) ?? inquiryOf(limits.map(({ condition }) => condition));
	inquiries.set(limits, known);
	return known;
}

/** The limits that a dose would pass. A limit whose names are unknown here does not hold. */
export function passedLimits(
	limits: readonly CheckedLimit[],
	answer: (question: Question) => number,
): { rejects: string[]; warnings: string[] } {
	const { questions, tests } = inquiryInto(limits);
	const answers = questions.map((question) => () => answer(question));
	const passed = limits.filter((_, i) => tests[i]!(answers, Number.NaN));
	return {
		rejects: passed.filter((limit) => limit.kind === "reject").map((limit) => limit.say),
		warnings: passed.filter((limit) => limit.kind === "warn").map((limit) => limit.say),
	};
}
