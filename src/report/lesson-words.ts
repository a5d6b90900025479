import { type AskedRuns, valueIn } from "../lesson/answer.ts";
import type { Asked, Words } from "../lesson/lesson.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { clinicalNumber } from "./clinical-number.ts";

/** Lengths below two days are told in hours. */
const inHoursBelow = 2;
/** Hours below this keep a half. */
const halvesBelow = 10;

/** A length of time as it is said at the bedside: `3.5 hours`, `18 hours`, `4.4 days`. */
function lengthText(days: number): string {
	if (Math.abs(days) >= inHoursBelow) return `${clinicalNumber(days, { decimals: 1 })} days`;
	const hours = days * 24;
	const rounded = Math.abs(hours) < halvesBelow ? Math.round(hours * 2) / 2 : Math.round(hours);
	return `${rounded} ${rounded === 1 ? "hour" : "hours"}`;
}

/** A number of a lesson in clinical words; `never` and `unknown` where there is none. */
export function askedText(asked: Asked, runs: AskedRuns): string {
	const value = valueIn(asked, runs);
	const { told, outcome } = asked;
	if (told === "moment") return Number.isFinite(value) ? `day ${clinicalNumber(value, { decimals: 1 })}` : "never";
	if (!Number.isFinite(value)) return "unknown";
	if (told === "length") return lengthText(value);
	return `${clinicalNumber(value, told)} ${unitText(outcome.unit)}`.trim();
}

/**
 * A text of a lesson with its numbers filled in from runs.
 *
 *     filledWords(step.say, { own: run, before: null })   // "Interleukin-6 rises to 322 pg/mL."
 */
export const filledWords = (words: Words, runs: AskedRuns): string =>
	words.map((part) => (typeof part === "string" ? part : askedText(part, runs))).join("");
