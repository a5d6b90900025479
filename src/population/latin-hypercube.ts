import { numbers } from "../random/stream.ts";

/** A point of a design: a number between 0 and 1 of each parameter, to be read as a quantile of its spread. */
export type Point = readonly number[];

/**
 * A Latin hypercube (McKay 1979, doi:10.1080/00401706.1979.10489755): each parameter's range is cut into as many strata of equal
 * probability as there are points, and each stratum holds exactly one. Each parameter is shuffled by its own stream, so that a further
 * one changes no other.
 *
 *     latinHypercube(["il6_gain", "weight"], { seed: 7, points: 500 })     // 500 points of two numbers
 */
export function latinHypercube(names: readonly string[], { seed, points }: { seed: number; points: number }): readonly Point[] {
	const columns = names.map((name) => column(points, numbers(seed, `latin hypercube ${name}`)));
	return Array.from({ length: points }, (_, i) => columns.map((values) => values[i]!));
}

function column(points: number, next: () => number): readonly number[] {
	const strata = shuffled(points, next);
	// Not onto the edges, which have no quantile.
	return strata.map((stratum) => Math.min(Math.max((stratum + next()) / points, Number.EPSILON), 1 - Number.EPSILON));
}

/** Fisher and Yates. */
function shuffled(length: number, next: () => number): number[] {
	const order = Array.from({ length }, (_, i) => i);
	for (let i = length - 1; i > 0; i--) {
		const j = Math.floor(next() * (i + 1));
		[order[i], order[j]] = [order[j]!, order[i]!];
	}
	return order;
}
