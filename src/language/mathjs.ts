import type { MathNode } from "mathjs";
// The one-file build loads ten times faster than the package's main entry and parses alike.
import math from "mathjs/lib/browser/math.js";
import type { Expression } from "./expression.ts";
import { clamp, hill } from "./functions.ts";
import { printExpression } from "./print.ts";

export type { MathNode };

/** The tree of mathjs for a text; throws its SyntaxError with `char`. */
export function parseWithMathjs(text: string): MathNode {
	return math.parse(text);
}

/**
 * The value of an expression as mathjs itself computes it: slow, and independent of our generated code, whose oracle it is.
 *
 *     evaluateWithMathjs(expression, { il6: 120, il6_rest: 5 })
 */
export function evaluateWithMathjs(e: Expression, values: Readonly<Record<string, number>>): number {
	const scope = { ...values, hill, clamp, arcsin: math.asin, arccos: math.acos, arctan: math.atan };
	return Number(math.compile(printExpression(e)).evaluate(scope));
}
