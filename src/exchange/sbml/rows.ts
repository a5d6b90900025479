import type { Expression } from "../../language/expression.ts";

/** A row of a page of the model language; all are pure numbers, rates are per unit of time of the file. */
export type Row =
	| { readonly kind: "parameter"; readonly name: string; readonly about: string; readonly value: number }
	| { readonly kind: "state"; readonly name: string; readonly about: string; readonly start: Expression; readonly rate: Expression }
	| { readonly kind: "flow"; readonly name: string; readonly about: string; readonly is: Expression }
	/** Stays as it is at the start. */
	| { readonly kind: "fixed"; readonly name: string; readonly about: string; readonly start: Expression };

export type Rows = Map<string, Row>;
