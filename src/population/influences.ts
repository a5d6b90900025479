import type { Point } from "./latin-hypercube.ts";
import { partialRankCorrelations, rankCorrelation } from "./rank-correlation.ts";
import type { SobolIndices } from "./sobol-indices.ts";
import type { Influence } from "./study-summary.ts";

/**
 * What each parameter does to an outcome, the most influential first: by total Sobol index where it is known, else by the size of the
 * partial rank correlation, or of the plain one where that is unknown. A run that failed (NaN) is left out. `points[k]` gave `outcomes[k]`; of a Sobol design hand in the runs of A
 * and B alone, since the others repeat their columns.
 */
export function influences(
	parameters: readonly string[],
	{ points, outcomes, indices }: { points: readonly Point[]; outcomes: readonly number[]; indices?: readonly SobolIndices[] },
): readonly Influence[] {
	const known = points.flatMap((point, i) => (Number.isFinite(outcomes[i]) ? [{ point, outcome: outcomes[i]! }] : []));
	const columns = parameters.map((_, i) => known.map(({ point }) => point[i]!));
	const outcome = known.map((run) => run.outcome);
	const partial = partialRankCorrelations(columns, outcome);
	return parameters
		.map((parameter, i) => ({
			parameter,
			rank: rankCorrelation(columns[i]!, outcome),
			partialRank: partial[i]!,
			first: indices?.[i]?.first ?? null,
			total: indices?.[i]?.total ?? null,
		}))
		.sort((a, b) => weight(b) - weight(a) || strength(b) - strength(a));
}

const strength = ({ rank, partialRank }: Influence): number => Math.abs(Number.isNaN(partialRank) ? rank.value : partialRank);

const weight = (influence: Influence): number => influence.total?.value ?? strength(influence);
