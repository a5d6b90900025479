import type { Formula } from "../expression/formula.ts";
import type { Quantity } from "../expression/quantity.ts";
import type { Place } from "../problem/problem.ts";
import type { Gift, Stretch } from "./order.ts";

/** What a rule does when it acts. */
export type Action =
	| { readonly kind: "give"; readonly treatment: string; readonly gift: Gift }
	| {
			readonly kind: "titrate";
			readonly treatment: string;
			readonly route: string;
			readonly step: Quantity;
			readonly between: readonly [Quantity, Quantity];
	  }
	/** One step up or down the ladder of a treatment's file. */
	| { readonly kind: "escalate" | "deescalate"; readonly treatment: string }
	| { readonly kind: "stop"; readonly treatment: string }
	/** Ends what was ordered and gives these stretches instead. */
	| { readonly kind: "taper"; readonly treatment: string; readonly stretches: readonly Stretch[] };

/** One row of a protocol. Times in hours. */
export interface Rule {
	readonly name: string;
	readonly group: string | null;
	readonly when: Formula;
	/** From the decision to the bedside. */
	readonly wait: number;
	/** Least time between two acts; null: it may act at each look. */
	readonly every: number | null;
	readonly atMost: number;
	readonly action: Action;
	readonly place: Place;
	readonly key: string;
}

/** Rules that a care team follows, worked through in their order at each look. */
export interface Protocol {
	readonly name: string;
	readonly file: string;
	readonly about: string;
	/** Hours between looks. */
	readonly look: number;
	readonly rules: readonly Rule[];
}
