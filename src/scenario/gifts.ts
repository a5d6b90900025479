import type { Dose, PlannedGift } from "./plan.ts";

/** What to make of the parts of a gift. */
interface GiftChange<From, To> {
	readonly dose: (dose: Dose) => Dose;
	/** A condition. */
	readonly asked: (asked: From) => To;
	/** A number that is computed. */
	readonly number: (asked: From) => To;
}

/** The same gift with other doses and conditions. What is computed keeps the dose of 1: it is fitted when the number is known. */
export function mapGift<From, To>(gift: PlannedGift<From>, change: GiftChange<From, To>): PlannedGift<To> {
	switch (gift.kind) {
		case "choice":
			return {
				...gift,
				when: change.asked(gift.when),
				unless: change.asked(gift.unless),
				then: mapGift(gift.then, change),
				otherwise: mapGift(gift.otherwise, change),
			};
		case "computed":
			return { ...gift, times: change.number(gift.times) };
		default:
			return change.dose(gift);
	}
}

/** What a gift comes to: a dose, nothing, or what cannot be told. */
export type ChosenGift =
	| { readonly kind: "dose"; readonly dose: Dose }
	| { readonly kind: "nothing" }
	| { readonly kind: "unknown"; readonly say: string };

/** Who can tell what a gift asks. */
export interface GiftAsker<Asked> {
	readonly holds: (condition: Asked) => boolean;
	readonly number: (number: Asked) => number;
	/** So many times a dose, for the patient at hand. */
	readonly multiple: (one: Extract<PlannedGift<Asked>, { kind: "computed" }>["one"], times: number) => Dose;
}

/** A dose or rate of 0 gives nothing: it is neither charted nor counted. */
const isNothing = (dose: Dose): boolean => (dose.kind === "dose" && dose.amount === 0) || (dose.kind === "rate" && dose.rate === 0);

/**
 * What a gift comes to now.
 *
 *     chosen(gift, { holds: (condition) => tests[condition](answers, time), number, multiple })   // { kind: "dose", dose }
 */
export function chosen<Asked>(gift: PlannedGift<Asked>, asker: GiftAsker<Asked>): ChosenGift {
	switch (gift.kind) {
		case "choice":
			if (asker.holds(gift.when)) return chosen(gift.then, asker);
			return asker.holds(gift.unless) ? chosen(gift.otherwise, asker) : { kind: "unknown", say: `"${gift.say}" is not known` };
		case "computed": {
			const times = asker.number(gift.times);
			if (!Number.isFinite(times)) return { kind: "unknown", say: `"${gift.say}" is not known` };
			if (times < 0) return { kind: "unknown", say: `"${gift.say}" is below zero` };
			return chosen(asker.multiple(gift.one, times), asker);
		}
		default:
			return isNothing(gift) ? { kind: "nothing" } : { kind: "dose", dose: gift };
	}
}

/** All doses that a gift may come to as far as can be told: one where everything is known. Nothing and what is computed from unknown numbers are left out. */
export function possibleDoses<Asked>(gift: PlannedGift<Asked>, asker: GiftAsker<Asked>): readonly Dose[] {
	if (gift.kind !== "choice") {
		const found = chosen(gift, asker);
		return found.kind === "dose" ? [found.dose] : [];
	}
	if (asker.holds(gift.when)) return possibleDoses(gift.then, asker);
	if (asker.holds(gift.unless)) return possibleDoses(gift.otherwise, asker);
	return [...possibleDoses(gift.then, asker), ...possibleDoses(gift.otherwise, asker)];
}
