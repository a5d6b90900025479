import { functionFromText } from "../model/function-from-text.ts";

/** What a condition asks of a look. Answers are numbers: unknown is NaN, times in hours. */
export type Question = { readonly key: string } /** `own`: of the dose that is about to be given, where it has such a number. */ & (
	| { readonly kind: "number" | "own" | "known" | "since" | "step" | "on"; readonly name: string }
	/** `window`: hours back from now; infinite when all count. */
	| { readonly kind: "doses" | "amount" | "change" | "worst"; readonly name: string; readonly window: number }
	/** How long a condition has been true without a break; `test` is its place among the tests of the inquiry. */
	| { readonly kind: "held"; readonly test: number }
);

/** The answer to a question at a time. */
export type Answer = (time: number) => number;

/**
 * Whether a condition surely holds at a time, by what gives the answers, each at its question's place; it asks only what can still decide. What
 * hangs on something unknown does not hold, and neither does its opposite.
 */
export type Test = (answers: readonly Answer[], time: number) => boolean;

/** A number that follows from the answers, as a test does; NaN where it hangs on something unknown. */
export type Reckoning = (answers: readonly Answer[], time: number) => number;

/** Conditions and amounts that are looked at in one run, as plain data: what several of them ask is one question. */
export interface Inquiry {
	/** What stands inside a `held` comes before it. */
	readonly questions: readonly Question[];
	/** Body of a function that returns tests and reckonings, by the places that `add` and `addNumber` gave. */
	readonly code: string;
}

/** An inquiry as functions. */
export interface Asked {
	readonly tests: readonly Test[];
	readonly numbers: readonly Reckoning[];
}

export const askedOf = ({ code }: Inquiry): Asked => functionFromText(code);

/** The tests of an inquiry as functions. */
export const testsOf = (inquiry: Inquiry): readonly Test[] => askedOf(inquiry).tests;
