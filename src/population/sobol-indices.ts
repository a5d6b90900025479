import { numbers } from "../random/stream.ts";
import { runsAPoint } from "./sobol-design.ts";
import type { Estimate } from "./study-summary.ts";

/** Shares of an outcome's variance: by one parameter alone, and with all its interactions. Null when the outcome does not vary. */
export interface SobolIndices {
	readonly first: Estimate | null;
	readonly total: Estimate | null;
}

/** What the runs of one point gave: f(A), f(B), f(AB_1) … */
type PointOutcomes = readonly number[];

/**
 * First-order indices by Saltelli's estimator and total ones by Jansen's (both in Saltelli 2010, doi:10.1016/j.cpc.2009.09.018, table 2),
 * one entry a parameter; `outcomes` stand in the order of the runs of `sobolDesign`. A point of which any run failed (NaN) is left out as a
 * whole. Standard errors come from resampling the points, intervals are 1.96 of them wide on both sides.
 *
 *     sobolIndices(outcomes, { parameters: 3, seed: 7 })     // [{ first: { value: 0.31, … }, total: … }, …]
 */
export function sobolIndices(
	outcomes: ArrayLike<number>,
	{ parameters, seed, resamples = 200 }: { parameters: number; seed: number; resamples?: number },
): readonly SobolIndices[] {
	const points = completePoints(outcomes, parameters);
	const mean = average(points.flatMap(([a, b]) => [a!, b!]));
	// About the mean the products are small: without this the first-order estimator drowns in a large constant.
	const centered = points.map((point) => point.map((y) => y - mean));
	const names = Array.from({ length: parameters }, (_, i) => i);
	if (points.length < 2 || variance(centered) === 0) return names.map(() => ({ first: null, total: null }));
	const [firsts, totals] = [names.map((i) => firstOf(centered, i)), names.map((i) => totalOf(centered, i))];
	const again = resampled(centered, { seed, resamples });
	const errors = (index: (sample: readonly PointOutcomes[], i: number) => number) =>
		names.map((i) => spread(again.map((sample) => index(sample, i)).filter(Number.isFinite)));
	const [firstErrors, totalErrors] = [errors(firstOf), errors(totalOf)];
	return names.map((i) => ({ first: estimate(firsts[i]!, firstErrors[i]!), total: estimate(totals[i]!, totalErrors[i]!) }));
}

function completePoints(outcomes: ArrayLike<number>, parameters: number): readonly PointOutcomes[] {
	const each = runsAPoint(parameters);
	if (outcomes.length % each !== 0) throw new RangeError(`${outcomes.length} runs are not whole points of ${each}`);
	const points = Array.from({ length: outcomes.length / each }, (_, p) => Array.from({ length: each }, (__, k) => outcomes[p * each + k]!));
	return points.filter((point) => point.every(Number.isFinite));
}

const square = (x: number): number => x * x;

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function meanOver(points: readonly PointOutcomes[], term: (point: PointOutcomes) => number): number {
	let sum = 0;
	for (const point of points) sum += term(point);
	return sum / points.length;
}

/** Of f over A and B together. */
function variance(points: readonly PointOutcomes[]): number {
	const mean = meanOver(points, (y) => (y[0]! + y[1]!) / 2);
	return meanOver(points, (y) => (square(y[0]! - mean) + square(y[1]! - mean)) / 2);
}

const firstOf = (points: readonly PointOutcomes[], i: number): number =>
	meanOver(points, (y) => y[1]! * (y[i + 2]! - y[0]!)) / variance(points);

const totalOf = (points: readonly PointOutcomes[], i: number): number =>
	meanOver(points, (y) => square(y[0]! - y[i + 2]!)) / 2 / variance(points);

/** The bootstrap: as many points, drawn with replacement. */
function resampled(
	points: readonly PointOutcomes[],
	{ seed, resamples }: { seed: number; resamples: number },
): readonly (readonly PointOutcomes[])[] {
	const next = numbers(seed, "bootstrap of Sobol indices");
	return Array.from({ length: resamples }, () => points.map(() => points[Math.floor(next() * points.length)]!));
}

const spread = (values: readonly number[]): number => {
	const mean = average(values);
	return Math.sqrt(values.reduce((sum, value) => sum + square(value - mean), 0) / (values.length - 1));
};

const estimate = (value: number, error: number): Estimate => ({ value, interval: [value - 1.96 * error, value + 1.96 * error], error });
