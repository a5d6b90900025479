import type { Place } from "../input/problem.ts";
import type { Formula } from "../language/formula.ts";
import type { Quantity } from "../language/quantity.ts";
import type { Gift, Stretch } from "./order.ts";

/** What a rule does when it acts. */
export type Action =
	| { readonly kind: "give"; readonly treatment: string; readonly gift: Gift }
	/** Moves a running rate by a step (below zero: down), never beyond its bounds; a rate of zero is an end. */
	| {
			readonly kind: "titrate";
			readonly treatment: string;
			readonly route: string;
			readonly step: Quantity;
			readonly between: readonly [Quantity, Quantity];
	  }
	/** One step up or down the ladder of a treatment's file. */
	| { readonly kind: "escalate" | "deescalate"; readonly treatment: string }
	/** Ends what runs and what is still to come. */
	| { readonly kind: "stop"; readonly treatment: string }
	/** Ends what is still to come and gives these stretches instead. */
	| { readonly kind: "taper"; readonly treatment: string; readonly stretches: readonly Stretch[] };

/** One row of a protocol. Times in hours. */
export interface Rule {
	/** Stands in events as the reason. */
	readonly name: string;
	readonly group: string | null;
	readonly when: Formula;
	/** From the decision to the bedside. */
	readonly wait: number;
	/** Least time between two acts; null: it may act at each look. */
	readonly every: number | null;
	readonly atMost: number;
	readonly action: Action;
	/** Left out, not refused, where the model lacks what its condition reads. */
	readonly optional: boolean;
	readonly place: Place;
	/** Path such as `rules[0]`, for messages. */
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
	/** Optional rules for whose treatment the model has no file. */
	readonly leftOut: readonly LeftOut[];
}

/** A rule that a model has no use for. */
export interface LeftOut {
	readonly name: string;
	/** Where it stands and why it is left out. */
	readonly says: string;
}

export const leftOutAt = ({ file, line }: Place, name: string, why: string): LeftOut => ({
	name,
	says: `${file}:${line}: the rule "${name}" is left out: ${why}`,
});

/** What a rule gives, moves or ends. */
export const treatmentOf = (rule: Rule): string => rule.action.treatment;

/** Whether an act can begin something: what is only stopped is not compiled into a run for it. */
export const begins = (action: Action): boolean => action.kind !== "stop" && action.kind !== "deescalate";

/** A rule's name as one word, as outcomes ask for it: `dexamethasone for grade 3` is `dexamethasone_for_grade_3`. */
export const ruleWord = (name: string): string => name.replace(/\W+/g, "_").replace(/^_|_$/g, "");
