/** How sure the chance of one patient is: as after `of` in which it came and `against` in which it did not; both may be fractions. */
export interface Odds {
	readonly of: number;
	readonly against: number;
}

/**
 * The probabilities that 0, 1, … n patients have what each has with a chance that is itself uncertain, by a beta distribution: the beta-binomial distribution
 * (Skellam 1948, J R Stat Soc B 10:257). Each follows from its neighbor, so no gamma function is needed; they are begun at the likeliest, so that none is lost.
 *
 *     betaBinomial(2, { of: 1, against: 1 })     // [1/3, 1/3, 1/3]
 */
export const betaBinomial = (n: number, { of, against }: Odds): Float64Array =>
	fromNeighbors(n, of / (of + against), (x) => ((n - x) * (of + x)) / ((x + 1) * (against + n - x - 1)));

/** The same of a chance that is known: the binomial distribution. */
export const binomial = (n: number, chance: number): Float64Array =>
	fromNeighbors(n, chance, (x) => ((n - x) * chance) / ((x + 1) * (1 - chance)));

/** `ratio(x)` is the probability of x + 1 over that of x. */
function fromNeighbors(n: number, chance: number, ratio: (x: number) => number): Float64Array {
	const all = new Float64Array(n + 1);
	const start = chance <= 0 ? 0 : chance >= 1 ? n : Math.floor(chance * n);
	all[start] = 1;
	if (chance <= 0 || chance >= 1) return all;
	let sum = 1;
	for (let x = start; x < n; x++) sum += all[x + 1] = all[x]! * ratio(x);
	for (let x = start; x > 0; x--) sum += all[x - 1] = all[x]! / ratio(x - 1);
	return all.map((probability) => probability / sum);
}

/** Probability that at least `least` patients have it. */
export const atLeast = (probabilities: Float64Array, least: number): number => probabilities.subarray(least).reduce((sum, p) => sum + p, 0);
