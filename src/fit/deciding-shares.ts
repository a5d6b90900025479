import { ranks } from "../population/rank-correlation.ts";
import type { DecidingShare } from "../population/study-summary.ts";
import { numbers } from "../random/stream.ts";
import { meanOf, varianceOf } from "../trial/virtual-sets.ts";

/** In so many of all studies chance alone would lift the largest share of a list above its limit. */
const chanceShare = 0.05;
/** Orders at random that tell what chance makes of a thing that decides nothing: more the more things are asked of. */
const shufflesFor = (columns: number): number => Math.max(200, columns / chanceShare) - 1;

/** Groups of about equal size in which a number is taken to be the same: as many members in each as there are groups, but at most ten groups. */
const groupsFor = (count: number): number => Math.max(2, Math.min(mostGroups, Math.floor(Math.sqrt(count))));
const mostGroups = 10;

/** The group of each number in the order of size; equal numbers are of one group. */
function grouped(values: readonly number[]): readonly number[] {
	const groups = groupsFor(values.length);
	return ranks(values).map((rank) => Math.min(groups - 1, Math.floor(((rank - 0.5) / values.length) * groups)));
}

/**
 * Share of the variance of the outcomes that lies between groups, less what groups of so few would show by chance. `order[i]`: whose outcome stands in the
 * group of i.
 */
function shareBetween(
	groups: readonly number[],
	{ outcomes, order }: { readonly outcomes: readonly number[]; readonly order: readonly number[] },
): number {
	const [count, all, mean] = [outcomes.length, varianceOf(outcomes), meanOf(outcomes)];
	const numbers = new Float64Array(mostGroups);
	const sums = new Float64Array(mostGroups);
	for (let i = 0; i < count; i++) {
		const group = groups[i]!;
		numbers[group]!++;
		sums[group]! += outcomes[order[i]!]! - mean;
	}
	let between = 0;
	let filled = 0;
	for (let group = 0; group < mostGroups; group++) {
		if (numbers[group] === 0) continue;
		filled++;
		between += (sums[group]! * sums[group]!) / numbers[group]!;
	}
	if (filled < 2 || count <= filled) return 0;
	return 1 - ((1 - between / count / all) * (count - 1)) / (count - filled);
}

/** Fisher and Yates, in place. */
function shuffle(order: number[], next: () => number): void {
	for (let i = order.length - 1; i > 0; i--) {
		const j = Math.floor(next() * (i + 1));
		[order[i], order[j]] = [order[j]!, order[i]!];
	}
}

const pearson = (a: readonly number[], b: readonly number[]): number => {
	const [ma, mb, spread] = [meanOf(a), meanOf(b), Math.sqrt(varianceOf(a) * varianceOf(b))];
	return spread > 0 ? meanOf(a.map((x, i) => (x - ma) * (b[i]! - mb))) / spread : 0;
};

/**
 * The share that the largest of so many would exceed in one study of twenty if nothing decided anything: outcomes in orders at random, against groups of
 * equal size; what one may exceed is that by their number (Bonferroni).
 */
function chanceLimit(outcomes: readonly number[], { columns, seed }: { readonly columns: number; readonly seed: number }): number {
	const order = outcomes.map((_, i) => i);
	const groups = grouped(order);
	const next = numbers(seed, "deciding shares");
	const shares = Array.from({ length: shufflesFor(columns) }, () => {
		shuffle(order, next);
		return shareBetween(groups, { outcomes, order });
	}).sort((a, b) => b - a);
	return shares[Math.floor(((shares.length + 1) * chanceShare) / columns) - 1]!;
}

/**
 * How much of the differences of an outcome each of several numbers decides alone, the largest first: its first-order share of variance (Sobol', the
 * correlation ratio of Pearson), from values at hand and no design, as variance between groups of about equal values, corrected for what so few show by chance
 * (epsilon squared; Liu 2022, doi:10.5964/meth.7745). Numbers that go together share what they decide, and shares of all may then add up to more than 1.
 *
 *     decidingShares([{ name: "il6_gain", values: [0.5, 1, 2, 4] }], { outcomes: [1, 2, 3, 4], seed: 1 })
 */
export function decidingShares(
	columns: readonly { readonly name: string; readonly values: readonly number[] }[],
	{ outcomes, seed }: { readonly outcomes: readonly number[]; readonly seed: number },
): readonly DecidingShare[] {
	const kept = outcomes.flatMap((value, i) => (Number.isFinite(value) ? [i] : []));
	const known = kept.map((i) => outcomes[i]!);
	// Fewer than three in each of two groups tell nothing.
	if (known.length < 6 || !(varianceOf(known) > 0)) return [];
	const limit = chanceLimit(known, { columns: columns.length, seed });
	const places = ranks(known);
	const order = known.map((_, i) => i);
	return columns
		.map(({ name, values }) => {
			const own = kept.map((i) => values[i]!);
			const share = shareBetween(grouped(own), { outcomes: known, order });
			return { name, share, rank: pearson(ranks(own), places), beyondChance: share > limit };
		})
		.sort((a, b) => b.share - a.share);
}
