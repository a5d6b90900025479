import type { Place } from "../input/problem.ts";
import type { Expression, Span } from "./expression.ts";

/** An expression as read from a file, with its place; its units are not checked yet. */
export interface Formula {
	readonly expression: Expression;
	readonly text: string;
	/** Path of the key it stands at, for messages. */
	readonly key: string;
	readonly locate: (span: Span) => Place;
}
