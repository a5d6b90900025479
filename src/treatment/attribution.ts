import type { AttributedSign } from "../chart/sight.ts";
import type { Expression } from "../language/expression.ts";

/** What a bedside takes for the cause of a sign, and from when to when. `Condition`: an expression, or in a program the place of its test. */
export interface AttributionRule<Condition = Expression> {
	readonly sign: AttributedSign;
	/** In plain words: `documented infection`. */
	readonly cause: string;
	/** The sign counts all the same, and the other cause is told beside it: both are plausible. */
	readonly counts: boolean;
	/** From the first look with the sign at which it holds; `sign(fever)` stands in it for whether the sign is there … */
	readonly begins: Condition;
	/** … to the first at which this holds and `begins` does not. */
	readonly ends: Condition;
}

/** What a bedside says of causes: when each sign is there, and the rules, by what they say first. */
export interface AttributionRules<Condition = Expression> {
	readonly signs: readonly { readonly sign: AttributedSign; readonly is: Condition }[];
	readonly rules: readonly AttributionRule<Condition>[];
}

/** An attribution as it was made: what was said of a sign, and when. Hours since infusion. */
export interface Attribution {
	readonly sign: AttributedSign;
	readonly cause: string;
	readonly counts: boolean;
	/** The look at which it was said; earlier looks are never changed. */
	readonly from: number;
	/** The look at which it was taken back or the sign was over; null: never. */
	readonly to: number | null;
}
