import { evaluate } from "../language/evaluate.ts";
import type { FollowingFact } from "../model/population.ts";

/** The values of facts that follow from others, by name; `known` gives those of the others. */
export const followingValues = (follows: readonly FollowingFact[], known: (name: string) => number): (readonly [string, number])[] =>
	follows.map(({ name, expression }) => [name, evaluate(expression, { number: known })]);
