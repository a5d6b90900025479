import type { Unit } from "./units.ts";

/** Characters [start, end) of the text an expression was read from. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

export type Arithmetic = "+" | "-" | "*" | "/" | "^";
export type Call = Extract<Expression, { kind: "call" }>;
export type Comparison = "<" | "<=" | ">" | ">=" | "==" | "!=";
export type Logic = "and" | "or";

/** An expression of the model language. After the unit check it holds pure numbers: no `unit` is left and conversions are written out. */
export type Expression =
	| { readonly kind: "number"; readonly value: number; readonly unit?: Unit; readonly span: Span }
	| { readonly kind: "name"; readonly name: string; readonly span: Span }
	| { readonly kind: "negate" | "not"; readonly of: Expression; readonly span: Span }
	| {
			readonly kind: "binary";
			readonly operator: Arithmetic | Comparison | Logic;
			readonly left: Expression;
			readonly right: Expression;
			readonly span: Span;
	  }
	| { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly span: Span }
	| { readonly kind: "choice"; readonly when: Expression; readonly then: Expression; readonly otherwise: Expression; readonly span: Span };

const nowhere: Span = { start: 0, end: 0 };

export const number = (value: number, span = nowhere): Expression => ({ kind: "number", value, span });
export const name = (text: string, span = nowhere): Expression => ({ kind: "name", name: text, span });
export const negate = (of: Expression): Expression => ({ kind: "negate", of, span: of.span });
export const call = (fn: string, args: readonly Expression[], span = nowhere): Expression => ({ kind: "call", name: fn, args, span });
export const choice = (when: Expression, then: Expression, otherwise: Expression): Expression => ({
	kind: "choice",
	when,
	then,
	otherwise,
	span: nowhere,
});
export const binary = (operator: Arithmetic | Comparison | Logic, left: Expression, right: Expression, span = left.span): Expression => ({
	kind: "binary",
	operator,
	left,
	right,
	span,
});

export function isComparison(operator: string): operator is Comparison {
	return ["<", "<=", ">", ">=", "==", "!="].includes(operator);
}

/** The expressions directly inside. */
export function children(e: Expression): readonly Expression[] {
	switch (e.kind) {
		case "number":
		case "name":
			return [];
		case "negate":
		case "not":
			return [e.of];
		case "binary":
			return [e.left, e.right];
		case "call":
			return e.args;
		case "choice":
			return [e.when, e.then, e.otherwise];
	}
}

/** The same expression with each direct child replaced. */
export function mapChildren(e: Expression, change: (child: Expression) => Expression): Expression {
	switch (e.kind) {
		case "number":
		case "name":
			return e;
		case "negate":
		case "not":
			return { ...e, of: change(e.of) };
		case "binary":
			return { ...e, left: change(e.left), right: change(e.right) };
		case "call":
			return { ...e, args: e.args.map(change) };
		case "choice":
			return { ...e, when: change(e.when), then: change(e.then), otherwise: change(e.otherwise) };
	}
}

/** All names read anywhere inside (not the names of functions), in order of first appearance. */
export function namesIn(e: Expression, found = new Set<string>()): Set<string> {
	if (e.kind === "name") found.add(e.name);
	for (const child of children(e)) namesIn(child, found);
	return found;
}

/** Names replaced by other expressions. */
export function substitute(e: Expression, replace: (name: string) => Expression | undefined): Expression {
	if (e.kind === "name") return replace(e.name) ?? e;
	return mapChildren(e, (child) => substitute(child, replace));
}
