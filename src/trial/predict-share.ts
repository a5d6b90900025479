import { betaProbability } from "../random/distributions.ts";
import { betaBinomial, type Odds } from "./beta-binomial.ts";
import { crossing } from "./crossing-point.ts";
import type { Prediction } from "./prediction.ts";
import { meanOf, type VirtualSets, varianceOf } from "./virtual-sets.ts";

/**
 * The share in a trial of n patients, exactly: each set of parameters as likely as another, the chance in a set as sure as its virtual patients make
 * it (Jeffreys' beta distribution), the count beta-binomial. Without n the expected share itself.
 */
export function predictShare(virtual: VirtualSets, n: number | null): Prediction {
	const odds = oddsOf(virtual);
	const { interval, value } = n === null ? ofExpected(odds) : ofTrial(odds, n);
	const chances = odds.map(({ of, against }) => of / (of + against));
	const unsure = odds.map(({ of, against }, s) => (chances[s]! * (1 - chances[s]!)) / (of + against + 1));
	const spread = odds.map((_, s) => chances[s]! * (1 - chances[s]!) - unsure[s]!);
	return {
		value,
		interval,
		sd: {
			patients: n === null ? 0 : Math.sqrt(meanOf(spread) / n),
			parameters: odds.length > 1 ? Math.sqrt(varianceOf(chances)) : null,
			monteCarlo: Math.sqrt(meanOf(unsure)),
		},
		virtual: virtual.counted,
	};
}

function oddsOf({ sets, weight, size }: VirtualSets): readonly Odds[] {
	const all = meanOf(sets.map(({ center }) => center));
	return sets.map(({ center }) => {
		const chance = weight * center + (1 - weight) * all;
		return { of: size * chance + 0.5, against: size * (1 - chance) + 0.5 };
	});
}

/** Sums of probabilities are right to this. */
const rounding = 1e-12;

function ofTrial(odds: readonly Odds[], n: number): Pick<Prediction, "value" | "interval"> {
	const counts = new Float64Array(n + 1);
	for (const one of odds) for (const [x, probability] of betaBinomial(n, one).entries()) counts[x]! += probability / odds.length;
	/** Probability of at most x. */
	let sum = 0;
	const upTo = Array.from(counts, (probability) => (sum += probability));
	const reaching = (share: number) => upTo.findIndex((probability) => probability >= share - rounding) / n;
	return { value: reaching(0.5), interval: [upTo.findIndex((p) => p > 0.025 + rounding) / n, reaching(0.975)] };
}

function ofExpected(odds: readonly Odds[]): Pick<Prediction, "value" | "interval"> {
	const below = (share: number) => meanOf(odds.map(({ of, against }) => betaProbability(share, of, against)));
	const at = (probability: number) => crossing((share) => below(share) - probability, [0, 1]);
	return { value: at(0.5), interval: [at(0.025), at(0.975)] };
}
