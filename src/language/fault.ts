import type { Problem } from "../input/problem.ts";
import type { Span } from "./expression.ts";
import type { Formula } from "./formula.ts";

/** What is wrong in an expression and which of its characters are to blame; the reader of the file turns it into a problem with its place. */
export interface Fault {
	readonly message: string;
	readonly hint?: string;
	readonly span: Span;
	/** The name that is not known. */
	readonly unknown?: string;
}

/** Turns a fault of an expression into a problem with its place. */
export function problemOf(fault: Fault, formula: Pick<Formula, "key" | "locate">): Problem {
	const { span, message, hint, unknown } = fault;
	return { ...formula.locate(span), key: formula.key, message, ...(hint ? { hint } : {}), ...(unknown === undefined ? {} : { unknown }) };
}
