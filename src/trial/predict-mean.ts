import { normalProbability } from "../random/normal.ts";
import { crossing } from "./crossing-point.ts";
import type { Prediction } from "./prediction.ts";
import { meanOf, type VirtualSets, varianceOf } from "./virtual-sets.ts";

/** How many trials are drawn: the bounds of the interval are then known to 0.04 standard deviations. */
const trials = 4000;

/**
 * The mean in a trial of n patients. A bootstrap in a bootstrap, in one: of N virtual patients each next one of a trial is a new one of them with the chance
 * N / (N + those drawn before), else one of those again (a Pólya urn, which draws from Rubin's Bayesian bootstrap: 1981, doi:10.1214/aos/1176345338). Without n
 * the expected mean, which many virtual patients make normal.
 */
export function predictMean(virtual: VirtualSets, { n, next }: { n: number | null; next: () => number }): Prediction {
	const { sets, weight, size } = virtual;
	const all = meanOf(sets.map(({ center }) => center));
	const centers = sets.map(({ center }) => weight * center + (1 - weight) * all);
	const within = spreadWithin(virtual, centers);
	const unsure = within / (size + 1);
	const { value, interval } = n === null ? ofExpected(centers, Math.sqrt(unsure)) : ofTrial(virtual, { n, next });
	return {
		value,
		interval,
		sd: {
			patients: n === null ? 0 : Math.sqrt((within - unsure) / n),
			parameters: sets.length > 1 ? Math.sqrt(varianceOf(centers)) : null,
			monteCarlo: Math.sqrt(unsure),
		},
		virtual: virtual.counted,
	};
}

/** Variance of one patient within a set, of which a part is drawn from all sets. */
function spreadWithin({ sets, weight }: VirtualSets, centers: readonly number[]): number {
	const squares = sets.map(({ sorted }) => meanOf(sorted.map((x) => x * x)));
	const all = meanOf(squares);
	return meanOf(sets.map((_, s) => Math.max(0, weight * squares[s]! + (1 - weight) * all - centers[s]! * centers[s]!)));
}

function ofTrial(
	{ sets, weight, size }: VirtualSets,
	{ n, next }: { n: number; next: () => number },
): Pick<Prediction, "value" | "interval"> {
	const drawn = new Float64Array(n);
	const pick = (count: number) => Math.floor(next() * count);
	const fresh = (own: number): number => {
		const { sorted } = sets[weight === 1 || next() < weight ? own : pick(sets.length)]!;
		return sorted[pick(sorted.length)]!;
	};
	const means = Array.from({ length: trials }, (_, trial) => {
		let sum = 0;
		for (let i = 0; i < n; i++) sum += drawn[i] = next() * (size + i) < size ? fresh(trial % sets.length) : drawn[pick(i)]!;
		return sum / n;
	}).sort((a, b) => a - b);
	return { value: means[trials / 2]!, interval: [means[Math.floor(0.025 * trials)]!, means[Math.ceil(0.975 * trials) - 1]!] };
}

function ofExpected(centers: readonly number[], sd: number): Pick<Prediction, "value" | "interval"> {
	const below = (x: number) => meanOf(centers.map((center) => (sd > 0 ? normalProbability((x - center) / sd) : Number(x >= center))));
	const reach = [Math.min(...centers) - 6 * sd, Math.max(...centers) + 6 * sd] as const;
	const at = (probability: number) => crossing((x) => below(x) - probability, reach);
	return { value: at(0.5), interval: [at(0.025), at(0.975)] };
}
