import type { Individual } from "../random/stream.ts";

/** A number as a person writes it, with its unit: `{ value: 8, unit: "mg/kg" }`. */
export interface WrittenNumber {
	readonly value: number;
	readonly unit: string;
}

/** What one act of an order gives. */
export type WishedGift =
	/** `over`: hours; null: as its route says. */
	| { readonly kind: "dose"; readonly amount: WrittenNumber; readonly over: number | null }
	| { readonly kind: "rate"; readonly rate: WrittenNumber }
	/** Settings in L/min, a fraction and cmH2O. */
	| {
			readonly kind: "device";
			readonly device: string;
			readonly settings: { readonly flow?: number; readonly fio2?: number; readonly peep?: number };
	  };

/** A stretch of equal acts: one every `every` hours for `lasts` hours (half open). */
export interface WishedStretch {
	readonly gift: WishedGift;
	/** Hours; null: a single act. */
	readonly every: number | null;
	/** Hours; null: to the end of the run (with `every`), or without an end (a rate or device). */
	readonly lasts: number | null;
}

/** What is given at a known time: a bar of a lane that can be dragged. */
export interface WishedOrder {
	readonly treatment: string;
	/** Null: the usual one. */
	readonly route: string | null;
	/** Hours since infusion; may be below 0. */
	readonly at: number;
	/** The regimen, then its tapers; at least one. Of rates and devices each goes on where the one before it ends. */
	readonly stretches: readonly WishedStretch[];
	/** It begins as if the drug had been given so for ever. */
	readonly steady: boolean;
}

/**
 * All that a person can ask of the page: a shipped scenario and what he changed of it. Plain data; what it says is complete, so that two wishes with the
 * same content mean the same run. `KitScenario.wish` is the scenario untouched.
 */
export interface Wish {
	/** Name of the scenario from which it started: what cannot be said here (orders that wait for a condition, states that are set) is taken from it. */
	readonly scenario: string;
	readonly disease: string;
	readonly product: string;
	/** Facts of the patient by the names of the model's covariates, in their units; those left out are as usual. */
	readonly facts: Readonly<Record<string, number>>;
	/** Which virtual patient; null: the nominal one. */
	readonly individual: Individual | null;
	/** Name of a protocol, or `none`. */
	readonly care: string;
	readonly infections: "chance" | "none";
	/** What is given at known times. */
	readonly orders: readonly WishedOrder[];
	/** Orders of the scenario that wait for a condition and are left out: their `id` in `KitScenario.waiting`. */
	readonly removed: readonly string[];
	/** Standing treatments (conditioning, the cells themselves) that this patient does not get. */
	readonly without: readonly string[];
	/** What-if: a parameter's multiple of what it would be; at most 8 of them. */
	readonly knobs: Readonly<Record<string, number>>;
	/** Hours since infusion at which the run ends. */
	readonly until: number;
	/** The step of a lesson that is open; null: none. */
	readonly lesson: { readonly name: string; readonly step: number } | null;
}

/** Knobs that a person may turn at one time. */
export const mostKnobs = 8;
