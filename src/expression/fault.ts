import type { Span } from "./expression.ts";

/** What is wrong in an expression and which of its characters are to blame; the reader of the file turns it into a problem with its place. */
export interface Fault {
	readonly message: string;
	readonly hint?: string;
	readonly span: Span;
}
