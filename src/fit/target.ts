import { log } from "../elementary/logarithm.ts";
import { type Endpoint, isShare } from "../trial/endpoint.ts";
import { seenRange } from "../trial/judge.ts";
import { pullsOf } from "../trial/virtual-sets.ts";

/** What one set of parameters predicts of an endpoint, in the scale of its target. */
export interface Predicted {
	/** NaN where nobody counts. */
	readonly value: number;
	/** Variance of one patient: that of the statistic of n is an nth of it. */
	readonly spread: number;
	/** Virtual patients that counted. */
	readonly counted: number;
}

/** An endpoint as a fit reads it: on a scale on which errors are about normal, whatever is counted or measured. */
export interface Target {
	readonly trial: string;
	readonly endpoint: string;
	/** On that scale. */
	readonly seen: number;
	readonly predict: (values: readonly number[]) => Predicted;
	/** Variance of what the trial saw around what holds; `spread` as virtual patients have it. */
	readonly errorOf: (spread: number) => number;
}

/** Of counts: the logarithm of the odds, with half a patient on either side so that none and all have one (Haldane 1956, doi:10.1111/j.1469-1809.1955.tb01285.x). */
const logOdds = (count: number, n: number) => log((count + 0.5) / (n - count + 0.5));
const varianceOfOdds = (count: number, n: number) => 1 / (count + 0.5) + 1 / (n - count + 0.5);

function ofShare(values: readonly number[]): Predicted {
	const known = values.filter((value) => !Number.isNaN(value));
	const count = known.reduce((sum, value) => sum + value, 0);
	const n = known.length;
	return n === 0 ? nobody : { value: logOdds(count, n), spread: n * varianceOfOdds(count, n), counted: n };
}

const nobody: Predicted = { value: Number.NaN, spread: Number.NaN, counted: 0 };

/** Numbers lie on a logarithm that is shifted by this share of what was seen, so that zero has its place: an onset on the day of infusion. */
const shift = 0.1;

/** Numbers as factors of what was seen, which stands at 0. */
function factorOf(seen: number): { readonly to: (value: number) => number; readonly slope: (value: number) => number } {
	const size = Math.abs(seen);
	const above = (value: number) => Math.max(value, 0) + shift * size;
	return { to: (value) => log(above(value) / above(seen)), slope: (value) => 1 / above(value) };
}

/** 95 % of a normal distribution lie within so many standard deviations on either side. */
const sidesOf95 = 1.96;

function bandVariance(from: number, to: number): number {
	const sd = (to - from) / (2 * sidesOf95);
	return sd * sd;
}

function shareTarget({ seen }: Endpoint): Pick<Target, "seen" | "predict" | "errorOf"> {
	if (seen.kind === "share") {
		const { count, n } = seen;
		return { seen: logOdds(count, n), predict: ofShare, errorOf: () => varianceOfOdds(count, n) };
	}
	const [from, to] = seen.kind === "band" ? [seen.from, seen.to] : [seen.value, seen.value];
	const odds = (share: number) => log((share + 0.001) / (1.001 - share));
	return { seen: (odds(from) + odds(to)) / 2, predict: ofShare, errorOf: () => bandVariance(odds(from), odds(to)) };
}

function numberTarget({ seen, stated }: Endpoint): Pick<Target, "seen" | "predict" | "errorOf"> {
	const [from, to] = seenRange(seen);
	const { to: scaled, slope } = factorOf((from + to) / 2);
	const predict = (values: readonly number[]): Predicted => {
		const pulls = pullsOf(values, stated!.statistic);
		if (pulls === null) return nobody;
		const steep = slope(pulls.center);
		return { value: scaled(pulls.center), spread: pulls.variance * steep * steep, counted: pulls.counted };
	};
	const n = seen.kind === "number" ? seen.n : null;
	const band = bandVariance(scaled(from), scaled(to));
	return { seen: (scaled(from) + scaled(to)) / 2, predict, errorOf: (spread) => (n === null ? band : spread / n) };
}

/**
 * An endpoint as a fit reads it; null where the model does not state it.
 *
 *     const target = targetOf("zuma-1", endpoint);
 *     target?.predict([1, 0, 0, 1]).value      // 0: the logarithm of the odds of 2 of 4
 */
export function targetOf(trial: string, endpoint: Endpoint): Target | null {
	if (endpoint.stated === null) return null;
	return { trial, endpoint: endpoint.name, ...(isShare(endpoint) ? shareTarget(endpoint) : numberTarget(endpoint)) };
}
