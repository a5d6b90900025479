import { exactShare } from "../population/binomial-interval.ts";
import { type Endpoint, isShare, type Seen } from "./endpoint.ts";
import { type Miss, type Prediction, totalSd, type Verdict } from "./prediction.ts";
import type { EndpointResult } from "./result.ts";

/**
 * An endpoint and its prediction as a row of the result: the interval of what was seen, where it lies, by how much the model misses it.
 *
 *     judged(endpoint, predict(values, { statistic: "share", n: 101, next }))
 */
export const judged = (endpoint: Endpoint, prediction: Prediction | null): EndpointResult => ({
	...endpoint,
	prediction,
	seen_interval: seenInterval(endpoint.seen),
	verdict: verdictOn(endpoint.seen, prediction),
	miss: prediction === null ? null : missOf(endpoint, prediction),
});

/**
 * The 95 % interval of what was seen: that of Clopper and Pearson for shares, the published one of a number where there is one, the two ends of a band.
 *
 *     seenInterval({ kind: "share", count: 94, n: 101 })     // [0.86, 0.97]
 */
export function seenInterval(seen: Seen): readonly [number, number] | null {
	if (seen.kind === "share") return exactShare(seen.count, seen.n).interval;
	if (seen.kind === "band") return [seen.from, seen.to];
	return seen.beside?.of === "interval" ? [seen.beside.from, seen.beside.to] : null;
}

/** The least and the greatest that count as seen: one number, but for a band. */
export const seenRange = (seen: Seen): readonly [number, number] => {
	if (seen.kind === "band") return [seen.from, seen.to];
	const value = seen.kind === "share" ? seen.count / seen.n : seen.value;
	return [value, value];
};

/** Shares are sums of n-ths: what differs by rounding alone is the same. */
const rounding = 1e-9;

export function verdictOn(seen: Seen, prediction: Prediction | null): Verdict {
	if (prediction === null) return "not known";
	const [from, to] = seenRange(seen);
	const slack = rounding * Math.max(Math.abs(from), Math.abs(to));
	if (from > prediction.interval[1] + slack) return "above";
	return to < prediction.interval[0] - slack ? "below" : "inside";
}

function missOf(endpoint: Endpoint, prediction: Prediction): Miss {
	const [from, to] = seenRange(endpoint.seen);
	const distance = prediction.value > to ? prediction.value - to : prediction.value < from ? prediction.value - from : 0;
	const sd = totalSd(prediction);
	return { points: isShare(endpoint) ? 100 * distance : distance, sds: distance === 0 ? 0 : sd > 0 ? distance / sd : null };
}
