import { instant } from "../chart/instant.ts";
import type { Place } from "../input/problem.ts";
import type { Formula } from "../language/formula.ts";
import type { DeviceSettings } from "./treatment.ts";
import type { WrittenAmount } from "./written-amount.ts";

/** Hours that a run may last. */
export const longestRun = 366 * 24;

/** What one act of an order gives. */
export type Gift =
	| {
			readonly kind: "dose";
			readonly amount: WrittenAmount;
			/** Hours; null: as its rate or its route says. */
			readonly over: number | null;
			/** The rate at which it runs in, and where it stands; null: it lasts as `over` or the route says. `arriving`: the rate is that of the share that arrives. */
			readonly pace: { readonly rate: WrittenAmount; readonly place: Place; readonly key: string; readonly arriving?: true } | null;
			readonly route: string;
	  }
	| { readonly kind: "rate"; readonly rate: WrittenAmount; readonly route: string }
	| { readonly kind: "device"; readonly device: string; readonly settings: DeviceSettings };

/** When the first act happens. Hours since infusion. */
export type Beginning = { readonly kind: "at"; readonly time: number } | { readonly kind: "when"; readonly condition: Formula };

/** A stretch of equal acts: one `gift` every `every` hours for `lasts` hours (half open). */
export interface Stretch<G = Gift> {
	readonly gift: G;
	/** Null: a single act. */
	readonly every: number | null;
	/** Null: to the end of the run (with `every`), or without an end (a rate or device). */
	readonly lasts: number | null;
}

/** What a steady state does with what is there of the drug: it takes its place, or comes on top. */
export type SteadyJoin = "alone" | "added";

/** One entry of a scenario's `treatments`, or a record of a table of events, understood. */
export interface Order {
	readonly treatment: string;
	readonly place: Place;
	/** Path such as `treatments[0]`, for messages. */
	readonly key: string;
	/** In words for `events.csv`: `at 5 day`, or the condition as written. */
	readonly why: string;
	readonly begins: Beginning;
	/** The regimen, then its tapers. */
	readonly stretches: readonly Stretch[];
	/** It begins as if the drug had been given so for ever; where that stands, and whether what was given otherwise is forgotten or stays beside it. */
	readonly steady: { readonly place: Place; readonly joins: SteadyJoin } | null;
	/** Further doses while a condition holds; counts the first one too. */
	readonly repeat: { readonly every: number; readonly atMost: number; readonly while: Formula | null } | null;
}

/** One act of an order at a time relative to its beginning. */
export interface Act<G = Gift> {
	readonly after: number;
	readonly gift: G;
	/** Hours until a rate or device ends; null: open. */
	readonly lasts: number | null;
}

/**
 * The acts of an order up to a horizon (hours after its beginning). `for` is half open: the dose that would fall on its end is not given,
 * so a taper begins there (10 mg every 6 h for 3 day = 12 doses). The horizon is closed: the end of a run is still seen.
 */
export function actsOf<G>(stretches: readonly Stretch<G>[], horizon: number): Act<G>[] {
	const acts: Act<G>[] = [];
	let begin = 0;
	for (const { gift, every, lasts } of stretches) {
		const end = begin + (lasts ?? Number.POSITIVE_INFINITY);
		if (every === null) acts.push({ after: begin, gift, lasts });
		// Times are multiplied, not summed, so that they do not drift.
		else
			for (let i = 0; begin + i * every < end - instant && begin + i * every <= horizon + instant; i++)
				acts.push({ after: begin + i * every, gift, lasts: null });
		if (lasts === null) break;
		begin += lasts;
	}
	return acts.filter((act) => act.after <= horizon + instant);
}
