import { closureOf } from "../language/evaluate.ts";
import type { Expression } from "../language/expression.ts";
import { type FunctionMaker, functionFromText } from "../model/function-from-text.ts";

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
	/** Further ones, whose places follow: for a host that may not make code of a text that it did not know. */
	readonly trees?: AskedTrees;
}

/** Tests and reckonings as expressions whose names are places of questions: `["3"]` in `temperature >= 38` where the temperature is question 3. */
export interface AskedTrees {
	readonly tests: readonly Expression[];
	readonly numbers: readonly Expression[];
}

/** An inquiry as functions. */
export interface Asked {
	readonly tests: readonly Test[];
	readonly numbers: readonly Reckoning[];
}

/** A tree as a function, to the same numbers as its code. */
function reckoningOf(tree: Expression): Reckoning {
	const value = closureOf(tree);
	return (answers, time) => value({ number: (place) => answers[Number(place)]!(time) });
}

/** Functions of an inquiry. */
export function askedOf({ code, trees }: Inquiry, functions: FunctionMaker = functionFromText): Asked {
	const asked = functions<Asked>(code);
	if (trees === undefined) return asked;
	const tests = trees.tests.map((tree): Test => {
		const value = reckoningOf(tree);
		return (answers, time) => value(answers, time) !== 0;
	});
	return { tests: [...asked.tests, ...tests], numbers: [...asked.numbers, ...trees.numbers.map(reckoningOf)] };
}

/** The tests of an inquiry as functions. */
export const testsOf = (inquiry: Inquiry): readonly Test[] => askedOf(inquiry).tests;
