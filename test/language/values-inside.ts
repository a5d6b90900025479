import { evaluate } from "../../src/language/evaluate.ts";
import { children, type Expression } from "../../src/language/expression.ts";
import type { AnyValues } from "./any-expression.ts";

export const valueAt = (e: Expression, values: AnyValues): number => evaluate(e, { number: (one) => values[one as keyof AnyValues] });

/** Every value met on the way to the value of an expression, which comes first. */
export function valuesInside(e: Expression, values: AnyValues): number[] {
	return [valueAt(e, values), ...children(e).flatMap((child) => valuesInside(child, values))];
}

/** Whether all are finite and none is so large that rounding counts. */
export const areTame = (inside: readonly number[]): boolean => inside.every((value) => Number.isFinite(value) && Math.abs(value) < 1e6);
